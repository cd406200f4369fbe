/** Carriers, customers and leads as an import sees them: records found by their natural key, made and changed by the batch. */
import type Database from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import { carrier, customer, lead } from './schema.ts';
import type { Store } from './open.ts';

const tables = { carrier, customer, lead } as const;
export type PartnerTableName = keyof typeof tables;

/** A record that exists, with the columns that the import can change. */
export interface ExistingPartner {
  no: number;
  version: number;
  updatedBy: string;
  deletedAt: number | null;
  key: string;
  /** In the order of the import's columns. */
  values: (string | number | null)[];
}

/** A value of a batch: empty text stands for nothing. */
export type BatchValues = readonly string[];

/** Where an import's records are looked up and written: the table itself, or what a dry run writes instead. */
export interface PartnerRecords {
  /** How many records `insertTogether` takes; 0 when it takes none. */
  readonly together: number;
  find(keys: readonly string[]): ExistingPartner[];
  /** @param at index of the id in `values`, which is followed by key and columns. @returns its `no`. */
  insert(values: BatchValues, at: number): number;
  /**
   * Inserts those of `together` records whose keys are new.
   * @returns how many those were, and the greatest `no`: new records have consecutive numbers up to it.
   */
  insertTogether(values: BatchValues, at: number, stride: number): { inserted: number; lastNo: number };
  /** Overwrites all columns of a record with `values`, restores it if it was deleted, and moves its version on. */
  update(existing: ExistingPartner, values: readonly (string | number | null)[]): void;
}

export interface PartnerTableOptions {
  table: PartnerTableName;
  /** Names as in the schema: the natural key, and what the import fills beside it. */
  key: string;
  columns: readonly string[];
  actor: string;
}

/** What the statements are made of. */
export function partnerSql({ table, key, columns }: PartnerTableOptions) {
  const all = getTableColumns(tables[table]) as Record<
    string,
    { name: string; notNull: boolean; default: unknown }
  >;
  const column = (name: string) => {
    const found = all[name];
    if (found === undefined) throw new Error(`The table ${table} has no column ${name}.`);
    return found;
  };
  return {
    key: column(key).name,
    columns: columns.map((name) => column(name).name),
    /** A column that must have a value falls back on its default: an empty cell means "as usual". */
    placeholders: columns.map((name) => {
      const { notNull, default: usual } = column(name);
      return notNull && typeof usual === 'string' ? `coalesce(?, '${usual}')` : '?';
    }),
  };
}

/** Rows of one INSERT. Measured: beyond fifty nothing is gained. */
const together = 50;

export class PartnerTable implements PartnerRecords {
  readonly together = together;
  readonly #raw: Database.Database;
  readonly #options: PartnerTableOptions;
  readonly #now: () => number;
  readonly #select: Map<number, Database.Statement> = new Map();
  readonly #update: Database.Statement;
  readonly #selectSql: string;
  readonly #key: string;
  #knows: Database.Statement<string[], number> | null = null;
  #inserts: { second: number; one: Database.Statement; many: Database.Statement } | null = null;

  constructor(store: Store, options: PartnerTableOptions) {
    this.#raw = store.raw;
    this.#options = options;
    this.#now = () => store.clock.now();
    const { key, columns } = partnerSql(options);
    this.#key = key;
    const fields = ['no', 'version', 'updated_by', 'deleted_at', key, ...columns].map(quoted).join(', ');
    this.#selectSql = `SELECT ${fields} FROM ${options.table} WHERE ${quoted(key)} IN `;
    const set = columns.map((name) => `, ${quoted(name)} = ?`).join('');
    this.#update = this.#raw.prepare(
      `UPDATE ${options.table} SET version = version + 1, deleted_at = NULL, updated_at = ?, updated_by = ?${set} WHERE no = ?`,
    );
  }

  find(keys: readonly string[]): ExistingPartner[] {
    if (keys.length === 0) return [];
    let select = this.#select.get(keys.length);
    if (select === undefined) {
      select = this.#raw.prepare(`${this.#selectSql}(${keys.map(() => '?').join(', ')})`).raw(true);
      this.#select.set(keys.length, select);
    }
    return (select.all(keys) as unknown[][]).map(([no, version, updatedBy, deletedAt, key, ...values]) => ({
      no: no as number,
      version: version as number,
      updatedBy: updatedBy as string,
      deletedAt: deletedAt as number | null,
      key: key as string,
      values: values as (string | number | null)[],
    }));
  }

  /** Whether there is a record with one of these keys. @param keys always as many. */
  knowsAny(keys: readonly string[]): boolean {
    this.#knows ??= this.#raw
      .prepare<string[], number>(
        `SELECT 1 FROM ${this.#options.table} WHERE ${quoted(this.#key)} IN (${keys.map(() => '?').join(', ')}) LIMIT 1`,
      )
      .pluck();
    return this.#knows.get(...keys) !== undefined;
  }

  insert(values: BatchValues, at: number): number {
    const count = this.#options.columns.length + 2;
    return Number(this.#statements().one.run(bound(values, at, count)).lastInsertRowid);
  }

  insertTogether(values: BatchValues, at: number, stride: number): { inserted: number; lastNo: number } {
    const count = this.#options.columns.length + 2;
    const parameters: (string | null)[] = [];
    for (let row = 0, from = at; row < together; row += 1, from += stride) {
      for (let i = from; i < from + count; i += 1)
        parameters.push(values[i] === '' ? null : (values[i] as string));
    }
    const { changes, lastInsertRowid } = this.#statements().many.run(parameters);
    return { inserted: changes, lastNo: Number(lastInsertRowid) };
  }

  update({ no }: ExistingPartner, values: readonly (string | number | null)[]): void {
    this.#update.run([this.#now(), this.#options.actor, ...values, no]);
  }

  /** The time is part of the statement, true to the second: bound for each of a million rows it costs more than this. */
  #statements(): { one: Database.Statement; many: Database.Statement } {
    const now = this.#now();
    const second = Math.floor(now / 1000);
    if (this.#inserts?.second === second) return this.#inserts;
    const { table, actor } = this.#options;
    const { key, columns, placeholders } = partnerSql(this.#options);
    const who = `'${actor.replaceAll("'", "''")}'`;
    const row = `(?, ${now}, ${who}, ${now}, ${who}, ?${placeholders.map((one) => `, ${one}`).join('')})`;
    const names = ['id', 'created_at', 'created_by', 'updated_at', 'updated_by', key, ...columns];
    const insert = `INSERT INTO ${table} (${names.map(quoted).join(', ')}) VALUES `;
    const rows = Array.from({ length: together }, () => row).join(', ');
    this.#inserts = {
      second,
      one: this.#raw.prepare(insert + row),
      many: this.#raw.prepare(`${insert}${rows} ON CONFLICT (${quoted(key)}) DO NOTHING`),
    };
    return this.#inserts;
  }
}

function bound(values: BatchValues, at: number, count: number): (string | null)[] {
  const parameters: (string | null)[] = [];
  for (let i = at; i < at + count; i += 1) parameters.push(values[i] === '' ? null : (values[i] as string));
  return parameters;
}

function quoted(name: string): string {
  return `"${name}"`;
}
