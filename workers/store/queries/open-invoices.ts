/** What a customer still owes, invoice by invoice. */
import type { Store } from '../open.ts';

export interface OpenInvoiceRecord {
  id: string;
  number: string;
  issueDate: string;
  dueDate: string | null;
  openCents: number;
}

/** From the index of what is open, in the order of entry. */
export function openInvoices({ raw }: Store, customerId: string, currency: string): OpenInvoiceRecord[] {
  return raw
    .prepare<[string, string], OpenInvoiceRecord>(
      `SELECT id, number, issue_date AS issueDate, due_date AS dueDate, total_cents - settled_cents AS openCents
       FROM invoice INDEXED BY invoice_open
       WHERE status IN ('issued', 'sent') AND customer_id = ? AND currency = ? AND kind = 'invoice'
         AND deleted_at IS NULL
       ORDER BY no`,
    )
    .all(customerId, currency);
}
