/** `dockhand import check FILE --rows failed`: the rows themselves, beside the counts. */
import type { ImportRowView, RowFilter } from '../../workers/api/wire.ts';
import type { ApiClient } from './client.ts';
import { moreRows } from './pages.ts';
import { table, type Column } from './table.ts';

export interface ShownRows {
  rows: ImportRowView[];
  total: number;
}

/** @param limit at most this many. */
export async function rowsOf(
  client: ApiClient,
  importId: string,
  filter: RowFilter,
  limit: number,
): Promise<ShownRows> {
  const rows: ImportRowView[] = [];
  for (;;) {
    const page = await client.imports.rows({
      importId,
      filter,
      offset: rows.length,
      limit: Math.min(500, limit - rows.length),
    });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= Math.min(limit, page.total))
      return { rows, total: page.total };
  }
}

const columns: Column<ImportRowView>[] = [
  { title: 'LINE', value: ({ line }) => String(line), right: true },
  { title: 'OUTCOME', value: ({ outcome }) => outcome },
  { title: 'CELLS', value: ({ cells }) => cells.join(' | '), flexible: true },
  { title: 'WHY', value: (row) => reasonsOf(row), flexible: true },
];

export function describeRows({ rows, total }: ShownRows, width: number): string {
  if (rows.length === 0) return '\nNo such rows.\n';
  return `\n${table(columns, rows, width)}${moreRows(rows.length, total)}`;
}

function reasonsOf({ issues, differences }: ImportRowView): string {
  const said = issues.map(({ column, message }) => (column === '' ? message : `${column}: ${message}`));
  const changed = differences.map(
    ({ label, before, after }) => `${label}: ${before ?? '—'} → ${after ?? '—'}`,
  );
  return [...said, ...changed].join('; ');
}
