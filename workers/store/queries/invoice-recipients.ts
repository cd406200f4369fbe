/** To whom invoices go: the addresses that their customers have. */
import { prepared } from '../prepared.ts';
import type { Store } from '../open.ts';
import type { InvoiceRange } from '../invoice-selection.ts';

export interface InvoiceToMail {
  no: number;
  id: string;
  number: string;
  version: number;
  /** invoice · credit-note */
  kind: string;
  status: string;
  billToName: string;
  /** Of the customer, as written there; null where there is none. */
  invoiceEmail: string | null;
  email: string | null;
}

// A customer's own id comes before the number that was imported with the invoice.
const columns = `SELECT i.no, i.id, i.number, i.version, i.kind, i.status, i.bill_to_name AS billToName,
    c.invoice_email AS invoiceEmail, c.email
  FROM invoice i LEFT JOIN customer c ON c.deleted_at IS NULL AND c.no = coalesce(
    (SELECT no FROM customer WHERE id = i.customer_id), (SELECT no FROM customer WHERE number = i.customer_number))`;

const statements = prepared((raw) => ({
  some: raw.prepare<[number, number, number], InvoiceToMail>(
    `${columns} WHERE i.no BETWEEN ? AND ? AND i.deleted_at IS NULL ORDER BY i.no LIMIT ?`,
  ),
}));

/** The next invoices of a range, in order. @param limit a few hundred. */
export function invoicesToMail(store: Store, [from, to]: InvoiceRange, limit: number): InvoiceToMail[] {
  return statements(store).some.all(from, to, limit);
}
