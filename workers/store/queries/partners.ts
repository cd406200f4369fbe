/** Carriers, customers and leads as the console lists them. */
import type { Store } from '../open.ts';

export type PartnerTable = 'carrier' | 'customer' | 'lead';

export interface PartnerRecord {
  no: number;
  id: string;
  key: string;
  name: string;
  city: string | null;
  region: string | null;
  country: string | null;
  phone: string | null;
  email: string | null;
  status: string;
}

const columns: Record<PartnerTable, string> = {
  carrier: 'usdot AS key, legal_name AS name, status',
  customer: 'number AS key, legal_name AS name, status',
  lead: 'match_key AS key, company AS name, stage AS status',
};

/** Rows by number, in the order of the numbers given; those deleted meanwhile are missing. @param numbers at most a page. */
export function partnersByNumber(
  { raw }: Store,
  table: PartnerTable,
  numbers: readonly number[],
): PartnerRecord[] {
  const rows = raw
    .prepare<[string], PartnerRecord>(
      `SELECT no, id, ${columns[table]}, city, region, country, phone, email FROM ${table}
       WHERE no IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL`,
    )
    .all(JSON.stringify(numbers));
  const byNumber = new Map(rows.map((row) => [row.no, row]));
  return numbers.flatMap((number) => byNumber.get(number) ?? []);
}

const keys: Record<PartnerTable, string> = { carrier: 'usdot', customer: 'number', lead: 'match_key' };

/** Number of the row with exactly this key. */
export function partnerWithKey({ raw }: Store, table: PartnerTable, key: string): number | null {
  const row = raw
    .prepare<[string], { no: number }>(
      `SELECT no FROM ${table} WHERE ${keys[table]} = ? AND deleted_at IS NULL`,
    )
    .get(key);
  return row?.no ?? null;
}
