/** What has happened to rows of a kind since the search index looked: figures that cost a few look-ups. */
import type { Store } from '../open.ts';
import type { ChangeCursor } from './changed-rows.ts';
import { lastChange, lastLines } from './changed-rows.ts';
import type { EntityTable } from './tables.ts';

/** Audited changes of other things that are looked through to find none of ours. */
const lookedThrough = 5000;

/** Audited changes of existing rows after the cursor; as many as are unread where those are too many to look through. */
export function auditedSince(store: Store, entity: EntityTable, cursor: ChangeCursor): number {
  const unread = lastChange(store) - cursor.auditNo;
  if (unread <= 0) return 0;
  if (unread > lookedThrough) return unread;
  return store.raw
    .prepare<[number, string], number>(
      `SELECT count(*) FROM audit_log WHERE no > ? AND entity = ? AND action <> 'create'`,
    )
    .pluck()
    .get(cursor.auditNo, entity) as number;
}

/** Lines of imports after the cursor. */
export function linesSince({ raw }: Store, entity: EntityTable, cursor: ChangeCursor): number {
  return lastLines(raw, entity).reduce(
    (sum, [no, line]) => sum + Math.max(0, line - (cursor.lines.get(no) ?? 0)),
    0,
  );
}

/** Undos of a kind's imports by the import's `no`, in whatever state. */
export function undoStates({ raw }: Store, entity: EntityTable): Map<number, string> {
  const rows = raw
    .prepare<[string]>('SELECT no, undo_state FROM import WHERE entity = ? AND undo_state IS NOT NULL')
    .raw()
    .all(entity) as [number, string][];
  return new Map(rows);
}

/** Whether an import or an undo is writing. */
export function isImporting({ raw }: Store): boolean {
  return (
    raw.prepare(`SELECT 1 FROM import WHERE state = 'running' OR undo_state = 'running' LIMIT 1`).get() !==
    undefined
  );
}
