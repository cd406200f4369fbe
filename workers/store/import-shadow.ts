/**
 * What a dry run writes instead of the table: a scratch database with the records that it would have made or changed, so that a
 * later row of the file meets what an earlier one would have left.
 */
import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { firstMadeUpNo } from './import-outcome.ts';
import {
  bound,
  partnerSql,
  PartnerTable,
  type BatchValues,
  type ExistingPartner,
  type PartnerRecords,
  type PartnerTableOptions,
} from './import-partner-table.ts';
import type { Store } from './open.ts';
import { openScratch } from './scratch-database.ts';

export class ShadowTable implements PartnerRecords {
  readonly together = 0;
  readonly #table: PartnerTable;
  readonly #path: string;
  readonly #raw: Database.Database;
  readonly #options: PartnerTableOptions;
  readonly #usual: (string | null)[];
  readonly #get: Database.Statement;
  readonly #put: Database.Statement;
  #nextNo = firstMadeUpNo;

  /** @param path scratch file; one of an earlier run is replaced. */
  constructor(store: Store, options: PartnerTableOptions, path: string) {
    this.#table = new PartnerTable(store, options);
    this.#options = options;
    this.#path = path;
    this.#raw = openScratch(path, 16);
    this.#raw.pragma('locking_mode = EXCLUSIVE');
    this.#raw.exec('CREATE TABLE shadow (key TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID');
    this.#get = this.#raw.prepare('SELECT record FROM shadow WHERE key = ?').pluck();
    this.#put = this.#raw.prepare('INSERT OR REPLACE INTO shadow VALUES (?, ?)');
    this.#usual = partnerSql(options).placeholders.map(
      (one) => /^coalesce\(\?, '(.*)'\)$/.exec(one)?.[1] ?? null,
    );
  }

  find(keys: readonly string[]): ExistingPartner[] {
    const found: ExistingPartner[] = [];
    const elsewhere: string[] = [];
    for (const key of new Set(keys)) {
      const record = this.#get.get(key) as string | undefined;
      if (record === undefined) elsewhere.push(key);
      else found.push(JSON.parse(record) as ExistingPartner);
    }
    return [...found, ...this.#table.find(elsewhere)];
  }

  insert(values: BatchValues, at: number): number {
    const [key, ...rest] = bound(values, at + 1, this.#options.columns.length + 1);
    const record: ExistingPartner = {
      no: this.#nextNo,
      version: 1,
      updatedBy: this.#options.actor,
      deletedAt: null,
      key: key ?? '',
      values: rest.map((value, i) => value ?? this.#usual[i] ?? null),
    };
    this.#nextNo += 1;
    this.#keep(record);
    return record.no;
  }

  insertTogether(): never {
    throw new Error('A dry run inserts one by one.');
  }

  update(existing: ExistingPartner, values: readonly (string | number | null)[]): void {
    const { actor } = this.#options;
    this.#keep({
      ...existing,
      values: [...values],
      version: existing.version + 1,
      updatedBy: actor,
      deletedAt: null,
    });
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

  #keep(record: ExistingPartner): void {
    this.#put.run(record.key, JSON.stringify(record));
  }
}
