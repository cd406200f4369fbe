/** The tables of the business as values to compare: without what the store keeps of each change. */
import type { Store } from '../../workers/store/open.ts';

export const businessTableNames = ['carrier', 'customer', 'lead', 'invoice', 'invoice_line'] as const;

const kept = ['version', 'updated_at', 'updated_by'];

/** Of every table all columns that mean something, by `no`. An undo moves the versions on and leaves these equal. */
export function businessRows({ raw }: Store): Record<string, Record<string, unknown>[]> {
  return Object.fromEntries(
    businessTableNames.map((table) => {
      const rows = raw.prepare(`SELECT * FROM ${table} ORDER BY no`).all() as Record<string, unknown>[];
      for (const row of rows) for (const column of kept) delete row[column];
      return [table, rows];
    }),
  );
}
