/**
 * What a person does with jobs, one or many: each is judged and changed in one transaction, and what cannot be done to one keeps nobody
 * from doing it to the others. All in SQLite: it works while Redis is away, and while workers are paused.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ErrorInfo } from '../errors.ts';
import { closeLetter } from '../store/dead-letter.ts';
import {
  hasDoubtfulEffect,
  hasUncountedRun,
  judgedJob,
  putForward,
  removeJob,
  type JudgedJob,
} from '../store/job-actions.ts';
import { requestedJob } from '../store/job-request.ts';
import type { Store } from '../store/open.ts';
import { letOthersWrite } from '../store/turns.ts';
import type { Transaction } from '../store/write.ts';
import { inDoubt, notCounted, notFound, onlyOne, verdict, type JobAction } from './job-verdict.ts';
import { repeat } from './redrive.ts';
import { cancelWithin } from './requests.ts';
import { rollUp } from './roll-up.ts';

export type JobOutcome =
  /** `jobId`: the new job that repeats it. */
  { id: string; done: true; jobId?: string } | { id: string; done: false; error: ErrorInfo };

/** Jobs per transaction: some tens of milliseconds. */
const perTransaction = 100;
/** No further transaction begins after this, ms. */
const longEnoughMs = 400;

export interface JobsToChange {
  action: JobAction;
  ids: readonly string[];
  /** Under which the audit log has all of them; a UUIDv7. */
  operationId: string;
}

/**
 * @param isKnown whether this program has such a job (`queue/name`).
 * @returns what became of them, in their order; of the first ones alone when it takes long.
 */
export async function changeJobs(
  store: Store,
  actor: string,
  { action, ids, operationId }: JobsToChange,
  isKnown: (key: string) => boolean,
): Promise<JobOutcome[]> {
  // What is removed must be in the figures before.
  if (action === 'remove') await rollUp(store);
  const outcomes: JobOutcome[] = [];
  const startedAt = performance.now();
  while (outcomes.length < ids.length && performance.now() - startedAt < longEnoughMs) {
    const some = ids.slice(outcomes.length, outcomes.length + perTransaction);
    const change = (tx: Transaction) => some.map((id) => changeOne(store, tx, action, id, isKnown));
    outcomes.push(...store.write(actor, change, 'full', operationId));
    await letOthersWrite(store);
    await nextTurn();
  }
  return outcomes;
}

function changeOne(
  store: Store,
  tx: Transaction,
  action: JobAction,
  id: string,
  isKnown: (key: string) => boolean,
): JobOutcome {
  const job = judgedJob(store, id);
  const error = job === undefined ? notFound : verdict(action, job, { now: tx.now, isKnown });
  if (job === undefined || error !== null) return { id, done: false, error: error ?? notFound };
  switch (action) {
    case 'retry': {
      const whole = requestedJob(store, id);
      if (whole === undefined) return { id, done: false, error: notFound };
      return { id, done: true, jobId: repeat(store, tx, id, whole) };
    }
    case 'cancel':
      cancelWithin(tx, store, id);
      return { id, done: true };
    case 'remove':
      return removed(store, tx, job);
    default:
      putForward(store, id);
      tx.audit('job', id, 'promote', { runAt: [job.runAt, null] });
      return { id, done: true };
  }
}

function removed(store: Store, tx: Transaction, { id, queue, name, state }: JudgedJob): JobOutcome {
  if (hasUncountedRun(store, id)) return { id, done: false, error: notCounted };
  if (hasDoubtfulEffect(store, id)) return { id, done: false, error: inDoubt };
  if (!removeJob(store, id)) return { id, done: false, error: onlyOne };
  // Nobody misses it any more: it is not to be listed among the failures.
  closeLetter(store, id, { at: tx.now, actor: tx.actor });
  tx.audit('job', id, 'remove', { queue, name, state });
  return { id, done: true };
}
