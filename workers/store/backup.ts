/** Copies of the whole database, taken while it is in use, and never believed without a look. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { damaged, databaseFailure } from './failures.ts';
import type { Store } from './open.ts';

/**
 * Online copy into the data folder's `backups`: readers and writers go on meanwhile. It gets its name only when it has been opened
 * and found whole (https://www.sqlite.org/pragma.html#pragma_integrity_check).
 * @param name of the file, without its ending. Two copies of one name that are made at once end as one file, whole in any case.
 * @returns the path. @throws UserError `database-damaged`, `disk-full`.
 */
export async function backUp(store: Store, name: string): Promise<string> {
  const path = join(store.paths.backups, `${name}.sqlite`);
  const partial = `${path}.${uuidv7()}.partial`;
  try {
    mkdirSync(store.paths.backups, { recursive: true });
    await store.raw.backup(partial);
    verify(partial, store.paths.database);
    renameSync(partial, path);
    return path;
  } catch (error) {
    for (const leftover of ['', '-wal', '-shm', '-journal'].map((suffix) => partial + suffix))
      if (existsSync(leftover)) rmSync(leftover);
    throw databaseFailure(store.paths.database, error) ?? error;
  }
}

/** For the name of a copy: when it was made, in UTC, sortable. */
export function timeStamp(store: Store): string {
  return new Date(store.clock.now()).toISOString().replaceAll(/[:.]/g, '-');
}

function verify(copy: string, original: string): void {
  const raw = new Database(copy);
  try {
    // A copy of a database in WAL mode is in WAL mode: as a single file it is easier to move and to keep.
    raw.pragma('journal_mode = DELETE');
    const found = raw.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw damaged(original, new Error(String(found)));
  } finally {
    raw.close();
  }
}
