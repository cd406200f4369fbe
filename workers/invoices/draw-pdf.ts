/** The first half of a PDF: load, compare, draw. Nothing is written. */
import { PermanentFailure } from '../queues/define.ts';
import { lastPdf, loadInvoice, type InvoiceRecord, type PdfRecord } from '../store/invoice-pdf.ts';
import type { Store } from '../store/open.ts';
import { invoiceDocument } from './document.ts';
import { drawInvoice } from './draw/draw-invoice.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isIntact, sha256Of } from './pdf-files.ts';

export interface EnsuredPdf {
  sha256: string;
  bytes: number;
  /** False when the file was there already, intact and up to date. */
  made: boolean;
}

/** Bytes that are not on the disk yet, and what they were drawn from. */
export interface DrawnPdf {
  record: InvoiceRecord;
  pdf: PdfRecord;
  file: Buffer;
}

/**
 * @returns the PDF that is there, intact and up to date, or a new one.
 * @throws PermanentFailure `invoice-unknown`, or what `invoiceDocument` says: trying again cannot help.
 */
export async function drawPdf(store: Store, invoiceId: string): Promise<EnsuredPdf | DrawnPdf> {
  const record = demandInvoice(store, invoiceId);
  const document = invoiceDocument(record);
  const fingerprint = fingerprintOf(document);

  const last = lastPdf(store, invoiceId);
  const isCurrent = last?.fingerprint === fingerprint && last.sha256 === record.invoice.pdfSha256;
  if (last !== null && isCurrent && (await isIntact(store.paths, last.sha256))) {
    return { sha256: last.sha256, bytes: last.bytes, made: false };
  }

  const file = await drawInvoice(document);
  const pdf = { fingerprint, sha256: sha256Of(file), bytes: file.length, template: record.template?.since };
  return { record, pdf, file };
}

/** @throws PermanentFailure `invoice-unknown`. */
export function demandInvoice(store: Store, invoiceId: string): InvoiceRecord {
  const record = loadInvoice(store, invoiceId);
  if (record !== null) return record;
  throw new PermanentFailure(
    'invoice-unknown',
    `There is no invoice with the id ${invoiceId}; it may have been deleted.`,
  );
}
