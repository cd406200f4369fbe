/** Invoices as the router shows them. */
import type { InvoiceLineRecord, InvoiceRecord } from '../store/queries/invoices.ts';
import type { InvoiceRow, InvoiceView } from './wire.ts';

export function invoiceRow(record: InvoiceRecord): InvoiceRow {
  const { id, number, billToName, customerNumber, issueDate, dueDate, currency, totalCents, status } = record;
  const { pdfSha256, pdfBytes, pdfAt } = record;
  return {
    id,
    number,
    billToName,
    customerNumber,
    issueDate,
    dueDate,
    currency,
    totalCents,
    status,
    pdf: pdfSha256 === null ? null : { sha256: pdfSha256, bytes: pdfBytes ?? 0, at: pdfAt ?? 0 },
  };
}

export function invoiceView(record: InvoiceRecord, lines: InvoiceLineRecord[]): InvoiceView {
  const { billToAddress, subtotalCents, taxCents } = record;
  return { ...invoiceRow(record), billToAddress, subtotalCents, taxCents, lines };
}
