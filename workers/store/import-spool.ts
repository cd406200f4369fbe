/**
 * The spool: rows of a file that are to be grouped before they can be written, in a scratch database of their own. It holds what
 * memory must not, is made anew by every run, and nothing in it is worth keeping.
 */
import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { openScratch } from './scratch-database.ts';

export interface SpooledRow {
  group: string;
  line: number;
  payload: string;
}

export class ImportSpool {
  readonly #path: string;
  readonly #raw: Database.Database;
  #insert: Database.Statement;
  #pending = 0;

  /** @param path scratch file; one of an earlier run is replaced. */
  constructor(path: string) {
    this.#path = path;
    this.#raw = openScratch(path, 8);
    this.#raw.pragma('temp_store = FILE');
    this.#raw.exec(
      'CREATE TABLE spooled ("group" TEXT NOT NULL, line INTEGER NOT NULL, payload TEXT NOT NULL)',
    );
    this.#insert = this.#raw.prepare('INSERT INTO spooled VALUES (?, ?, ?)');
  }

  add(row: SpooledRow): void {
    if (this.#pending === 0) this.#raw.exec('BEGIN');
    this.#insert.run(row.group, row.line, row.payload);
    this.#pending += 1;
    if (this.#pending === 5000) this.#commit();
  }

  /**
   * All rows, those of one group together and in the file's order. Adding is over then.
   * @param after only groups behind this one; null: all.
   */
  *grouped(after: string | null): Generator<SpooledRow> {
    this.#commit();
    this.#raw.exec('CREATE INDEX spooled_group ON spooled ("group", line)');
    const rows = this.#raw.prepare(
      'SELECT "group", line, payload FROM spooled WHERE ? IS NULL OR "group" > ? ORDER BY "group", line',
    );
    for (const row of rows.iterate(after, after)) yield row as SpooledRow;
  }

  /** How many rows there are. Adding is over then. */
  get size(): number {
    this.#commit();
    return (this.#raw.prepare('SELECT count(*) AS n FROM spooled').get() as { n: number }).n;
  }

  remove(): void {
    this.#raw.close();
    rmSync(this.#path, { force: true });
  }

  #commit(): void {
    if (this.#pending > 0) this.#raw.exec('COMMIT');
    this.#pending = 0;
  }
}
