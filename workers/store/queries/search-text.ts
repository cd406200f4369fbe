/** What can be found of each row: the columns that a search looks into, as one text. */
import type { Store } from '../open.ts';
import { entityTables, type EntityTable } from './tables.ts';

const searched: Record<EntityTable, readonly string[]> = {
  carrier: ['usdot', 'legal_name', 'dba', 'docket', 'scac', 'contact_name', 'city', 'email', 'phone'],
  customer: ['number', 'legal_name', 'dba', 'usdot', 'contact_name', 'city', 'email', 'phone'],
  lead: ['company', 'contact_name', 'city', 'email', 'phone', 'usdot', 'docket', 'match_key'],
  invoice: [
    'number',
    'bill_to_name',
    'customer_number',
    'load_number',
    'po_number',
    'bol_number',
    'pro_number',
    'ship_to_name',
  ],
};

/** Rows with numbers from `first` to `last`, in that order, deleted ones left out. 8,192 carriers take about 7 ms. */
export function searchTexts(
  { raw }: Store,
  entity: EntityTable,
  first: number,
  last: number,
): [no: number, text: string][] {
  const text = searched[entity].map((column) => `coalesce(${column}, '')`).join(` || char(31) || `);
  return raw
    .prepare(
      `SELECT no, ${text} FROM ${entityTables[entity].table} WHERE no BETWEEN ? AND ? AND deleted_at IS NULL ORDER BY no`,
    )
    .raw()
    .all(first, last) as [number, string][];
}

/** Highest number in the table; 0 when it is empty. */
export function highestNumber({ raw }: Store, entity: EntityTable): number {
  const row = raw
    .prepare<[], { no: number | null }>(`SELECT max(no) AS no FROM ${entityTables[entity].table}`)
    .get();
  return row?.no ?? 0;
}
