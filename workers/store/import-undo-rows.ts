/** The rows of an import as its undo sees them: read from the last line to the first, and marked. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { outcome } from './import-outcome.ts';
import { undoMark, type UndoMark } from './import-undo-verdict.ts';
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';

export interface UndoRow {
  line: number;
  /** By `outcome`. */
  outcome: number;
  targetNo: number | null;
  targetVersion: number | null;
  /** JSON of the former values. */
  before: string | null;
  undo: UndoMark | null;
}

/** A row that changed a record. */
export type WrittenRow = UndoRow & { targetNo: number; targetVersion: number };

export function hasWritten(row: UndoRow): row is WrittenRow {
  return (
    (row.outcome === outcome.created || row.outcome === outcome.updated) &&
    row.targetNo !== null &&
    row.targetVersion !== null
  );
}

const columns = 'line, outcome, target_no AS targetNo, target_version AS targetVersion, before, undo';

const statements = prepared((raw) => ({
  below: raw.prepare<[number, number, number], UndoRow>(
    `SELECT ${columns} FROM import_row WHERE import_no = ? AND line < ? ORDER BY line DESC LIMIT ?`,
  ),
  mark: raw.prepare<[UndoMark, number, number]>(
    'UPDATE import_row SET undo = ? WHERE import_no = ? AND line = ? AND undo IS NULL',
  ),
  repeated: raw
    .prepare<[number, number, number], number>(
      `SELECT line FROM import_issue WHERE import_no = ? AND line BETWEEN ? AND ? AND code = 'duplicate-in-file'`,
    )
    .pluck(),
  undoneSince: raw
    .prepare<[number], number>(
      `SELECT other.no FROM import other JOIN import this ON this.no = ?
       WHERE other.no <> this.no AND other.entity = this.entity AND other.dry_run = 0 AND other.undone > 0
         AND other.updated > 0 AND coalesce(other.undone_at, other.created_at) >= coalesce(this.started_at, this.created_at)`,
    )
    .pluck(),
}));

/** The next rows above a line, last first. */
export function rowsBelow(store: Store, importNo: number, line: number, limit: number): UndoRow[] {
  return statements(store).below.all(importNo, line, limit);
}

/** To be called in the transaction of what it says. */
export function markRow(store: Store, importNo: number, line: number, mark: UndoMark): void {
  statements(store).mark.run(mark, importNo, line);
}

/**
 * Changes of records that were taken back, by the record's number: the versions that they had made. Of the import's own only those of
 * records that stand several times in its file, for nobody asks for the others.
 */
export class ReturnedChanges {
  readonly #versions = new Map<number, number[]>();

  /** How many changes after a version were taken back. */
  after(targetNo: number, version: number): number {
    return this.#versions.get(targetNo)?.filter((other) => other > version).length ?? 0;
  }

  add({ targetNo, targetVersion }: WrittenRow): void {
    const versions = this.#versions.get(targetNo);
    if (versions === undefined) this.#versions.set(targetNo, [targetVersion]);
    else versions.push(targetVersion);
  }
}

/** Rows of another import per slice: about 5 ms. */
const sliceRows = 10_000;

/** What other imports have changed since this one began and then taken back. */
export async function returnedByOthers(store: Store, importNo: number): Promise<ReturnedChanges> {
  const returned = new ReturnedChanges();
  for (const other of statements(store).undoneSince.all(importNo)) {
    for (let line = Number.MAX_SAFE_INTEGER; ; await nextTurn()) {
      const rows = rowsBelow(store, other, line, sliceRows);
      for (const row of rows) if (isReturnedChange(row)) returned.add(row);
      const last = rows.at(-1);
      if (last === undefined) break;
      line = last.line;
    }
  }
  return returned;
}

export function isReturnedChange(row: UndoRow): row is WrittenRow {
  return hasWritten(row) && row.outcome === outcome.updated && row.undo === undoMark.takenBack;
}

/** Lines between two, both included, whose record an earlier row of the same file was about. */
export function repeatedLines(store: Store, importNo: number, first: number, last: number): Set<number> {
  return new Set(statements(store).repeated.all(importNo, first, last));
}
