/** Invoices with what decides about printing them: their status, their PDF, and what became of their last print. */
import { inPieces, type InvoiceRange } from '../invoice-selection.ts';
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';
import type { PrintState } from '../print-job.ts';

export interface InvoiceToPrint {
  no: number;
  id: string;
  number: string;
  /** invoice · credit-note */
  kind: string;
  status: string;
  billToName: string;
  pdfSha256: string | null;
  /** Of the newest print that is no reprint; null where there is none. */
  lastPrint: PrintState | null;
  /** Prints that are no reprints. */
  prints: number;
}

const columns = `SELECT i.no, i.id, i.number, i.kind, i.status, i.bill_to_name AS billToName, i.pdf_sha256 AS pdfSha256,
    (SELECT p.state FROM print_job p WHERE p.document_id = i.id AND p.reason IS NULL ORDER BY p.no DESC LIMIT 1) AS lastPrint,
    (SELECT count(*) FROM print_job p WHERE p.document_id = i.id AND p.reason IS NULL) AS prints
  FROM invoice i`;

const statements = prepared((raw) => ({
  some: raw.prepare<[number, number, number], InvoiceToPrint>(
    `${columns} WHERE i.no BETWEEN ? AND ? AND i.deleted_at IS NULL ORDER BY i.no LIMIT ?`,
  ),
  one: raw.prepare<[string, string], InvoiceToPrint>(
    `${columns} WHERE (i.id = ? OR i.number = ?) AND i.deleted_at IS NULL LIMIT 1`,
  ),
}));

/** The invoices of a range, in order of entry, a few hundred read at a time. */
export function invoicesToPrint(store: Store, range: InvoiceRange): Generator<InvoiceToPrint> {
  return inPieces(range, (from, to, limit) => statements(store).some.all(from, to, limit));
}

/** @param key id, or number as printed. */
export function invoiceToPrint(store: Store, key: string): InvoiceToPrint | undefined {
  return statements(store).one.get(key, key);
}
