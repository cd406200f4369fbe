/** Everything that has moved a customer's account: documents and payments, and what of them settles nothing. */
import type { Store } from '../open.ts';
import { stoodThen } from './aging.ts';

export interface AccountDocument {
  number: string;
  kind: string;
  currency: string;
  issueDate: string;
  dueDate: string | null;
  totalCents: number;
  /** ms UTC; null while it stands. */
  voidedAt: number | null;
}

export interface AccountPayment {
  id: string;
  date: string;
  currency: string;
  amountCents: number;
  method: string;
  reference: string;
  /** ms UTC; null while it stands. */
  reversedAt: number | null;
}

/** Issued invoices and credit notes, void ones too, in the order of entry. */
export function accountDocuments({ raw }: Store, customerId: string): AccountDocument[] {
  return raw
    .prepare<[string], AccountDocument>(
      `SELECT number, kind, currency, issue_date AS issueDate, due_date AS dueDate, total_cents AS totalCents,
         voided_at AS voidedAt
       FROM invoice WHERE customer_id = ? AND status <> 'draft' AND deleted_at IS NULL ORDER BY no`,
    )
    .all(customerId);
}

/** Reversed ones too, in the order of entry. */
export function accountPayments({ raw }: Store, customerId: string): AccountPayment[] {
  return raw
    .prepare<[string], AccountPayment>(
      `SELECT id, date, currency, amount_cents AS amountCents, method, reference, reversed_at AS reversedAt
       FROM payment WHERE customer_id = ? ORDER BY no`,
    )
    .all(customerId);
}

/**
 * Cents per currency of payments and credit notes that settled nothing at the end of a day.
 * @param end first moment after the day `asOf`, ms UTC.
 */
export function onAccount(
  { raw }: Store,
  { customerId, asOf, end }: { customerId: string; asOf: string; end: number },
): Map<string, number> {
  const spentOf = (column: string) => `(
    SELECT coalesce(sum(a.amount_cents), 0) FROM allocation a JOIN invoice i ON i.id = a.invoice_id
      LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice c ON c.id = a.credit_note_id
    WHERE a.${column} = source.id AND ${stoodThen('a')})`;
  const rows = raw
    .prepare<unknown[], { currency: string; cents: number }>(
      `SELECT currency, sum(cents) AS cents FROM (
         SELECT source.currency, source.amount_cents - ${spentOf('payment_id')} AS cents
         FROM payment source
         WHERE source.customer_id = @customerId AND source.date <= @asOf
           AND (source.reversed_at IS NULL OR source.reversed_at >= @end)
         UNION ALL
         SELECT source.currency, source.total_cents - ${spentOf('credit_note_id')} AS cents
         FROM invoice source
         WHERE source.customer_id = @customerId AND source.kind = 'credit-note' AND source.status <> 'draft'
           AND source.issue_date <= @asOf AND source.deleted_at IS NULL
           AND (source.voided_at IS NULL OR source.voided_at >= @end))
       GROUP BY currency`,
    )
    .all({ customerId, asOf, end });
  return new Map(rows.map(({ currency, cents }) => [currency, cents]));
}
