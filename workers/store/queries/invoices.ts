/** Invoices as lists and their own page show them. */
import type { Store } from '../open.ts';

export type PdfState = 'any' | 'made' | 'missing';

export interface InvoiceRecord {
  no: number;
  id: string;
  version: number;
  kind: string;
  number: string;
  billToName: string;
  billToAddress: string | null;
  customerId: string | null;
  customerNumber: string | null;
  issueDate: string;
  dueDate: string | null;
  currency: string;
  subtotalCents: number;
  taxCents: number;
  totalCents: number;
  settledCents: number;
  status: string;
  terms: string | null;
  remitTo: string | null;
  notes: string | null;
  creditsId: string | null;
  replacesId: string | null;
  shipToName: string | null;
  shipToCity: string | null;
  shipToCountry: string | null;
  loadNumber: string | null;
  poNumber: string | null;
  bolNumber: string | null;
  proNumber: string | null;
  termsDays: number | null;
  /** JSON. */
  shipment: string | null;
  voidedAt: number | null;
  voidedBy: string | null;
  voidReason: string | null;
  pdfSha256: string | null;
  pdfBytes: number | null;
  pdfAt: number | null;
}

export interface InvoiceLineRecord {
  position: number;
  code: string;
  description: string;
  quantityMilli: number;
  unitPriceE4: number;
  discountBp: number;
  amountCents: number;
}

const columns = `no, id, version, kind, number, bill_to_name AS billToName, bill_to_address AS billToAddress,
  customer_id AS customerId, customer_number AS customerNumber, issue_date AS issueDate, due_date AS dueDate, currency,
  subtotal_cents AS subtotalCents, tax_cents AS taxCents, total_cents AS totalCents,
  settled_cents AS settledCents, status, terms, remit_to AS remitTo, notes, credits_id AS creditsId,
  replaces_id AS replacesId,
  ship_to_name AS shipToName, ship_to_city AS shipToCity, ship_to_country AS shipToCountry, load_number AS loadNumber,
  po_number AS poNumber, bol_number AS bolNumber, pro_number AS proNumber, terms_days AS termsDays, shipment, voided_at AS voidedAt, voided_by AS voidedBy, void_reason AS voidReason,
  pdf_sha256 AS pdfSha256, pdf_bytes AS pdfBytes, pdf_at AS pdfAt`;

const latestFirst = 'ORDER BY issue_date DESC, no DESC';
const among = 'no IN (SELECT value FROM json_each(?))';
const deleted = 'SELECT no FROM invoice INDEXED BY invoice_deleted WHERE deleted_at IS NOT NULL';

/** For statements that walk the index `invoice_pdf_state`: written as its expression is. */
const pdfByIndex = { any: '1', made: '(pdf_sha256 IS NULL) = 0', missing: '(pdf_sha256 IS NULL) = 1' };
/** For statements that come by number: written so that the planner cannot prefer that index. */
const pdfByRow = { any: '1', made: 'pdf_sha256 IS NOT NULL', missing: 'pdf_sha256 IS NULL' };

/** A page of numbers of all invoices in a PDF state, latest issue date first: read from an index alone, however deep. */
export function latestInvoices(
  { raw }: Store,
  pdf: PdfState,
  { limit, offset }: { limit: number; offset: number },
): number[] {
  // Asking each row whether it is among the deleted costs ten times as much as the walk itself; mostly there are none.
  const live = raw.prepare(`${deleted} LIMIT 1`).get() === undefined ? '1' : `no NOT IN (${deleted})`;
  const rows = raw
    .prepare(`SELECT no FROM invoice WHERE ${pdfByIndex[pdf]} AND ${live} ${latestFirst} LIMIT ? OFFSET ?`)
    .all(limit, offset);
  return numbersOf(rows);
}

/** How many invoices are in a PDF state. From an index: 7 ms per million. */
export function countInvoices({ raw }: Store, pdf: PdfState): number {
  const row = raw
    .prepare<[], { n: number }>(
      `SELECT (SELECT count(*) FROM invoice WHERE ${pdfByIndex[pdf]})
            - (SELECT count(*) FROM invoice WHERE no IN (${deleted}) AND ${pdfByRow[pdf]}) AS n`,
    )
    .get();
  return row?.n ?? 0;
}

/** A page of these invoices, latest issue date first. @param numbers ten thousand take about 20 ms. */
export function latestAmong(
  { raw }: Store,
  numbers: readonly number[],
  { limit, offset }: { limit: number; offset: number },
): number[] {
  const rows = raw
    .prepare(`SELECT no FROM invoice WHERE ${among} ${latestFirst} LIMIT ? OFFSET ?`)
    .all(JSON.stringify(numbers), limit, offset);
  return numbersOf(rows);
}

/** In the order of the numbers given. @param numbers at most a page. */
export function invoicesByNumber({ raw }: Store, numbers: readonly number[]): InvoiceRecord[] {
  const rows = raw
    .prepare<[string], InvoiceRecord>(`SELECT ${columns} FROM invoice WHERE ${among} AND deleted_at IS NULL`)
    .all(JSON.stringify(numbers));
  const byNumber = new Map(rows.map((row) => [row.no, row]));
  return numbers.flatMap((number) => byNumber.get(number) ?? []);
}

export function invoiceById({ raw }: Store, id: string): InvoiceRecord | undefined {
  return raw
    .prepare<[string], InvoiceRecord>(`SELECT ${columns} FROM invoice WHERE id = ? AND deleted_at IS NULL`)
    .get(id);
}

/** In the order printed. */
export function invoiceLines({ raw }: Store, invoiceId: string): InvoiceLineRecord[] {
  return raw
    .prepare<[string], InvoiceLineRecord>(
      `SELECT position, code, description, quantity_milli AS quantityMilli, unit_price_e4 AS unitPriceE4,
         discount_bp AS discountBp, amount_cents AS amountCents
       FROM invoice_line WHERE invoice_id = ? ORDER BY position`,
    )
    .all(invoiceId);
}

/** Drafts, the newest first: their numbers, which are no numbers yet, stand together in the index. */
export function draftNumbers({ raw }: Store, { limit, offset }: { limit: number; offset: number }) {
  const drafts = `FROM invoice INDEXED BY invoice_number_unique WHERE number >= 'draft:' AND number < 'draft;'
    AND deleted_at IS NULL AND status = 'draft'`;
  const { total } = raw.prepare(`SELECT count(*) AS total ${drafts}`).get() as { total: number };
  const rows = raw.prepare(`SELECT no ${drafts} ORDER BY no DESC LIMIT ? OFFSET ?`).all(limit, offset);
  return { total, numbers: numbersOf(rows) };
}

/** Numbers of invoices above one, ascending. */
export function invoicesAbove({ raw }: Store, pdf: PdfState, number: number, limit: number): number[] {
  const rows = raw
    .prepare(
      `SELECT no FROM invoice WHERE no > ? AND ${pdfByRow[pdf]} AND deleted_at IS NULL ORDER BY no LIMIT ?`,
    )
    .all(number, limit);
  return numbersOf(rows);
}

function numbersOf(rows: unknown[]): number[] {
  return (rows as { no: number }[]).map(({ no }) => no);
}
