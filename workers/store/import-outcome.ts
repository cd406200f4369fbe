/** What became of each row of an import: collected while a slice is written, and put down in the same transaction. */
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';

export const outcome = { created: 1, updated: 2, unchanged: 3, skipped: 4, failed: 5 } as const;
export type OutcomeCode = (typeof outcome)[keyof typeof outcome];

/** Records that a dry run makes up have numbers from here on, beyond those of any table; they are not kept as targets. */
export const firstMadeUpNo = 2 ** 52;

export interface IssueOfRow {
  column: string;
  code: string;
  message: string;
  severity: 'error' | 'warning';
}

/** Rows of one INSERT: enough that the statement's own cost does not count. */
const together = 50;

const statements = prepared((raw) => {
  const insert =
    'INSERT INTO import_row (import_no, line, outcome, target_no, target_version, before) VALUES ';
  return {
    one: raw.prepare(`${insert}(?, ?, ?, ?, ?, ?)`),
    many: raw.prepare(insert + Array.from({ length: together }, () => '(?, ?, ?, ?, ?, ?)').join(', ')),
    issue: raw.prepare(
      'INSERT INTO import_issue (import_no, line, "column", code, message, severity, raw) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    hasRow: raw.prepare('SELECT 1 FROM import_row WHERE import_no = ? AND line = ?').pluck(),
    hasIssue: raw.prepare('SELECT 1 FROM import_issue WHERE import_no = ? AND line = ? LIMIT 1').pluck(),
  };
});

/** Whether an earlier run has put down this row's outcome, or its doubts. */
export function isSettled(store: Store, importNo: number, line: number, what: 'row' | 'issue'): boolean {
  const { hasRow, hasIssue } = statements(store);
  return (what === 'row' ? hasRow : hasIssue).get(importNo, line) !== undefined;
}

/** In one number with a line: how many rows a slice has at the very most. */
const mostTogether = 2 ** 20;

/**
 * Collects the outcomes of a slice, and then of the next one: what a slice makes anew lives as long as the slice, which is long enough
 * for V8 to keep it until its next full collection. A check, whose slices have most rows, grew by twenty megabytes for it.
 */
export class Outcomes {
  readonly #store: Store;
  readonly #importNo: number;
  #count = 0;
  /** The line, and behind it the place among the others: sorted as they are, without a comparison in JavaScript. */
  #order = new Float64Array(1024);
  #codes = new Uint8Array(1024);
  /** 0 for none. */
  #targets = new Float64Array(1024);
  #versions = new Float64Array(1024);
  /** Behind the count are those of an earlier slice. */
  readonly #befores: (string | null)[] = [];
  /** By `outcome`; counts records. */
  readonly counts = [0, 0, 0, 0, 0, 0];
  warnings = 0;

  constructor(store: Store, importNo: number) {
    this.#store = store;
    this.#importNo = importNo;
  }

  /** Begins the next slice. */
  clear(): void {
    this.#count = 0;
    this.counts.fill(0);
    this.warnings = 0;
  }

  get rows(): number {
    return this.#count;
  }

  /**
   * @param records 1, or 0 for a further row of the same record.
   * @param target `no` of the record in its table, also where it was only found; null when there is none.
   * @param before JSON of the former values of what was changed.
   */
  add(
    line: number,
    code: OutcomeCode,
    target: number | null,
    version: number | null,
    before: string | null,
    records: 0 | 1 = 1,
  ): void {
    const at = this.#count;
    if (at === this.#codes.length) this.#grow();
    const real = target === null || target < firstMadeUpNo;
    this.#order[at] = line * mostTogether + at;
    this.#codes[at] = code;
    this.#targets[at] = real ? (target ?? 0) : 0;
    this.#versions[at] = real ? (version ?? 0) : 0;
    this.#befores[at] = before;
    this.#count = at + 1;
    (this.counts[code] as number) += records;
  }

  /** Refuses a row, with its cells as read. */
  refuse(line: number, issues: readonly IssueOfRow[], raw: string, records: 0 | 1 = 1): void {
    this.add(line, outcome.failed, null, null, null, records);
    this.#put(line, issues, raw);
  }

  /** Puts down what is to be said of a row that is not refused. @param raw its cells as read, where it is left out for that. */
  note(line: number, issues: readonly IssueOfRow[], raw: string | null): void {
    this.#put(line, issues, raw);
    for (const { severity } of issues) if (severity === 'warning') this.warnings += 1;
  }

  #put(line: number, issues: readonly IssueOfRow[], raw: string | null): void {
    const { issue } = statements(this.#store);
    let cells = raw;
    for (const { column, code, message, severity } of issues) {
      issue.run(this.#importNo, line, column, code, message, severity, cells);
      cells = null;
    }
  }

  /** Writes the outcomes in the order of their lines, which is the order of the table's only index. */
  flush(): void {
    const { one, many } = statements(this.#store);
    const order = this.#order.subarray(0, this.#count).sort();
    let at = 0;
    for (; at + together <= order.length; at += together) {
      const values: (number | string | null)[] = [];
      for (let i = at; i < at + together; i += 1) this.#push(values, order[i] as number);
      many.run(values);
    }
    for (; at < order.length; at += 1) {
      const values: (number | string | null)[] = [];
      this.#push(values, order[at] as number);
      one.run(values);
    }
  }

  #push(values: (number | string | null)[], lineAndPlace: number): void {
    const line = Math.floor(lineAndPlace / mostTogether);
    const i = lineAndPlace - line * mostTogether;
    values.push(
      this.#importNo,
      line,
      this.#codes[i] as number,
      this.#targets[i] || null,
      this.#versions[i] || null,
      this.#befores[i] ?? null,
    );
  }

  #grow(): void {
    if (this.#count === mostTogether) throw new Error('A slice has too many rows.');
    this.#order = longer(this.#order);
    this.#targets = longer(this.#targets);
    this.#versions = longer(this.#versions);
    const codes = new Uint8Array(this.#count * 2);
    codes.set(this.#codes);
    this.#codes = codes;
  }
}

function longer(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const twice = new Float64Array(numbers.length * 2);
  twice.set(numbers);
  return twice;
}
