/**
 * The second half: files onto the disk, then one transaction with all their records. A commit and the wait for the disk cost more
 * than drawing a page, so many invoices share them. Killed in between, there are files without a record, which the next run finds.
 */
import { isDeepStrictEqual } from 'node:util';
import { PermanentFailure } from '../queues/define.ts';
import { lastPdf, recordPdf } from '../store/invoice-pdf.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/write.ts';
import { invoiceDocument } from './document.ts';
import { demandInvoice, type DrawnPdf, type EnsuredPdf } from './draw-pdf.ts';
import { fingerprintOf } from './fingerprint.ts';
import { keepPdf } from './pdf-files.ts';

/** `outdated`: the invoice was changed while it was being drawn, and has to be drawn again. */
export type Kept = { pdf: EnsuredPdf } | { outdated: true } | { error: unknown };

/**
 * @returns how each ended, in the same order. What cannot be kept or recorded is an error of its own; the others are recorded.
 * @throws what the database says, such as UserError `disk-full`; then none is recorded.
 */
export async function keepPdfs(store: Store, actor: string, drawn: readonly DrawnPdf[]): Promise<Kept[]> {
  const files = await Promise.allSettled(
    drawn.map(({ pdf, file }) => keepPdf(store.paths, pdf.sha256, file)),
  );
  // `normal`: the files are on the disk, and a record that a power cut takes back is made again by the job that asked for it.
  return store.write(
    actor,
    (tx) =>
      drawn.map((one, i) => {
        const file = files[i];
        return file?.status === 'fulfilled' ? record(store, tx, one, file.value) : { error: file?.reason };
      }),
    'normal',
  );
}

function record(store: Store, tx: Transaction, one: DrawnPdf, isNew: boolean): Kept {
  try {
    const outcome = recordIfCurrent(store, tx, one);
    if (outcome === 'outdated') return { outdated: true };
    const { sha256, bytes } = one.pdf;
    return { pdf: { sha256, bytes, made: isNew || outcome === 'new' } };
  } catch (error) {
    // Thrown before anything was written of this invoice; whatever else is thrown takes all back.
    if (error instanceof PermanentFailure) return { error };
    throw error;
  }
}

/** The rows are read again under the write lock: a file is recorded only for the invoice that it shows. */
function recordIfCurrent(
  store: Store,
  tx: Transaction,
  { record: drawnFrom, pdf }: DrawnPdf,
): 'new' | 'known' | 'outdated' {
  const now = demandInvoice(store, drawnFrom.invoice.id);
  // The same rows give the same document; most are the same.
  const isSame = isDeepStrictEqual(now, drawnFrom) || fingerprintOf(invoiceDocument(now)) === pdf.fingerprint;
  if (!isSame) return 'outdated';
  const last = lastPdf(store, now.invoice.id);
  const isKnown = last?.fingerprint === pdf.fingerprint && last.sha256 === pdf.sha256;
  if (isKnown && now.invoice.pdfSha256 === pdf.sha256) return 'known';
  recordPdf(tx, now.invoice, pdf);
  return 'new';
}
