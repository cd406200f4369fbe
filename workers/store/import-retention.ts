/** What of imports may be taken away when it is old: copies of files by their hash, and corrections. */
import { prepared } from './prepared.ts';
import { readSetting, writeSetting } from './setting.ts';
import type { Store } from './open.ts';
import type { Transaction } from './write.ts';

const settingKey = 'imports.keep-files';
const usualDays = 90;

/** Days for which the copy of a file is kept after it was last used. */
export function keptDays(store: Pick<Store, 'orm'>): number {
  const days = readSetting(store, settingKey)?.value;
  return typeof days === 'number' && Number.isInteger(days) && days > 0 ? days : usualDays;
}

/** @param days 1 and more. */
export function setKeptDays(store: Store, tx: Transaction, days: number): void {
  const before = keptDays(store);
  if (before === days) return;
  writeSetting(tx, settingKey, days);
  tx.audit('setting', settingKey, 'update', { days: [before, days] });
}

/** Cells of one transaction. */
const sliceCells = 5_000;

// One that failed may be run again, as another job, while its dead letter is open. An undo reads no file.
const unfinished = `
  EXISTS (SELECT 1 FROM outbox o LEFT JOIN dead_letter d ON d.job_id = o.id AND d.closed_at IS NULL
          WHERE o.queue = 'import' AND (o.settled_at IS NULL OR d.no IS NOT NULL)
            AND json_extract(o.payload, '$.importId') = i.id)`;

const statements = prepared((raw) => ({
  wanted: raw
    .prepare<[Record<string, unknown>], number>(
      `SELECT EXISTS (SELECT 1 FROM import i WHERE i.file_sha256 = @sha256
           AND (max(i.created_at, coalesce(i.finished_at, 0)) >= @before OR ${unfinished}))
         OR EXISTS (SELECT 1 FROM hot_file WHERE sha256 = @sha256 AND settled_at IS NULL)
         OR EXISTS (SELECT 1 FROM import_edit_set WHERE file_sha256 = @sha256 AND updated_at >= @before)`,
    )
    .pluck(),
  sets: raw.prepare<[number], { id: string; sha256: string }>(
    `SELECT s.id, s.file_sha256 AS sha256 FROM import_edit_set s WHERE s.updated_at < ?
       AND NOT EXISTS (SELECT 1 FROM import i WHERE i.edits_id = s.id AND ${unfinished})`,
  ),
  removeSet: raw.prepare<[string]>('DELETE FROM import_edit_set WHERE id = ?'),
  nextCells: raw
    .prepare<[string], string | null>('SELECT min(edits_id) FROM import_edit WHERE edits_id > ?')
    .pluck(),
  knownSet: raw.prepare<[string], number>('SELECT 1 FROM import_edit_set WHERE id = ?').pluck(),
  removeCells: raw.prepare<[string, string, number]>(
    `DELETE FROM import_edit WHERE edits_id = ? AND (line, "column") IN (
       SELECT line, "column" FROM import_edit WHERE edits_id = ? ORDER BY line, "column" LIMIT ?)`,
  ),
}));

/**
 * Whether the copy of a file is in use, or was after `before` (ms UTC): by an import or its corrections, or by a hot folder. Call
 * within a transaction: then no import of it begins before that has ended.
 */
export function isFileWanted(store: Store, sha256: string, before: number): boolean {
  return statements(store).wanted.get({ sha256, before }) === 1;
}

/** Sets of corrections that were not changed since `before` (ms UTC), and of which no import is unfinished. */
export function oldEditSets(store: Store, before: number): { id: string; sha256: string }[] {
  return statements(store).sets.all(before);
}

/** Takes the set away; its cells are left to `removeLostCells`. Call within a transaction. @returns whether it was there. */
export function removeEditSet(store: Store, id: string): boolean {
  return statements(store).removeSet.run(id).changes > 0;
}

/** Sets, and steps of sets, of which there are cells and that are known no more. Read set by set, as one goes on. */
export function* lostCells(store: Store): Generator<string> {
  const { nextCells, knownSet } = statements(store);
  for (let id = nextCells.get(''); typeof id === 'string'; id = nextCells.get(id)) {
    const set = id.split('~')[0] ?? id;
    if (knownSet.get(set) === undefined) yield id;
  }
}

/** Takes away some cells of a set or a step. Call within a transaction. @returns how many. */
export function removeLostCells(store: Store, id: string): number {
  return statements(store).removeCells.run(id, id, sliceCells).changes;
}
