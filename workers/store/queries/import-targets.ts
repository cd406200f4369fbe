/** The rows that an import wrote or found. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../open.ts';

/** Rows of an import per slice: about 5 ms. */
const sliceRows = 10_000;

export interface ImportTargets {
  readonly importNo: number;
  /** Line of the file up to which the rows are known. */
  line: number;
  /** Numbers in the entity's table. */
  readonly numbers: Set<number>;
}

/** `no` and entity of an import; undefined where there is none. */
export function importNumber({ raw }: Store, importId: string): { no: number; entity: string } | undefined {
  return raw
    .prepare<[string], { no: number; entity: string }>('SELECT no, entity FROM import WHERE id = ?')
    .get(importId);
}

/** Takes in the rows that have come since. */
export async function followTargets({ raw }: Store, targets: ImportTargets): Promise<void> {
  const slice = raw.prepare<[number, number], { line: number; no: number | null }>(
    `SELECT line, target_no AS no FROM import_row WHERE import_no = ? AND line > ? ORDER BY line LIMIT ${sliceRows}`,
  );
  for (;;) {
    const rows = slice.all(targets.importNo, targets.line);
    for (const { no } of rows) if (no !== null) targets.numbers.add(no);
    targets.line = rows.at(-1)?.line ?? targets.line;
    if (rows.length < sliceRows) return;
    await nextTurn();
  }
}
