/** A database for one run: it holds what memory must not, and nothing in it is worth keeping. */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** @param path one of an earlier run is replaced. @param cacheMiB page cache. The caller closes it and removes the file. */
export function openScratch(path: string, cacheMiB: number): Database.Database {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  const raw = new Database(path);
  raw.pragma('journal_mode = OFF');
  raw.pragma('synchronous = OFF');
  raw.pragma(`cache_size = ${-cacheMiB * 1024}`);
  return raw;
}
