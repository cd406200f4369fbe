/**
 * How many rows there are, kept up to date instead of counted: a table is counted once, in slices, and after that only the
 * rows above the highest one known are. Rows are marked deleted, so what was counted stays; only the undo of an import removes
 * some, and then all are counted anew.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { Store } from '../open.ts';
import { entityTables, type EntityTable } from './tables.ts';

/** Index entries per slice: about 4 ms. */
const sliceRows = 50_000;

export interface RowCounter {
  /** Rows that are not deleted. The first call on a large table takes a few turns of the event loop, the others do not. */
  live(entity: EntityTable): Promise<number>;
  /** The same, and which numbers they have: what paging without a walk needs. */
  range(entity: EntityTable): Promise<RowRange>;
}

export interface RowRange {
  /** Deleted rows are counted. */
  rows: number;
  /** Lowest and highest `no`; 0 where there is none. */
  first: number;
  last: number;
  /** Numbers of the deleted rows, highest first. */
  deleted: number[];
}

export function createRowCounter(store: Store): RowCounter {
  const tables = new Map<EntityTable, TableCounter>();
  const counterOf = (entity: EntityTable) => {
    let counter = tables.get(entity);
    if (counter === undefined) tables.set(entity, (counter = new TableCounter(store, entity)));
    return counter;
  };
  return {
    live: async (entity) => {
      const { rows, deleted } = await counterOf(entity).range();
      return rows - deleted.length;
    },
    range: (entity) => counterOf(entity).range(),
  };
}

class TableCounter {
  readonly #slice: Database.Statement<[number, string], { n: number | null; upTo: string | null }>;
  readonly #between: Database.Statement<[number, number], { n: number }>;
  readonly #ends: Database.Statement<[], { first: number | null; last: number | null }>;
  readonly #deleted: Database.Statement<[], { no: number }>;
  readonly #undone: Database.Statement<[string], { n: number }>;
  readonly #entity: EntityTable;
  /** Records that imports have taken back, when `#rows` was begun. */
  #undoneThen = 0;
  #rows = 0;
  /** Rows up to this number are in `#rows`. */
  #upTo = 0;
  #counting: Promise<void> | null = null;

  constructor(store: Store, entity: EntityTable) {
    const { table, key } = entityTables[entity];
    const { raw } = store;
    this.#entity = entity;
    this.#undone = raw.prepare(
      'SELECT coalesce(sum(undone), 0) AS n FROM import WHERE entity = ? AND undo_state IS NOT NULL',
    );
    this.#slice = raw.prepare(
      `SELECT sum(no <= ?) AS n, max(${key}) AS upTo
       FROM (SELECT no, ${key} FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${sliceRows})`,
    );
    this.#between = raw.prepare(`SELECT count(*) AS n FROM ${table} WHERE no > ? AND no <= ?`);
    this.#ends = raw.prepare(
      `SELECT (SELECT min(no) FROM ${table}) AS first, (SELECT max(no) FROM ${table}) AS last`,
    );
    this.#deleted = raw.prepare(
      `SELECT no FROM ${table} INDEXED BY ${table}_deleted WHERE deleted_at IS NOT NULL`,
    );
  }

  async range(): Promise<RowRange> {
    if (this.#counting === null) this.#forgetRemoved();
    let ends = this.#ends.get();
    while (this.#counting !== null || (ends?.last ?? 0) > this.#upTo + sliceRows) {
      this.#counting ??= this.#countTo(ends?.last ?? 0).finally(() => (this.#counting = null));
      await this.#counting;
      ends = this.#ends.get();
    }
    const last = ends?.last ?? 0;
    this.#count(last);
    return {
      rows: this.#rows,
      first: ends?.first ?? 0,
      last,
      deleted: this.#deleted
        .all()
        .map(({ no }) => no)
        .sort((a, b) => b - a),
    };
  }

  #forgetRemoved(): void {
    const undone = this.#undone.get(this.#entity)?.n ?? 0;
    if (undone === this.#undoneThen) return;
    this.#undoneThen = undone;
    this.#rows = 0;
    this.#upTo = 0;
  }

  /** The first time by the key's index, which is a tenth of the table to read; from then on only what is new. */
  async #countTo(last: number): Promise<void> {
    if (this.#upTo === 0) {
      let rows = 0;
      // Rows written meanwhile fall before or behind the slice at hand: those above `last` are left for later in either case.
      for (let key: string | null = ''; key !== null; await nextTurn()) {
        const slice = this.#slice.get(last, key);
        rows += slice?.n ?? 0;
        key = slice?.upTo ?? null;
      }
      this.#rows = rows;
      this.#upTo = last;
    }
    for (; this.#upTo < last; await nextTurn()) this.#count(Math.min(last, this.#upTo + sliceRows));
  }

  #count(upTo: number): void {
    if (upTo <= this.#upTo) return;
    this.#rows += this.#between.get(this.#upTo, upTo)?.n ?? 0;
    this.#upTo = upTo;
  }
}
