/** What a customer has paid or was credited, and what settles nothing yet. */
import type { Store } from '../open.ts';

export interface OpenCreditRecord {
  source: 'payment' | 'credit-note';
  id: string;
  /** Method and reference of a payment; number of a credit note. */
  label: string;
  /** `YYYY-MM-DD` */
  date: string;
  currency: string;
  amountCents: number;
  leftCents: number;
}

/** Oldest first. */
export function openCredits({ raw }: Store, customerId: string): OpenCreditRecord[] {
  return raw
    .prepare<unknown[], OpenCreditRecord>(
      `SELECT * FROM (
         SELECT 'payment' AS source, p.id, trim(p.method || ' ' || p.reference) AS label, p.date, p.currency,
           p.amount_cents AS amountCents, p.amount_cents - (
             SELECT coalesce(sum(a.amount_cents), 0) FROM allocation a
             WHERE a.payment_id = p.id AND a.reversed_at IS NULL) AS leftCents
         FROM payment p WHERE p.customer_id = @customerId AND p.reversed_at IS NULL
         UNION ALL
         SELECT 'credit-note', id, number, issue_date, currency, total_cents, total_cents - settled_cents
         FROM invoice WHERE customer_id = @customerId AND kind = 'credit-note' AND status = 'issued'
           AND deleted_at IS NULL
       ) WHERE leftCents > 0 ORDER BY date, id`,
    )
    .all({ customerId });
}
