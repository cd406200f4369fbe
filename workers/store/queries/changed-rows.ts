/**
 * Which existing rows of an entity were changed since somebody last asked. Whoever changes rows says so in one of two places: in
 * the audit log, row by row, or in an import's own rows. Both are append-only, so that a cursor into each tells what is new.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../open.ts';
import { entityTables, type EntityTable } from './tables.ts';

/** Rows of an import per slice: about 5 ms. */
const sliceRows = 10_000;
/** `import_row.outcome` of a row that changed an existing one. */
const updated = 2;

export interface ChangeCursor {
  auditNo: number;
  /** Import's `no` → last line seen. */
  lines: Map<number, number>;
}

/** A cursor that stands at what is there now. */
export function changesFromNow({ raw }: Store, entity: EntityTable): ChangeCursor {
  const audit = raw.prepare<[], { no: number | null }>('SELECT max(no) AS no FROM audit_log').get();
  return { auditNo: audit?.no ?? 0, lines: new Map(lastLines(raw, entity)) };
}

/** How far each import of an entity has come. */
function lastLines(raw: Store['raw'], entity: EntityTable): [importNo: number, line: number][] {
  return raw
    .prepare(
      `SELECT no, coalesce((SELECT max(line) FROM import_row WHERE import_no = import.no), 0)
       FROM import WHERE entity = ? AND dry_run = 0`,
    )
    .raw()
    .all(entity) as [number, number][];
}

/** `no` of the rows that were changed or deleted since the cursor, which moves on. A row may come twice. */
export async function* changedRows(
  store: Store,
  entity: EntityTable,
  cursor: ChangeCursor,
): AsyncGenerator<number[]> {
  yield* auditedChanges(store, entity, cursor);
  const slice = store.raw.prepare<[number, number], { line: number; outcome: number; target: number | null }>(
    `SELECT line, outcome, target_no AS target FROM import_row WHERE import_no = ? AND line > ? ORDER BY line LIMIT ${sliceRows}`,
  );
  for (const [no, last] of lastLines(store.raw, entity)) {
    for (let line = cursor.lines.get(no) ?? 0; line < last; await nextTurn()) {
      const rows = slice.all(no, line);
      line = rows.at(-1)?.line ?? last;
      cursor.lines.set(no, line);
      const changed = rows.filter((row) => row.outcome === updated && row.target !== null);
      if (changed.length > 0) yield changed.map((row) => row.target as number);
    }
  }
}

async function* auditedChanges(
  { raw }: Store,
  entity: EntityTable,
  cursor: ChangeCursor,
): AsyncGenerator<number[]> {
  const { table } = entityTables[entity];
  const slice = raw.prepare<[string, number], { audit: number; no: number | null }>(
    `SELECT a.no AS audit, t.no AS no FROM audit_log a
     LEFT JOIN ${table} t ON a.entity = ? AND a.action <> 'create' AND t.id = a.entity_id
     WHERE a.no > ? ORDER BY a.no LIMIT ${sliceRows}`,
  );
  for (let read = sliceRows; read === sliceRows; await nextTurn()) {
    const rows = slice.all(entity, cursor.auditNo);
    read = rows.length;
    if (read === 0) return;
    cursor.auditNo = rows.at(-1)?.audit ?? cursor.auditNo;
    const changed = rows.flatMap(({ no }) => (no === null ? [] : [no]));
    if (changed.length > 0) yield changed;
  }
}
