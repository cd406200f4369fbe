/** What is owed, by how long it is overdue. As of today from the index of what is open; as of a past day with what has moved since. */
import type { Store } from '../open.ts';

/** Upper and lower ends of the buckets as due dates, so that no date is computed row by row. */
export interface AgingDays {
  asOf: string;
  /** `asOf` less 30, 60 and 90 days. */
  less30: string;
  less60: string;
  less90: string;
}

export interface AgingRecord {
  customerId: string | null;
  customerNumber: string | null;
  name: string;
  currency: string;
  invoices: number;
  notDueCents: number;
  days30Cents: number;
  days60Cents: number;
  days90Cents: number;
  olderCents: number;
  openCents: number;
}

const due = 'coalesce(due_date, issue_date)';
const bucket = (condition: string, name: string) =>
  `sum(CASE WHEN ${condition} THEN open ELSE 0 END) AS ${name}`;

/** From rows (customer_id, customer_number, bill_to_name, currency, due, open). */
const summed = (rows: string) => `
  SELECT customer_id AS customerId, max(customer_number) AS customerNumber, max(bill_to_name) AS name, currency,
    count(*) AS invoices,
    ${bucket('due > @asOf', 'notDueCents')},
    ${bucket('due <= @asOf AND due >= @less30', 'days30Cents')},
    ${bucket('due < @less30 AND due >= @less60', 'days60Cents')},
    ${bucket('due < @less60 AND due >= @less90', 'days90Cents')},
    ${bucket('due < @less90', 'olderCents')},
    sum(open) AS openCents
  FROM (${rows}) WHERE open <> 0
  GROUP BY customer_id, CASE WHEN customer_id IS NULL THEN bill_to_name END, currency
  ORDER BY name, currency`;

const columns = `customer_id, customer_number, bill_to_name, currency, ${due} AS due`;
const counts = `kind = 'invoice' AND issue_date <= @asOf AND deleted_at IS NULL`;

const openNow = (ofCustomer: string, taken = columns) => `
  SELECT ${taken}, total_cents - settled_cents AS open FROM invoice INDEXED BY invoice_open
  WHERE status IN ('issued', 'sent') ${ofCustomer} AND ${counts}`;

/** Allocations that stand now and did not then count for it, those that stood then against it. */
const openThen = (ofCustomer: string, taken = columns) => `
  WITH moved AS (
    SELECT a.invoice_id, sum(a.amount_cents * ((a.reversed_at IS NULL) - (${stoodThen('a')}))) AS cents
    FROM allocation a JOIN invoice i ON i.id = a.invoice_id
    LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice c ON c.id = a.credit_note_id
    WHERE a.at >= @end OR a.reversed_at >= @end GROUP BY a.invoice_id
  ), candidate AS (
    SELECT no FROM invoice INDEXED BY invoice_open WHERE status IN ('issued', 'sent') ${ofCustomer}
    UNION SELECT no FROM invoice WHERE id IN (SELECT invoice_id FROM moved) ${ofCustomer}
    UNION SELECT no FROM invoice WHERE voided_at >= @end ${ofCustomer}
  )
  SELECT ${taken}, total_cents - settled_cents + coalesce(moved.cents, 0) AS open
  FROM candidate JOIN invoice USING (no) LEFT JOIN moved ON moved.invoice_id = invoice.id
  WHERE status <> 'draft' AND ${counts}`;

/**
 * Whether an allocation stood at the end of the day: what was settled with the payment itself counts from the payment's own date.
 * Needs its source as `p` or `c` and its invoice as `i`.
 */
export const stoodThen = (a: string) => `(${a}.reversed_at IS NULL OR ${a}.reversed_at >= @end)
  AND (${a}.at < @end OR ${a}.at = coalesce(p.created_at, c.issued_at))
  AND coalesce(p.date, c.issue_date) <= @asOf AND i.issue_date <= @asOf`;

/** For the two statements below, and to have them explained. */
export const agingSql = (when: 'now' | 'past', customerId: string | null): string =>
  summed(when === 'now' ? openNow(ofCustomer(customerId)) : openThen(ofCustomer(customerId)));

/** @param customerId null for all. By customer and currency, in the order of names. */
export function agingNow({ raw }: Store, days: AgingDays, customerId: string | null): AgingRecord[] {
  return raw.prepare<unknown[], AgingRecord>(agingSql('now', customerId)).all({ ...days, customerId });
}

/** @param end first moment after the day `asOf`, ms UTC. */
export function agingThen(
  { raw }: Store,
  days: AgingDays,
  end: number,
  customerId: string | null,
): AgingRecord[] {
  return raw.prepare<unknown[], AgingRecord>(agingSql('past', customerId)).all({ ...days, end, customerId });
}

/** An invoice of which something is open. */
export interface OpenItem {
  number: string;
  currency: string;
  issueDate: string;
  dueDate: string | null;
  totalCents: number;
  openCents: number;
}

const itemColumns = `number, currency, issue_date AS issueDate, due_date AS dueDate, total_cents AS totalCents, ${due} AS due, no`;

/** What is open of a customer's invoices at the end of a day, what was due first first. @param end null for now. */
export function openItems({ raw }: Store, customerId: string, asOf: string, end: number | null): OpenItem[] {
  const rows = (end === null ? openNow : openThen)(ofCustomer(customerId), itemColumns);
  return raw
    .prepare<unknown[], OpenItem>(
      `SELECT number, currency, issueDate, dueDate, totalCents, open AS openCents
       FROM (${rows}) WHERE open <> 0 ORDER BY due, no`,
    )
    .all({ asOf, end, customerId });
}

function ofCustomer(customerId: string | null): string {
  return customerId === null ? '' : 'AND customer_id = @customerId';
}
