/** Writing a run of records by their natural key: new ones are made, known ones skipped, updated or filled up. */
import { outcome, type Outcomes } from './import-outcome.ts';
import type { BatchValues, ExistingPartner, PartnerRecords } from './import-partner-table.ts';

export type DuplicateMode = 'skip' | 'update' | 'merge';

export interface UpsertOptions {
  records: PartnerRecords;
  /** Names of the columns behind id and key, as in the schema. */
  columns: readonly string[];
  mode: DuplicateMode;
  /** Writes as this; a record that it has touched before stands twice in the file. */
  actor: string;
  /** What a record that is not there yet lacks; then its cells, as JSON, are its last value. Null: it can be made. */
  lacks: { code: string; message: string } | null;
}

const duplicateInFile = {
  column: '',
  code: 'duplicate-in-file',
  message: 'An earlier row of this file is about the same record; this one was applied after it.',
  severity: 'warning',
} as const;

const duplicateSkipped = {
  ...duplicateInFile,
  message: 'An earlier row of this file is about the same record, so this one was skipped.',
};

export class Upsert {
  readonly #options: UpsertOptions;
  /** Values per record: id, key, columns, and the cells if a record may be refused here. */
  readonly stride: number;
  /** Whether the last records were new: then they are inserted straight away, and looked up only if that finds them known. */
  #expectNew = true;

  constructor(options: UpsertOptions) {
    this.#options = options;
    this.stride = options.columns.length + 2 + (options.lacks === null ? 0 : 1);
  }

  /**
   * Writes `count` records. To be called in a transaction.
   * @param values of all records, one after the other. @param lines of the records.
   */
  write(values: BatchValues, lines: ArrayLike<number>, count: number, outcomes: Outcomes): void {
    const { records, lacks } = this.#options;
    const most = records.together;
    for (let first = 0; first < count;) {
      const rows = Math.min(most > 0 ? most : 50, count - first);
      if (this.#expectNew && rows === most && lacks === null)
        this.#insert(values, lines, first, rows, outcomes);
      else this.#settle(values, lines, first, rows, outcomes, Infinity);
      first += rows;
    }
  }

  #insert(
    values: BatchValues,
    lines: ArrayLike<number>,
    first: number,
    rows: number,
    outcomes: Outcomes,
  ): void {
    const { inserted, lastNo } = this.#options.records.insertTogether(
      values,
      first * this.stride,
      this.stride,
    );
    if (inserted === rows) {
      for (let i = 0; i < rows; i += 1) {
        outcomes.add(lines[first + i] as number, outcome.created, lastNo - rows + 1 + i, 1, null);
      }
      return;
    }
    // The new ones have the numbers up to the last; without any, the last is that of an older insert.
    this.#settle(values, lines, first, rows, outcomes, inserted === 0 ? Infinity : lastNo - inserted + 1);
    this.#expectNew = inserted * 2 > rows;
  }

  /** One by one. @param freshFrom records from this `no` on were inserted just now, for the first row with their key. */
  #settle(
    values: BatchValues,
    lines: ArrayLike<number>,
    first: number,
    rows: number,
    outcomes: Outcomes,
    freshFrom: number,
  ): void {
    const { records, lacks } = this.#options;
    const keys: string[] = [];
    for (let i = first; i < first + rows; i += 1) keys.push(values[i * this.stride + 1] as string);
    const known = new Map(records.find(keys).map((existing) => [existing.key, existing]));
    const seen = new Set<string>();
    let inserted = 0;
    for (let i = 0; i < rows; i += 1) {
      const line = lines[first + i] as number;
      const at = (first + i) * this.stride;
      const key = keys[i] as string;
      const existing = known.get(key);
      const isFirst = !seen.has(key);
      seen.add(key);
      if (existing !== undefined && isFirst && existing.no >= freshFrom) {
        outcomes.add(line, outcome.created, existing.no, 1, null);
      } else if (existing !== undefined) {
        this.#meet(existing, values, at, line, outcomes);
      } else if (lacks === null) {
        const no = records.insert(values, at);
        outcomes.add(line, outcome.created, no, 1, null);
        inserted += 1;
        const [made] = records.find([key]);
        if (made !== undefined) known.set(key, made);
      } else {
        const raw = values[at + this.stride - 1] as string;
        outcomes.refuse(line, [{ column: '', ...lacks, severity: 'error' }], raw);
      }
    }
    if (inserted * 2 > rows) this.#expectNew = true;
  }

  /** A record that is there already. */
  #meet(existing: ExistingPartner, values: BatchValues, at: number, line: number, outcomes: Outcomes): void {
    const { records, columns, mode, actor } = this.#options;
    const again = existing.updatedBy === actor;
    if (mode === 'skip') {
      outcomes.add(line, outcome.skipped, existing.no, null, null);
      if (again) outcomes.note(line, [duplicateSkipped], null);
      return;
    }
    const before: Record<string, unknown> = {};
    let after: (string | number | null)[] | null = null;
    for (let i = 0; i < columns.length; i += 1) {
      const value = values[at + 2 + i] as string;
      const old = existing.values[i] as string | number | null;
      // An empty cell says nothing: it never erases.
      if (value === '' || (old !== null && (mode === 'merge' || String(old) === value))) continue;
      after ??= [...existing.values];
      after[i] = value;
      before[columns[i] as string] = old;
    }
    if (existing.deletedAt !== null) {
      after ??= [...existing.values];
      before.deletedAt = existing.deletedAt;
    }
    if (again) outcomes.note(line, [duplicateInFile], null);
    if (after === null) {
      outcomes.add(line, outcome.unchanged, existing.no, null, null);
      return;
    }
    records.update(existing, after);
    outcomes.add(line, outcome.updated, existing.no, existing.version + 1, JSON.stringify(before));
    Object.assign(existing, {
      values: after,
      version: existing.version + 1,
      updatedBy: actor,
      deletedAt: null,
    });
  }
}
