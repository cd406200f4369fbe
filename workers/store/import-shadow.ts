/**
 * What a dry run writes instead of the table: a scratch database with the records that it would have made or changed, so that a
 * later row of the file meets what an earlier one would have left. Made records are kept as the text that they came as: taken apart
 * only if they are met again, they cost less than the table's own rows would.
 */
import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { firstMadeUpNo } from './import-outcome.ts';
import {
  partnerSql,
  PartnerTable,
  type BatchValues,
  type ExistingPartner,
  type PartnerRecords,
  type PartnerTableOptions,
} from './import-partner-table.ts';
import type { Store } from './open.ts';
import { openScratch } from './scratch-database.ts';

/** Parts the values of a made record. Cannot stand in one: control characters are taken out of cells before. */
const separator = '\u001f';

interface ShadowRow {
  no: number;
  key: string;
  /** Of a record that the run has made: its values. */
  made: string | null;
  /** Of one that it has changed since: JSON of all of it. */
  changed: string | null;
}

export class ShadowTable implements PartnerRecords {
  readonly together: number;
  readonly #table: PartnerTable;
  readonly #path: string;
  readonly #raw: Database.Database;
  readonly #options: PartnerTableOptions;
  readonly #usual: (string | null)[];
  readonly #select = new Map<number, Database.Statement<string[], ShadowRow>>();
  readonly #makeOne: Database.Statement;
  readonly #makeMany: Database.Statement;
  readonly #change: Database.Statement;
  /** Without a record in it nothing is looked for. */
  #empty = true;

  /** @param path scratch file; one of an earlier run is replaced. */
  constructor(store: Store, options: PartnerTableOptions, path: string) {
    this.#table = new PartnerTable(store, options);
    this.together = this.#table.together;
    this.#options = options;
    this.#path = path;
    this.#raw = openScratch(path, 24);
    this.#raw.pragma('locking_mode = EXCLUSIVE');
    // Two trees: the one that is searched stays small enough for memory, and the other only grows at its end.
    this.#raw.exec(
      'CREATE TABLE shadow (no INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, made TEXT, changed TEXT)',
    );
    const rows = Array.from({ length: this.together }, () => '(?, ?)').join(', ');
    this.#makeOne = this.#raw.prepare('INSERT INTO shadow (key, made) VALUES (?, ?)');
    this.#makeMany = this.#raw.prepare(
      `INSERT INTO shadow (key, made) VALUES ${rows} ON CONFLICT (key) DO NOTHING`,
    );
    this.#change = this.#raw.prepare(
      'INSERT INTO shadow (key, changed) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET changed = excluded.changed',
    );
    this.#usual = partnerSql(options).placeholders.map(
      (one) => /^coalesce\(\?, '(.*)'\)$/.exec(one)?.[1] ?? null,
    );
  }

  find(keys: readonly string[]): ExistingPartner[] {
    if (this.#empty) return this.#table.find(keys);
    const found = this.#shadows(keys).map((row) => this.#recordOf(row));
    if (found.length === 0) return this.#table.find(keys);
    const shadowed = new Set(found.map(({ key }) => key));
    return [...found, ...this.#table.find(keys.filter((key) => !shadowed.has(key)))];
  }

  insert(values: BatchValues, at: number): number {
    this.#empty = false;
    const { lastInsertRowid } = this.#makeOne.run(values[at + 1], this.#textOf(values, at));
    return firstMadeUpNo + Number(lastInsertRowid);
  }

  /** Where the table itself knows one of the keys, nothing is inserted: the rows are then taken one by one. */
  insertTogether(values: BatchValues, at: number, stride: number): { inserted: number; lastNo: number } {
    const keys: string[] = [];
    const parameters: (string | undefined)[] = [];
    for (let row = 0, from = at; row < this.together; row += 1, from += stride) {
      keys.push(values[from + 1] as string);
      parameters.push(values[from + 1], this.#textOf(values, from));
    }
    if (this.#table.knowsAny(keys)) return { inserted: 0, lastNo: 0 };
    this.#empty = false;
    const { changes, lastInsertRowid } = this.#makeMany.run(parameters);
    return { inserted: changes, lastNo: firstMadeUpNo + Number(lastInsertRowid) };
  }

  update(existing: ExistingPartner, values: readonly (string | number | null)[]): void {
    this.#empty = false;
    const { actor } = this.#options;
    const record: ExistingPartner = {
      ...existing,
      values: [...values],
      version: existing.version + 1,
      updatedBy: actor,
      deletedAt: null,
    };
    this.#change.run(existing.key, JSON.stringify(record));
  }

  /** Joins the writes of a slice; nothing of it outlives the run. */
  begin(): void {
    this.#raw.exec('BEGIN');
  }

  commit(): void {
    if (this.#raw.inTransaction) this.#raw.exec('COMMIT');
  }

  remove(): void {
    this.#raw.close();
    rmSync(this.#path, { force: true });
  }

  #textOf(values: BatchValues, at: number): string {
    const { length } = this.#options.columns;
    let text = values[at + 2] ?? '';
    for (let i = 1; i < length; i += 1) text += separator + (values[at + 2 + i] as string);
    return text;
  }

  #shadows(keys: readonly string[]): ShadowRow[] {
    let select = this.#select.get(keys.length);
    if (select === undefined) {
      const marks = keys.map(() => '?').join(', ');
      select = this.#raw.prepare<string[], ShadowRow>(
        `SELECT no, key, made, changed FROM shadow WHERE key IN (${marks})`,
      );
      this.#select.set(keys.length, select);
    }
    return select.all(...keys);
  }

  #recordOf({ no, key, made, changed }: ShadowRow): ExistingPartner {
    if (changed !== null) return JSON.parse(changed) as ExistingPartner;
    const values = this.#options.columns.length === 0 ? [] : (made ?? '').split(separator);
    return {
      no: firstMadeUpNo + no,
      version: 1,
      updatedBy: this.#options.actor,
      deletedAt: null,
      key,
      values: values.map((value, i) => (value === '' ? (this.#usual[i] ?? null) : value)),
    };
  }
}
