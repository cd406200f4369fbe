/**
 * The job `invoice/batch-generate`: many invoices become PDFs, each on its own account. What one invoice lacks is its own result
 * and the rest go on; what the machine lacks (room, a readable disk) stops the batch, which then goes on where it was: invoices
 * that have their PDF cost next to nothing the second time.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BatchResult } from '../api/wire.ts';
import { errorInfo } from '../errors.ts';
import { ensurePdf } from '../invoices/ensure-pdf.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';
import { invoicesIn } from '../store/invoice-selection.ts';
import { isOfTheMachine } from './machine-fault.ts';

/** A result is for reading; a hundred thousand failures of one kind are said by their number. */
const mostListed = 1000;

export const batchGenerate: JobHandler<PayloadOf<'invoice/batch-generate'>, BatchResult> = async ({
  store,
  actor,
  payload: { ranges, count },
  signal,
  progress,
  log,
  jobId,
}) => {
  const result: BatchResult = { made: 0, unchanged: 0, failed: [], failedUnlisted: 0 };
  let done = 0;
  for (const range of ranges) {
    for (const { id, number } of invoicesIn(store, range)) {
      // A turn of the event loop between two invoices: locks are renewed, pings answered, and an abort gets through.
      await nextTurn();
      signal.throwIfAborted();
      progress(done / count, { done, total: count, current: number });
      try {
        const { made } = await ensurePdf(store, actor, id);
        if (made) result.made++;
        else result.unchanged++;
      } catch (error) {
        if (isOfTheMachine(error)) throw error;
        log.warn('pdf-failed', { jobId, invoiceId: id, number, ...errorInfo(error) });
        if (result.failed.length < mostListed)
          result.failed.push({ invoiceId: id, number, error: errorInfo(error) });
        else result.failedUnlisted++;
      }
      done++;
    }
  }
  progress(1, { done, total: count });
  return result;
};
