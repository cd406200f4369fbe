/** What an import compares its rows with: what tells companies apart, read in pages, and what a found one is called. */
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';

export type PartnerTableName = 'carrier' | 'customer' | 'lead';

/** Columns by the names of the import's fields; `key` is what the record is known by. */
export const identityColumns = [
  'key',
  'name',
  'dba',
  'usdot',
  'docket',
  'email',
  'phone',
  'country',
  'postalCode',
] as const;

const reach = 'email, phone, country, postal_code';
const selected: Record<PartnerTableName, string> = {
  customer: `number, legal_name, dba, usdot, NULL, ${reach}`,
  carrier: `usdot, legal_name, dba, usdot, docket, ${reach}`,
  lead: `match_key, company, NULL, usdot, docket, ${reach}`,
};
const counted: Record<PartnerTableName, string> = {
  customer: 'count(usdot) + count(email) + count(phone) + count(postal_code) + count(dba)',
  carrier: 'count(usdot) + count(docket) + count(email) + count(phone) + count(postal_code) + count(dba)',
  lead: 'count(usdot) + count(docket) + count(email) + count(phone) + count(postal_code)',
};

const statements = prepared((raw) => {
  const of = (table: PartnerTableName) => ({
    page: raw
      .prepare<[number, number], (string | number | null)[]>(
        `SELECT no, ${selected[table]} FROM ${table} WHERE no > ? AND deleted_at IS NULL ORDER BY no LIMIT ?`,
      )
      .raw(true),
    count: raw.prepare<[], number>(`SELECT ${counted[table]} FROM ${table}`).pluck(),
    name: raw
      .prepare<[number], (string | null)[]>(`SELECT ${selected[table]} FROM ${table} WHERE no = ?`)
      .raw(true),
  });
  return { customer: of('customer'), carrier: of('carrier'), lead: of('lead') };
});

/** At least as many identities as the table's records have. */
export function identitiesIn(store: Store, table: PartnerTableName): number {
  return statements(store)[table].count.get() ?? 0;
}

/** The next records behind a number, none at the end: `no`, then the columns in their order. */
export function identityPage(
  store: Store,
  table: PartnerTableName,
  after: number,
  limit: number,
): (string | number | null)[][] {
  return statements(store)[table].page.all(after, limit);
}

/** What a record is known by, and its name; null when it is gone. */
export function partnerCalled(
  store: Store,
  table: PartnerTableName,
  no: number,
): { key: string; name: string } | null {
  const row = statements(store)[table].name.get(no);
  return row === undefined ? null : { key: row[0] ?? '', name: row[1] ?? '' };
}
