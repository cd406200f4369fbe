/**
 * The file of the search index: words of rows, by row number, and how far each kind is indexed. A database of its own, because it can
 * be made anew at any time: it is in no backup, and building it never holds the lock that business changes need.
 */
import { rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { DataPaths } from '../../paths.ts';
import { indexedKinds } from '../queries/search-rows.ts';

/** Another layout or another way to take words apart needs another number: the index is then made anew. */
const layout = 1;

export interface SearchIndex {
  readonly raw: Database.Database;
  /** The file has been replaced by another process: open it again. */
  isReplaced(): boolean;
  close(): void;
}

/**
 * FTS5 without a copy of the text (`content=''`): what is found is read from the database anyway. Columns without positions
 * (`detail=column`): nobody asks for phrases. A prefix index for two letters, where a list of words would be too long to look through;
 * three letters are quick without one.
 */
const textTable = (kind: string) =>
  `CREATE VIRTUAL TABLE "${kind}" USING fts5(ids, heads, words, content='', contentless_delete=1, detail=column,
     prefix='2', tokenize='unicode61 remove_diacritics 2')`;

const otherTables = `
  CREATE TABLE progress (kind TEXT PRIMARY KEY, turn INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE stale (kind TEXT NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (kind, no)) WITHOUT ROWID;
`;

/**
 * Makes it where there is none, and empties one of another layout.
 * @param busyMs how long to wait for another process that is writing. @throws SqliteError when the file is damaged.
 */
export function openSearchIndex(paths: DataPaths, busyMs: number): SearchIndex {
  const raw = new Database(paths.searchIndex, { timeout: 10_000 });
  try {
    raw.pragma('journal_mode = WAL');
    // A power cut may take the last steps back: they are done again.
    raw.pragma('synchronous = NORMAL');
    raw.pragma('cache_size = -8192');
    if (layoutOf(raw) !== layout) layOut(raw);
    raw.pragma(`busy_timeout = ${busyMs}`);
    const opened = fileNumber(paths.searchIndex);
    return {
      raw,
      isReplaced: () => fileNumber(paths.searchIndex) !== opened,
      close: () => {
        raw.close();
      },
    };
  } catch (error) {
    raw.close();
    throw error;
  }
}

/** Takes everything out; the file keeps its size for what comes. */
export function emptySearchIndex({ raw }: SearchIndex): void {
  layOut(raw);
}

/** For one that is damaged. @throws where another process has it open and the system does not allow it. */
export function removeSearchIndex(paths: DataPaths): void {
  for (const end of ['-wal', '-shm', '']) rmSync(`${paths.searchIndex}${end}`, { force: true });
}

/** Whether SQLite says that the file is no sound database. */
export function isDamage(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/** Whether another process is writing. */
export function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown } | null)?.code).startsWith('SQLITE_BUSY');
}

function layoutOf(raw: Database.Database): number {
  return raw.pragma('user_version', { simple: true }) as number;
}

function layOut(raw: Database.Database): void {
  raw.exec('BEGIN IMMEDIATE');
  try {
    const tables = raw
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .pluck()
      .all();
    for (const name of tables.filter((each) => !/_(data|idx|content|docsize|config)$/.test(each)))
      raw.exec(`DROP TABLE IF EXISTS "${name}"`);
    for (const kind of indexedKinds) raw.exec(textTable(kind));
    raw.exec(otherTables);
    raw.exec(`PRAGMA user_version = ${layout}`);
    raw.exec('COMMIT');
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    throw error;
  }
}

function fileNumber(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}
