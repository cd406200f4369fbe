/**
 * Bull suggests, SQLite decides: what a worker does with a job that Bull handed it. After a crash, a Redis that lost its last
 * second or a reconciliation, the same job may be handed out twice, late, or to two workers; only one claim succeeds.
 */
import { beginRun, claimableJob, endRun, lastRunEnd, liveRunOf, settleWithoutRun } from '../store/job-run.ts';
import type { Store } from '../store/open.ts';
import { cancelled } from './requests.ts';

export interface ClaimedRun {
  /** Number of the row in job_run. */
  no: number;
  jobId: string;
  /** `queue/name` */
  key: string;
  /** Business attempt, from 1. */
  attempt: number;
  /** JSON. */
  payload: string;
  startedAt: number;
  waitMs: number;
  /** Leased before its turn: when it begins is not in its row yet. */
  held: boolean;
}

/**
 * The run begins now; where it was held until its turn came, its lease is some moments older.
 * @param now ms UTC.
 * @returns whether its row has to be told.
 */
export function begin(run: ClaimedRun, now: number): boolean {
  const heldMs = Math.max(0, now - run.startedAt);
  run.startedAt += heldMs;
  run.waitMs += heldMs;
  return run.held;
}

export type Claim =
  | { kind: 'run'; run: ClaimedRun }
  /** Done before, or cancelled: there is nothing to run. */
  | { kind: 'settled'; state: 'completed' | 'failed' | 'cancelled'; error: string | null }
  /** Another run of this job is alive, or it is not its time yet. */
  | { kind: 'later'; afterMs: number }
  /** Not ours: unknown to SQLite, or of another tenant. */
  | { kind: 'refused'; reason: 'unknown-job' | 'other-tenant' };

/** Until the holder of the lease has ended or its death was noticed. */
const busyRetryMs = 1000;

export interface Claimant {
  worker: string;
  instance: string;
  tenantId: string;
  /** Whether this process is really running the job: a lease in its name without a run is left over. */
  isRunning(jobId: string): boolean;
}

/** A lease that its holder cannot use at once is taken before its turn. */
export type TurnComes = () => boolean;

/**
 * Takes the lease of the job, if it is to be run now. Call within a transaction.
 * @param now of the transaction, ms UTC.
 * @param tenantId as it came with the Bull job.
 * @param comesAtOnce whether the run begins as soon as this is committed; asked only when the lease is taken.
 */
export function claim(
  store: Store,
  { now }: { now: number },
  jobId: string,
  tenantId: unknown,
  claimant: Claimant,
  comesAtOnce: TurnComes = () => true,
): Claim {
  const job = claimableJob(store, jobId);
  if (job === undefined) return { kind: 'refused', reason: 'unknown-job' };
  if (tenantId !== claimant.tenantId || job.tenantId !== claimant.tenantId)
    return { kind: 'refused', reason: 'other-tenant' };
  if (job.settledAt !== null)
    return {
      kind: 'settled',
      state: job.state as 'completed' | 'failed' | 'cancelled',
      error: job.error,
    };
  const live = liveRunOf(store, jobId);
  if (live !== undefined) {
    if (live.instance !== claimant.instance || claimant.isRunning(jobId))
      return { kind: 'later', afterMs: busyRetryMs };
    endRun(store, live, now, 'aborted', leftOver, { state: 'waiting', runAt: job.runAt });
  }
  if (job.cancelRequestedAt !== null) {
    settleWithoutRun(store, jobId, now, job.attempts, { state: 'cancelled', error: cancelled });
    return { kind: 'settled', state: 'cancelled', error: JSON.stringify(cancelled) };
  }
  if (job.runAt !== null && job.runAt > now) return { kind: 'later', afterMs: job.runAt - now };
  const attempt = job.attempts + 1;
  const lastEnd = job.startedAt === null ? null : lastRunEnd(store, jobId);
  const due = Math.max(job.handedAt ?? job.createdAt, job.runAt ?? 0, lastEnd ?? 0);
  const waitMs = Math.max(0, now - due);
  const { worker, instance } = claimant;
  const held = !comesAtOnce();
  // Which of the held ones has begun is known a moment late. A job that ends its process within that moment must not go
  // unnoticed for ever: so only a job's first lease may count for nothing.
  const ahead = held && job.startedAt === null;
  const no = beginRun(
    store,
    { id: jobId, queue: job.queue, name: job.name },
    { attempt, worker, instance, startedAt: now, waitMs, ahead },
  );
  const key = `${job.queue}/${job.name}`;
  return {
    kind: 'run',
    run: { no, jobId, key, attempt, payload: job.payload, startedAt: now, waitMs, held },
  };
}

const leftOver = { code: 'lease-left-over', message: 'The end of this run was not recorded.' };
