/** Invoices as the router shows them. */
import { openCents } from '../invoices/ledger/settle.ts';
import type { Credited } from '../store/queries/credited.ts';
import type { InvoiceLineRecord, InvoiceRecord } from '../store/queries/invoices.ts';
import type { InvoiceRow, InvoiceView, ShipmentJson } from './wire.ts';

/** @param today in the warehouse's zone. */
export function invoiceRow(record: InvoiceRecord, today: string): InvoiceRow {
  const { id, version, kind, number, billToName, customerNumber, issueDate, dueDate } = record;
  const { currency, totalCents, status, pdfSha256, pdfBytes, pdfAt } = record;
  const open = openCents(record);
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
    openCents: open,
    status,
    daysOverdue: open === 0 || dueDate === null ? 0 : daysPast(dueDate, today),
    pdf: pdfSha256 === null ? null : { sha256: pdfSha256, bytes: pdfBytes ?? 0, at: pdfAt ?? 0 },
  };
}

/** @param today in the warehouse's zone. */
export function invoiceView(
  record: InvoiceRecord,
  lines: InvoiceLineRecord[],
  credited: Credited,
  today: string,
): InvoiceView {
  const { customerId, billToAddress, shipToName, shipToCity, shipToCountry } = record;
  const { loadNumber, poNumber, bolNumber, proNumber, termsDays, shipment } = record;
  const { subtotalCents, taxCents, terms, remitTo, notes, creditsId, replacesId } = record;
  const { voidedAt, voidedBy, voidReason } = record;
  return {
    ...invoiceRow(record, today),
    customerId,
    billToAddress,
    shipToName,
    shipToCity,
    shipToCountry,
    loadNumber,
    poNumber,
    bolNumber,
    proNumber,
    termsDays,
    shipment: shipmentJson(shipment),
    subtotalCents,
    taxCents,
    terms,
    remitTo,
    notes,
    creditsId,
    replacesId,
    voided: voidedAt === null ? null : { at: voidedAt, by: voidedBy ?? '', reason: voidReason ?? '' },
    credited: {
      totalCents: credited.totalCents,
      byPosition: Object.fromEntries(credited.byPosition),
    },
    lines,
  };
}

/** An imported date may be no day at all: then nothing is overdue. */
export function daysPast(dueDate: string, today: string): number {
  const days = Math.round((Date.parse(today) - Date.parse(dueDate)) / 86_400_000);
  return days > 0 ? days : 0;
}

/** What cannot be read is told when the PDF is made; here it is as good as none. */
function shipmentJson(json: string | null): ShipmentJson | null {
  if (json === null) return null;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as ShipmentJson)
      : null;
  } catch {
    return null;
  }
}
