/** How pushed job rows change what is in the cache. Pure. */
import type { JobRow, Page } from '../../workers/api/wire.ts';

/** A pushed row may be older than what a query brought in the meantime: a settled job stays settled. */
function newer(known: JobRow, pushed: JobRow): JobRow {
  if (known.settledAt !== null && pushed.settledAt === null) return known;
  return { ...known, ...pushed };
}

/** The page with the pushed rows in place of those that it holds; the same object when it holds none. */
export function patchPage(page: Page<JobRow>, pushed: readonly JobRow[]): Page<JobRow> {
  const byId = new Map(pushed.map((row) => [row.id, row]));
  if (!page.rows.some((row) => byId.has(row.id))) return page;
  const rows = page.rows.map((row) => {
    const change = byId.get(row.id);
    return change === undefined ? row : newer(row, change);
  });
  return { ...page, rows };
}

/**
 * Whether lists must be asked again: a job that is not in the page may belong there, and one whose state changed may no
 * longer. Progress alone moves nothing.
 */
export function movesRows(page: Page<JobRow>, pushed: readonly JobRow[]): boolean {
  const known = new Map(page.rows.map((row) => [row.id, row.state]));
  return pushed.some((row) => known.get(row.id) !== row.state);
}

/** The areas whose data a settled or moving job has changed, by queue. */
export function touchedAreas(pushed: readonly JobRow[]): {
  imports: boolean;
  invoices: boolean;
  mail: boolean;
  prints: boolean;
} {
  return {
    imports: pushed.some((row) => row.queue === 'import'),
    prints: pushed.some((row) => row.queue === 'print'),
    mail: pushed.some((row) => row.queue === 'email'),
    invoices: pushed.some(
      (row) => row.queue === 'invoice' || (row.queue === 'import' && row.settledAt !== null),
    ),
  };
}
