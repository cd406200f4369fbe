/** All rows of an entity, a slice at a time, by number: no transaction stays open between two slices, however slow the reader. */
import { getTableColumns } from 'drizzle-orm';
import type Database from 'better-sqlite3';
import { businessTables } from '../write.ts';
import { invoiceLine } from '../schema.ts';
import type { Store } from '../open.ts';
import { entityTables, type EntityTable } from './tables.ts';

/** Rows per slice: about 5 ms. */
const sliceRows = 500;

/** A row by the schema's names; what is only of use on this machine is left out. */
export type ExportRow = Record<string, string | number | null>;

export interface InvoiceLines {
  invoice: ExportRow;
  /** In the order printed. */
  lines: ExportRow[];
}

const inward = new Set(['no', 'baseVersion', 'deviceNo', 'deletedAt']);

/** Oldest first, deleted rows left out. A row that is written meanwhile is there once or not at all. */
export function* entityRows(store: Store, entity: EntityTable): Generator<ExportRow[]> {
  const statement = store.raw.prepare<[number], ExportRow & { exportedNo: number }>(
    `SELECT no AS exportedNo, ${selection(getTableColumns(businessTables[entity]))}
     FROM ${entityTables[entity].table} WHERE no > ? AND deleted_at IS NULL ORDER BY no LIMIT ${sliceRows}`,
  );
  for (let last = 0; ;) {
    const rows = statement.all(last);
    if (rows.length === 0) return;
    last = rows.at(-1)?.exportedNo ?? last;
    yield rows.map(({ exportedNo: _no, ...row }) => row);
  }
}

/** The same with the lines of each invoice. */
export function* invoicesWithLines(store: Store): Generator<InvoiceLines[]> {
  const statement = lineStatement(store.raw);
  for (const invoices of entityRows(store, 'invoice')) {
    const lines = Map.groupBy(
      statement.all(JSON.stringify(invoices.map(({ id }) => id))),
      ({ exportedOf }) => exportedOf,
    );
    yield invoices.map((invoice) => ({
      invoice,
      lines: (lines.get(invoice['id'] as string) ?? []).map(({ exportedOf: _of, ...line }) => line),
    }));
  }
}

function lineStatement(raw: Database.Database) {
  const { no: _no, invoiceId: _invoiceId, ...columns } = getTableColumns(invoiceLine);
  return raw.prepare<[string], ExportRow & { exportedOf: string }>(
    `SELECT invoice_id AS exportedOf, ${selection(columns)}
     FROM invoice_line WHERE invoice_id IN (SELECT value FROM json_each(?)) ORDER BY invoice_id, position`,
  );
}

function selection(columns: Record<string, { name: string }>): string {
  return Object.entries(columns)
    .filter(([field]) => !inward.has(field))
    .map(([field, { name }]) => `${name} AS ${field}`)
    .join(', ');
}
