/** Reading what became of each row of an import. */
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';

export interface RowOutcome {
  line: number;
  outcome: number;
  before: string | null;
}

export interface RowNote {
  column: string;
  code: string;
  message: string;
  severity: string;
}

/** Which rows: by their outcome, or by what was noted of them. */
export type RowsWanted = 'all' | 'warned' | 'similar' | { outcome: number };

/** Codes of the notes that name another record which may be the same. */
export const similarCodes = ['similar', 'known-customer', 'known-carrier'] as const;

const statements = prepared((raw) => {
  const noted = (which: string) =>
    raw
      .prepare<[number, number, number], number>(
        `SELECT DISTINCT line FROM import_issue WHERE import_no = ? AND line > ? AND ${which} ORDER BY line LIMIT ?`,
      )
      .pluck();
  return {
    all: raw
      .prepare<[number, number, number], number>(
        'SELECT line FROM import_row WHERE import_no = ? AND line > ? ORDER BY line LIMIT ?',
      )
      .pluck(),
    ofOutcome: raw.prepare<[number, number, number], { line: number; outcome: number }>(
      'SELECT line, outcome FROM import_row WHERE import_no = ? AND line > ? ORDER BY line LIMIT ?',
    ),
    warned: noted(`severity = 'warning'`),
    similar: noted(`code IN (${similarCodes.map((code) => `'${code}'`).join(', ')})`),
    similarCounts: raw.prepare<[number], { code: string; rows: number }>(
      `SELECT code, count(DISTINCT line) AS rows FROM import_issue
       WHERE import_no = ? AND code IN (${similarCodes.map((code) => `'${code}'`).join(', ')}) GROUP BY code`,
    ),
    similarRows: raw
      .prepare<[number], number>(
        `SELECT count(DISTINCT line) FROM import_issue
         WHERE import_no = ? AND code IN (${similarCodes.map((code) => `'${code}'`).join(', ')})`,
      )
      .pluck(),
    refused: raw
      .prepare<[number, number, string, string | null, string | null, number], number>(
        `SELECT DISTINCT line FROM import_issue
         WHERE import_no = ? AND line > ? AND severity = 'error' AND "column" = ? AND (? IS NULL OR code = ?)
         ORDER BY line LIMIT ?`,
      )
      .pluck(),
    row: raw.prepare<[number, number], RowOutcome>(
      'SELECT line, outcome, before FROM import_row WHERE import_no = ? AND line = ?',
    ),
    notes: raw.prepare<[number, number], RowNote>(
      'SELECT "column", code, message, severity FROM import_issue WHERE import_no = ? AND line = ? ORDER BY no',
    ),
  };
});

/**
 * A step through the rows behind a line: those that are wanted, in order, and the last line that was looked at, null at the end.
 * @param step how many rows are looked at.
 */
export function linesAfter(
  store: Store,
  importNo: number,
  wanted: RowsWanted,
  line: number,
  step: number,
): { lines: number[]; last: number | null } {
  const { all, ofOutcome, warned, similar } = statements(store);
  if (typeof wanted === 'object') {
    const rows = ofOutcome.all(importNo, line, step);
    const lines = rows.filter(({ outcome }) => outcome === wanted.outcome).map((row) => row.line);
    return { lines, last: rows.length < step ? null : (rows.at(-1)?.line ?? null) };
  }
  const lines = { all, warned, similar }[wanted].all(importNo, line, step);
  return { lines, last: lines.length < step ? null : (lines.at(-1) ?? null) };
}

/** The next lines behind one whose cell in this column was refused. @param code null: for any reason. */
export function refusedLinesAfter(
  store: Store,
  importNo: number,
  heading: string,
  code: string | null,
  line: number,
  limit: number,
): number[] {
  return statements(store).refused.all(importNo, line, heading, code, code, limit);
}

/** Rows by the code of a note that names another record, and rows with any of them. */
export function countSimilar(
  store: Store,
  importNo: number,
): { rows: number; byCode: Partial<Record<(typeof similarCodes)[number], number>> } {
  const { similarCounts, similarRows } = statements(store);
  const byCode = Object.fromEntries(similarCounts.all(importNo).map(({ code, rows }) => [code, rows]));
  return { rows: similarRows.get(importNo) ?? 0, byCode };
}

export function rowOutcome(store: Store, importNo: number, line: number): RowOutcome | undefined {
  return statements(store).row.get(importNo, line);
}

export function notesOfRow(store: Store, importNo: number, line: number): RowNote[] {
  return statements(store).notes.all(importNo, line);
}
