/** The invoices that an import wrote or found. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../open.ts';

/** Rows of an import per slice: about 5 ms. */
const sliceRows = 10_000;

export interface ImportTargets {
  readonly importNo: number;
  /** Line of the file up to which the rows are known. */
  line: number;
  /** Records that had been taken back then. */
  undone: number;
  /** Numbers in the entity's table. */
  readonly numbers: Set<number>;
}

/** `no` and entity of an import; undefined where there is none. */
export function importNumber({ raw }: Store, importId: string): { no: number; entity: string } | undefined {
  return raw
    .prepare<[string], { no: number; entity: string }>('SELECT no, entity FROM import WHERE id = ?')
    .get(importId);
}

/** Takes in the rows that have come since; begins anew when some were taken back. */
export async function followTargets({ raw }: Store, targets: ImportTargets): Promise<void> {
  const { undone, ended } = raw
    .prepare<[number], { undone: number; ended: number }>(
      `SELECT undone, coalesce(finished_at, ${Number.MAX_SAFE_INTEGER}) AS ended FROM import WHERE no = ?`,
    )
    .get(targets.importNo) ?? { undone: 0, ended: 0 };
  if (undone !== targets.undone) {
    targets.numbers.clear();
    targets.line = 0;
    targets.undone = undone;
  }
  // The number of an invoice that was found, and was taken back by another undo, may be that of a later one by now.
  const slice = raw.prepare<[number, number, number], { line: number; no: number | null }>(
    `SELECT line, CASE WHEN undo = 1 THEN NULL WHEN outcome = 1 THEN target_no
       ELSE (SELECT no FROM invoice WHERE no = target_no AND created_at <= ?) END AS no
     FROM import_row WHERE import_no = ? AND line > ? ORDER BY line LIMIT ${sliceRows}`,
  );
  for (;;) {
    const rows = slice.all(ended, targets.importNo, targets.line);
    for (const { no } of rows) if (no !== null) targets.numbers.add(no);
    targets.line = rows.at(-1)?.line ?? targets.line;
    if (rows.length < sliceRows) return;
    await nextTurn();
  }
}
