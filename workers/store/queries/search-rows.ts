/** What can be found of each row in the search everywhere, and what a hit shows of it. */
import type { Store } from '../open.ts';

/** Kinds of rows that the search index holds. */
export const indexedKinds = ['customer', 'carrier', 'lead', 'invoice', 'import'] as const;
export type IndexedKind = (typeof indexedKinds)[number];

export interface SearchRow {
  no: number;
  id: string;
  ids: (string | null)[];
  phones: (string | null)[];
  names: (string | null)[];
  others: (string | null)[];
  /** What else is shown, by name. */
  shown: Record<string, string | number | null>;
}

interface Columns {
  ids: readonly string[];
  phones: readonly string[];
  names: readonly string[];
  others: readonly string[];
  shown: readonly string[];
  /** Rows that are there for nobody. */
  gone: string;
}

const company = { phones: ['phone'], gone: 'deleted_at IS NOT NULL' };

const columns: Record<IndexedKind, Columns> = {
  carrier: {
    ...company,
    ids: ['usdot', 'docket', 'scac'],
    names: ['legal_name', 'dba'],
    others: ['contact_name', 'city', 'email'],
    shown: ['region', 'status'],
  },
  customer: {
    ...company,
    ids: ['number', 'usdot'],
    names: ['legal_name', 'dba'],
    others: ['contact_name', 'city', 'email'],
    shown: ['region', 'status'],
  },
  lead: {
    ...company,
    ids: ['usdot', 'docket'],
    names: ['company'],
    others: ['contact_name', 'city', 'email'],
    shown: ['region', 'stage'],
  },
  invoice: {
    ids: [
      `CASE WHEN number LIKE 'draft:%' THEN NULL ELSE number END`,
      'customer_number',
      'load_number',
      'po_number',
      'bol_number',
      'pro_number',
    ],
    phones: [],
    names: ['bill_to_name'],
    others: ['ship_to_name', 'ship_to_city'],
    shown: ['issue_date', 'total_cents', 'currency', 'status'],
    gone: 'deleted_at IS NOT NULL',
  },
  import: {
    ids: [],
    phones: [],
    names: ['file_name'],
    others: ['entity'],
    shown: ['state', 'created_at'],
    gone: 'dry_run = 1',
  },
};

const read = Object.fromEntries(
  indexedKinds.map((kind) => {
    const { ids, phones, names, others, shown } = columns[kind];
    return [kind, ['no', 'id', ...ids, ...phones, ...names, ...others, ...shown].join(', ')];
  }),
) as Record<IndexedKind, string>;

/** Rows with numbers from `first` to `last`, in that order. */
export function searchRowsBetween(
  { raw }: Store,
  kind: IndexedKind,
  first: number,
  last: number,
): SearchRow[] {
  const rows = raw
    .prepare(
      `SELECT ${read[kind]} FROM "${kind}" WHERE no BETWEEN ? AND ? AND NOT (${columns[kind].gone}) ORDER BY no`,
    )
    .raw()
    .all(first, last);
  return rows.map((row) => shaped(kind, row as unknown[]));
}

/** Those of the numbers that are there. */
export function searchRowsByNumber(
  { raw }: Store,
  kind: IndexedKind,
  numbers: readonly number[],
): SearchRow[] {
  const rows = raw
    .prepare(
      `SELECT ${read[kind]} FROM "${kind}" WHERE no IN (SELECT value FROM json_each(?)) AND NOT (${columns[kind].gone})`,
    )
    .raw()
    .all(JSON.stringify(numbers));
  return rows.map((row) => shaped(kind, row as unknown[]));
}

/** Highest number in the table; 0 when it is empty. */
export function highestOf({ raw }: Store, kind: IndexedKind): number {
  return (raw.prepare(`SELECT max(no) FROM "${kind}"`).pluck().get() as number | null) ?? 0;
}

/** Undefined where there is no such row. */
export function idAt({ raw }: Store, kind: IndexedKind, no: number): string | undefined {
  return raw.prepare<[number], string>(`SELECT id FROM "${kind}" WHERE no = ?`).pluck().get(no);
}

function shaped(kind: IndexedKind, row: unknown[]): SearchRow {
  const [no, id, ...values] = row as [number, string, ...(string | null)[]];
  const { ids, phones, names, others, shown } = columns[kind];
  let at = 0;
  const take = (count: number) => values.slice(at, (at += count));
  return {
    no,
    id,
    ids: take(ids.length),
    phones: take(phones.length),
    names: take(names.length),
    others: take(others.length),
    shown: Object.fromEntries(shown.map((name, i) => [name, values[at + i] ?? null])),
  };
}
