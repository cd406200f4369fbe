/** Making sure that an invoice has its PDF: load, compare, draw, keep, record (see README.md). Many go by ensure-pdfs.ts. */
import { RetryLater } from '../queues/define.ts';
import type { Store } from '../store/open.ts';
import { drawPdf, type EnsuredPdf } from './draw-pdf.ts';
import { keepPdfs } from './keep-pdfs.ts';
import { sweepParts } from './pdf-files.ts';

export type { EnsuredPdf } from './draw-pdf.ts';

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
    const drawn = await drawPdf(store, invoiceId);
    if ('made' in drawn) return drawn;
    const [kept] = await keepPdfs(store, actor, [drawn]);
    if (kept !== undefined && 'pdf' in kept) return kept.pdf;
    if (kept !== undefined && 'error' in kept) throw kept.error;
  }
  throw new RetryLater(
    'invoice-busy',
    'The invoice was changed again and again while its PDF was being drawn. It will be tried again.',
  );
}

const swept = new WeakSet<Store>();

/** Once per process: whatever a killed one left half-written goes. */
export async function sweepOnce(store: Store): Promise<void> {
  if (swept.has(store)) return;
  swept.add(store);
  await sweepParts(store.paths, store.clock.now());
}
