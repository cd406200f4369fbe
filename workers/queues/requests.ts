/**
 * What a person can ask of a job. Both write SQLite only, so they work while Redis is away. A waiting job is cancelled by that
 * alone: a worker that is handed it later finds it settled. A running one is aborted by its worker, which looks for the mark.
 */
import { UserError } from '../errors.ts';
import { requestedJob, wantCancelled, type RequestedJob } from '../store/job-request.ts';
import { liveRunOf, settleWithoutRun } from '../store/job-run.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/write.ts';

/** What a cancelled job says of itself. */
export const cancelled = { code: 'cancelled', message: 'This job was cancelled.' };

/**
 * Asks that a job end. One that no worker runs is settled as cancelled at once; a running one is aborted by its worker.
 * @returns false when there was nothing left to cancel.
 * @throws UserError `job-not-found`.
 */
export function requestCancel(store: Store, actor: string, jobId: string): boolean {
  return store.write(actor, (tx) => cancelWithin(tx, store, jobId));
}

/** The same in a transaction that is open. */
export function cancelWithin(tx: Transaction, store: Store, jobId: string): boolean {
  const job = known(store, jobId);
  if (job.settledAt !== null) return false;
  if (job.cancelRequestedAt === null) {
    wantCancelled(store, jobId, tx.now);
    tx.audit('job', jobId, 'cancel', { state: job.state });
  }
  if (liveRunOf(store, jobId) === undefined)
    settleWithoutRun(store, jobId, tx.now, job.attempts, { state: 'cancelled', error: cancelled });
  return true;
}

function known(store: Store, jobId: string): RequestedJob {
  const job = requestedJob(store, jobId);
  if (job === undefined) throw new UserError('job-not-found', `There is no job with the id ${jobId}.`);
  return job;
}
