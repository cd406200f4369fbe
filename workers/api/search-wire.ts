/** What the search everywhere answers. */
export const searchKinds = ['customer', 'carrier', 'lead', 'invoice', 'import', 'job'] as const;
export type SearchKind = (typeof searchKinds)[number];

export interface SearchHit {
  kind: SearchKind;
  id: string;
  /** The number by which the row is known; empty where it has none. */
  key: string;
  title: string;
  /** What tells it from others, in short pieces. */
  details: string[];
  state: string;
  /** Ms UTC, of imports and jobs. */
  at: number | null;
  /** Of invoices. */
  totalCents: number | null;
  currency: string | null;
}

export interface SearchGroup {
  kind: SearchKind;
  /** Best first. */
  hits: SearchHit[];
  /** Counted up to a hundred. */
  total: number;
  /** There are more than `total`. */
  atLeast?: true;
}

export interface SearchAnswer {
  /** Those with hits; the one that has the best hit is first. */
  groups: SearchGroup[];
  /** Rows that cannot be found yet, or not as they are now. */
  left: number;
}
