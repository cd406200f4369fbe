/** Making sure that an invoice has its PDF: load, compare, draw, keep, record (see README.md). */
import { PermanentFailure, RetryLater } from '../queues/define.ts';
import { lastPdf, loadInvoice, recordPdf, type InvoiceRecord, type PdfRecord } from '../store/invoice-pdf.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/write.ts';
import { invoiceDocument } from './document.ts';
import { drawInvoice } from './draw/draw-invoice.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isIntact, keepPdf, sha256Of, sweepParts } from './pdf-files.ts';

export interface EnsuredPdf {
  sha256: string;
  bytes: number;
  /** False when the file was there already, intact and up to date. */
  made: boolean;
}

/** How often an invoice may change while it is being drawn. */
const mostRounds = 5;

/**
 * Safe to call at any time, twice at once, and again after a crash: the end is one file and one record.
 * @param actor `job:<id>` when a job does it.
 * @throws PermanentFailure `invoice-unknown`, or what `invoiceDocument` says: trying again cannot help.
 * @throws RetryLater `invoice-busy` when the invoice keeps changing.
 * @throws UserError `disk-full`.
 */
export async function ensurePdf(store: Store, actor: string, invoiceId: string): Promise<EnsuredPdf> {
  await sweepOnce(store);
  for (let round = 1; round <= mostRounds; round++) {
    const { invoice, ...rest } = demand(loadInvoice(store, invoiceId), invoiceId);
    const document = invoiceDocument({ invoice, ...rest });
    const fingerprint = fingerprintOf(document);

    const last = lastPdf(store, invoiceId);
    const isCurrent = last?.fingerprint === fingerprint && last.sha256 === invoice.pdfSha256;
    if (last !== null && isCurrent && (await isIntact(store.paths, last.sha256))) {
      return { sha256: last.sha256, bytes: last.bytes, made: false };
    }

    const file = await drawInvoice(document);
    const pdf = { fingerprint, sha256: sha256Of(file), bytes: file.length, template: rest.template?.since };
    const isNew = await keepPdf(store.paths, pdf.sha256, file);
    // `normal`: the file is on the disk, and a record that a power cut takes back is made again by the job that asked for it.
    const record = store.write(actor, (tx) => recordIfCurrent(store, tx, invoiceId, pdf), 'normal');
    if (record !== 'outdated') {
      return { sha256: pdf.sha256, bytes: pdf.bytes, made: isNew || record === 'new' };
    }
  }
  throw new RetryLater(
    'invoice-busy',
    'The invoice was changed again and again while its PDF was being drawn. It will be tried again.',
  );
}

/** The rows are read again under the write lock: a file is recorded only for the invoice that it shows. */
function recordIfCurrent(
  store: Store,
  tx: Transaction,
  invoiceId: string,
  pdf: PdfRecord,
): 'new' | 'known' | 'outdated' {
  const now = demand(loadInvoice(store, invoiceId), invoiceId);
  if (fingerprintOf(invoiceDocument(now)) !== pdf.fingerprint) return 'outdated';
  const last = lastPdf(store, invoiceId);
  const isKnown = last?.fingerprint === pdf.fingerprint && last.sha256 === pdf.sha256;
  if (isKnown && now.invoice.pdfSha256 === pdf.sha256) return 'known';
  recordPdf(tx, now.invoice, pdf);
  return 'new';
}

function demand(record: InvoiceRecord | null, invoiceId: string): InvoiceRecord {
  if (record !== null) return record;
  throw new PermanentFailure(
    'invoice-unknown',
    `There is no invoice with the id ${invoiceId}; it may have been deleted.`,
  );
}

const swept = new WeakSet<Store>();

/** Once per process: whatever a killed one left half-written goes. */
async function sweepOnce(store: Store): Promise<void> {
  if (swept.has(store)) return;
  swept.add(store);
  await sweepParts(store.paths, store.clock.now());
}
