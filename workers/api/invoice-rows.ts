/** Invoices as the router shows them. */
import { openCents } from '../invoices/ledger/settle.ts';
import type { InvoiceLineRecord, InvoiceRecord } from '../store/queries/invoices.ts';
import type { InvoiceRow, InvoiceView } from './wire.ts';

export function invoiceRow(record: InvoiceRecord): InvoiceRow {
  const {
    id,
    version,
    kind,
    number,
    billToName,
    customerNumber,
    issueDate,
    dueDate,
    currency,
    totalCents,
    status,
  } = record;
  const { pdfSha256, pdfBytes, pdfAt } = record;
  return {
    id,
    version,
    kind,
    number,
    billToName,
    customerNumber,
    issueDate,
    dueDate,
    currency,
    totalCents,
    openCents: openCents(record),
    status,
    pdf: pdfSha256 === null ? null : { sha256: pdfSha256, bytes: pdfBytes ?? 0, at: pdfAt ?? 0 },
  };
}

export function invoiceView(record: InvoiceRecord, lines: InvoiceLineRecord[]): InvoiceView {
  const { billToAddress, subtotalCents, taxCents, terms, remitTo, notes, creditsId, replacesId } = record;
  const { voidedAt, voidedBy, voidReason } = record;
  return {
    ...invoiceRow(record),
    billToAddress,
    subtotalCents,
    taxCents,
    terms,
    remitTo,
    notes,
    creditsId,
    replacesId,
    voided: voidedAt === null ? null : { at: voidedAt, by: voidedBy ?? '', reason: voidReason ?? '' },
    lines,
  };
}
