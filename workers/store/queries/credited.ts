/** What has been credited of an invoice so far. */
import type { Store } from '../open.ts';

export interface Credited {
  totalCents: number;
  taxCents: number;
  /** Cents by position of the invoice's line; a credit note's lines keep the positions of what they credit. */
  byPosition: Map<number, number>;
}

/** Void credit notes credit nothing. Looked for among the documents of the same customer: those have an index. */
export function creditedSoFar(
  { raw }: Store,
  { id, customerId }: { id: string; customerId: string | null },
): Credited {
  const notes = `SELECT id FROM invoice WHERE customer_id IS @customerId AND credits_id = @id AND kind = 'credit-note'
    AND status <> 'void' AND deleted_at IS NULL`;
  const given = { id, customerId };
  const sums = raw
    .prepare(
      `SELECT coalesce(sum(total_cents), 0) AS totalCents, coalesce(sum(tax_cents), 0) AS taxCents
       FROM invoice WHERE id IN (${notes})`,
    )
    .get(given) as { totalCents: number; taxCents: number };
  const lines = raw
    .prepare(
      `SELECT position, sum(amount_cents) AS cents FROM invoice_line WHERE invoice_id IN (${notes}) GROUP BY position`,
    )
    .all(given) as { position: number; cents: number }[];
  return { ...sums, byPosition: new Map(lines.map(({ position, cents }) => [position, cents])) };
}
