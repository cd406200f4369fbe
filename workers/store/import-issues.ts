/** Reading what was noted of an import's rows. */
import { and, asc, count, eq } from 'drizzle-orm';
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';
import { importIssue } from './schema.ts';

/** By line. @param severity left out: all of them. */
export function listIssues(
  store: Store,
  importNo: number,
  { severity, limit, offset }: { severity?: string | undefined; limit: number; offset: number },
): { rows: (typeof importIssue.$inferSelect)[]; total: number } {
  const wanted = and(
    eq(importIssue.importNo, importNo),
    severity === undefined ? undefined : eq(importIssue.severity, severity),
  );
  const rows = store.orm
    .select()
    .from(importIssue)
    .where(wanted)
    .orderBy(asc(importIssue.line), asc(importIssue.no))
    .limit(limit)
    .offset(offset)
    .all();
  const total = store.orm.select({ total: count() }).from(importIssue).where(wanted).get()?.total ?? 0;
  return { rows, total };
}

/** A row that is not in: refused, or left out because what it is about is known otherwise. */
export interface RefusedRow {
  line: number;
  /** JSON array of its cells as read. */
  raw: string;
  /** Why, with the heading of the cell. */
  reasons: { column: string; message: string }[];
}

const page = prepared((raw) => ({
  lines: raw
    .prepare(
      'SELECT DISTINCT line FROM import_issue WHERE import_no = ? AND line > ? AND raw IS NOT NULL ORDER BY line LIMIT 500',
    )
    .pluck(),
  issues: raw.prepare(
    `SELECT line, "column", code, message, severity, raw FROM import_issue WHERE import_no = ? AND line BETWEEN ? AND ? ORDER BY line, no`,
  ),
}));

/** Doubts for which a row may be left out. */
const leavesOut: ReadonlySet<string> = new Set(['known-customer', 'known-carrier']);

interface Noted {
  line: number;
  column: string;
  code: string;
  message: string;
  severity: string;
  raw: string | null;
}

/** The next refused rows behind a line; none at the end. Reads in pages, so that no statement stays open between them. */
export function refusedRowsAfter(store: Store, importNo: number, line: number): RefusedRow[] {
  const { lines, issues } = page(store);
  const found = lines.all(importNo, line) as number[];
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined) return [];
  const rows = new Map<number, RefusedRow>();
  const noted = issues.all(importNo, first, last) as Noted[];
  for (const { line: at, raw } of noted) {
    if (raw !== null) rows.set(at, { line: at, raw, reasons: [] });
  }
  for (const { line: at, column, code, message, severity } of noted) {
    if (severity === 'error' || leavesOut.has(code)) rows.get(at)?.reasons.push({ column, message });
  }
  return [...rows.values()].sort((a, b) => a.line - b.line);
}
