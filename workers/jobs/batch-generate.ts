/**
 * The job `invoice/batch-generate`: many invoices become PDFs, each on its own account. What one invoice lacks is its own result
 * and the rest go on; what the machine lacks (room, a readable disk) stops the batch, which then goes on where it was: invoices
 * that have their PDF cost next to nothing the second time.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BatchResult } from '../api/wire.ts';
import { errorInfo } from '../errors.ts';
import { ensurePdfs } from '../invoices/ensure-pdfs.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobContext, JobHandler } from '../queues/define.ts';
import { invoicesIn, type SelectedInvoice } from '../store/invoice-selection.ts';
import { isOfTheMachine } from './machine-fault.ts';

/** A result is for reading; a hundred thousand failures of one kind are said by their number. */
const mostListed = 1000;

type Payload = PayloadOf<'invoice/batch-generate'>;

export const batchGenerate: JobHandler<Payload, BatchResult> = async (context) => {
  const { store, actor, payload, progress, log, jobId } = context;
  const { count } = payload;
  const result: BatchResult = { made: 0, unchanged: 0, failed: [], failedUnlisted: 0 };
  let done = 0;
  for await (const { invoice, ...ended } of ensurePdfs(store, actor, invoicesOf(context))) {
    done++;
    if ('pdf' in ended) {
      if (ended.pdf.made) result.made++;
      else result.unchanged++;
      continue;
    }
    if (isOfTheMachine(ended.error)) throw ended.error;
    const { id: invoiceId, number } = invoice;
    const error = errorInfo(ended.error);
    log.warn('pdf-failed', { jobId, invoiceId, number, ...error });
    if (result.failed.length < mostListed) result.failed.push({ invoiceId, number, error });
    else result.failedUnlisted++;
  }
  progress(1, { done, total: count });
  return result;
};

async function* invoicesOf({
  store,
  payload: { ranges, count },
  signal,
  progress,
}: JobContext<Payload>): AsyncGenerator<SelectedInvoice> {
  let done = 0;
  for (const range of ranges) {
    for (const invoice of invoicesIn(store, range)) {
      // A turn of the event loop between two invoices: locks are renewed, pings answered, and an abort gets through.
      await nextTurn();
      signal.throwIfAborted();
      progress(done / count, { done, total: count, current: invoice.number });
      yield invoice;
      done++;
    }
  }
}
