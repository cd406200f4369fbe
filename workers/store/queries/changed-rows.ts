/**
 * Which existing rows of an entity were changed since somebody last asked. Whoever changes rows says so in one of two places: in
 * the audit log, row by row, or in an import's own rows. Both are append-only, so that a cursor into each tells what is new. An undo
 * marks an import's rows from the last to the first, so that a cursor going down tells that.
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
  /** Import's `no` → lowest line seen that was taken back. */
  undone: Map<number, number>;
}

/** Number of the last audited change; 0 where there is none. */
export function lastChange({ raw }: Store): number {
  return raw.prepare<[], { no: number | null }>('SELECT max(no) AS no FROM audit_log').get()?.no ?? 0;
}

/** A cursor that stands at what is there now. */
export function changesFromNow(store: Store, entity: EntityTable): ChangeCursor {
  const { raw } = store;
  return {
    auditNo: lastChange(store),
    lines: new Map(lastLines(raw, entity)),
    undone: undoneBefore(raw, entity),
  };
}

/** How far each import of an entity has come. */
export function lastLines(raw: Store['raw'], entity: EntityTable): [importNo: number, line: number][] {
  return raw
    .prepare(
      `SELECT no, coalesce((SELECT max(line) FROM import_row WHERE import_no = import.no), 0)
       FROM import WHERE entity = ? AND dry_run = 0`,
    )
    .raw()
    .all(entity) as [number, number][];
}

/** Undos that are done have nothing new; what one under way has taken back so far comes once more. */
function undoneBefore(raw: Store['raw'], entity: EntityTable): Map<number, number> {
  const done = raw
    .prepare<[string], number>(`SELECT no FROM import WHERE entity = ? AND undo_state = 'done'`)
    .pluck()
    .all(entity);
  return new Map(done.map((no) => [no, 0]));
}

/** `no` of the rows that were changed, deleted or removed since the cursor, which moves on. A row may come twice. */
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
  yield* undoneRows(store, entity, cursor);
}

async function* undoneRows(
  { raw }: Store,
  entity: EntityTable,
  cursor: ChangeCursor,
): AsyncGenerator<number[]> {
  const begun = raw
    .prepare<[string], { no: number; state: string }>(
      'SELECT no, undo_state AS state FROM import WHERE entity = ? AND undo_state IS NOT NULL',
    )
    .all(entity);
  const slice = raw.prepare<[number, number], { line: number; undo: number | null; target: number }>(
    `SELECT line, undo, target_no AS target FROM import_row
     WHERE import_no = ? AND line < ? AND outcome IN (1, ${updated}) ORDER BY line DESC LIMIT ${sliceRows}`,
  );
  for (const { no, state } of begun) {
    let line = cursor.undone.get(no) ?? Number.MAX_SAFE_INTEGER;
    if (line === 0) continue;
    for (let open = false; !open; await nextTurn()) {
      const rows = slice.all(no, line);
      const first = rows.findIndex(({ undo }) => undo === null);
      const undone = first === -1 ? rows : rows.slice(0, first);
      line = undone.at(-1)?.line ?? line;
      open = first !== -1 || rows.length < sliceRows;
      cursor.undone.set(no, line);
      if (undone.length > 0) yield undone.map(({ target }) => target);
    }
    // Asked for before its rows were read.
    if (state === 'done') cursor.undone.set(no, 0);
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
