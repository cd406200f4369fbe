/** How far each kind of rows is indexed, and which rows are to be read again. Written with the entries that it speaks of. */
import type { ChangeCursor } from '../queries/changed-rows.ts';
import type { IndexedKind } from '../queries/search-rows.ts';
import type { SearchIndex } from './open.ts';

export interface IndexProgress {
  /** Rows up to this number are in the index, as they were when it read them. */
  upTo: number;
  /** Id of the row with that number: another one there means that the database is not the one that was indexed. */
  upToId: string | null;
  /** Up to where changes of indexed rows were seen; null for kinds whose rows never change. */
  cursor: ChangeCursor | null;
  /** Import's `no` → state of its undo when its rows were looked at. */
  undos: Map<number, string>;
}

/** Null while nothing of the kind is indexed. */
export function readProgress(
  { raw }: SearchIndex,
  kind: IndexedKind,
): { turn: number; progress: IndexProgress } | null {
  const row = raw
    .prepare<[string], { turn: number; state: string }>('SELECT turn, state FROM progress WHERE kind = ?')
    .get(kind);
  return row === undefined ? null : { turn: row.turn, progress: fromJson(row.state) };
}

export function writeProgress({ raw }: SearchIndex, kind: IndexedKind, progress: IndexProgress): void {
  raw
    .prepare(
      `INSERT INTO progress (kind, turn, state) VALUES (?, 1, ?)
       ON CONFLICT (kind) DO UPDATE SET turn = turn + 1, state = excluded.state`,
    )
    .run(kind, toJson(progress));
}

/** Rows to be read again. */
export function addStale({ raw }: SearchIndex, kind: IndexedKind, numbers: readonly number[]): void {
  raw
    .prepare('INSERT OR IGNORE INTO stale (kind, no) SELECT ?, value FROM json_each(?)')
    .run(kind, JSON.stringify(numbers));
}

/** The first of them. */
export function staleRows({ raw }: SearchIndex, kind: IndexedKind, most: number): number[] {
  return raw
    .prepare<[string, number], number>('SELECT no FROM stale WHERE kind = ? ORDER BY no LIMIT ?')
    .pluck()
    .all(kind, most);
}

export function removeStale({ raw }: SearchIndex, kind: IndexedKind, numbers: readonly number[]): void {
  raw
    .prepare('DELETE FROM stale WHERE kind = ? AND no IN (SELECT value FROM json_each(?))')
    .run(kind, JSON.stringify(numbers));
}

export function countStale({ raw }: SearchIndex, kind: IndexedKind): number {
  return raw.prepare('SELECT count(*) FROM stale WHERE kind = ?').pluck().get(kind) as number;
}

/**
 * One step: reads and writes of the index that commit together.
 * @throws SqliteError `SQLITE_BUSY` when another process is at it.
 */
export function inOneStep<T>({ raw }: SearchIndex, step: () => T): T {
  raw.exec('BEGIN IMMEDIATE');
  try {
    const result = step();
    raw.exec('COMMIT');
    return result;
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    throw error;
  }
}

function toJson({ upTo, upToId, cursor, undos }: IndexProgress): string {
  return JSON.stringify({
    upTo,
    upToId,
    cursor: cursor && { auditNo: cursor.auditNo, lines: [...cursor.lines], undone: [...cursor.undone] },
    undos: [...undos],
  });
}

function fromJson(text: string): IndexProgress {
  type Pairs = [number, number][];
  const read = JSON.parse(text) as {
    upTo: number;
    upToId: string | null;
    cursor: { auditNo: number; lines: Pairs; undone: Pairs } | null;
    undos: [number, string][];
  };
  const { cursor } = read;
  return {
    ...read,
    cursor: cursor && {
      auditNo: cursor.auditNo,
      lines: new Map(cursor.lines),
      undone: new Map(cursor.undone),
    },
    undos: new Map(read.undos),
  };
}
