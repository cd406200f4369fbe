/**
 * Statements of a run: taking the lease, saying how far it is, ending it. All write the outbox row and the run's row together.
 * The durability of these writes is `normal`: a power cut may forget the last runs, and the effects, which were committed
 * before, are then found done when the job runs again.
 */
import type { ErrorInfo } from '../errors.ts';
import { letterOfJob } from './dead-letter.ts';
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

export interface ClaimableJob {
  queue: string;
  name: string;
  tenantId: string;
  payload: string;
  state: string;
  attempts: number;
  runAt: number | null;
  createdAt: number;
  handedAt: number | null;
  /** Of its first run. */
  startedAt: number | null;
  settledAt: number | null;
  cancelRequestedAt: number | null;
  error: string | null;
}

export interface LiveRun {
  no: number;
  jobId: string;
  queue: string;
  name: string;
  attempt: number;
  worker: string;
  instance: string;
  startedAt: number;
  /** 1: leased before its turn, and not known to have begun. */
  ahead: number;
}

/** How a run ended, in the words of `job_run.outcome`. */
export type RunOutcome = 'completed' | 'failed' | 'retry' | 'aborted' | 'crashed';

/** What the end of a run means for its job. */
export type JobAfterRun =
  | { state: 'completed'; result: string }
  | { state: 'failed' | 'cancelled'; error: ErrorInfo }
  /** Its attempt is used up; the next one not before `runAt`. */
  | { state: 'retrying'; error: ErrorInfo; runAt: number }
  /** Its attempt counts for nothing; `runAt` null is at once. */
  | { state: 'waiting'; runAt: number | null };

const change = 'change = (SELECT coalesce(max(change), 0) + 1 FROM outbox)';
const liveColumns =
  'no, job_id AS jobId, queue, name, attempt, worker, instance, started_at AS startedAt, ahead';

const statements = prepared((raw) => ({
  job: raw.prepare<[string], ClaimableJob>(
    `SELECT queue, name, tenant_id AS tenantId, payload, state, attempts, run_at AS runAt, created_at AS createdAt,
            handed_at AS handedAt, started_at AS startedAt, settled_at AS settledAt, cancel_requested_at AS cancelRequestedAt, error
     FROM outbox WHERE id = ?`,
  ),
  liveOf: raw.prepare<[string], LiveRun>(
    `SELECT ${liveColumns} FROM job_run INDEXED BY job_run_live WHERE job_id = ? AND outcome = 'running'`,
  ),
  live: raw.prepare<[], LiveRun>(
    `SELECT ${liveColumns} FROM job_run INDEXED BY job_run_live WHERE outcome = 'running'`,
  ),
  run: raw.prepare<[number], LiveRun & { outcome: string }>(
    `SELECT ${liveColumns}, outcome FROM job_run WHERE no = ?`,
  ),
  lastEnd: raw.prepare<[string], { at: number | null }>(
    'SELECT max(finished_at) AS at FROM job_run WHERE job_id = ?',
  ),
  crashes: raw.prepare<[string], { progress: number }>(
    `SELECT progress FROM job_run WHERE job_id = ? AND outcome = 'crashed' ORDER BY no`,
  ),
  deathsWithout: raw
    .prepare<[string, string, number], number>(
      `SELECT count(DISTINCT instance) FROM job_run
       WHERE outcome = 'crashed' AND instance NOT IN (SELECT instance FROM job_run WHERE job_id = ?)
         AND no > (SELECT no FROM job_run WHERE job_id = ? AND outcome = 'crashed' ORDER BY no DESC LIMIT 1 OFFSET ?)`,
    )
    .pluck(),
  insertRun: raw.prepare<[string, number, string, string, string, string, number, number, number]>(
    `INSERT INTO job_run (job_id, attempt, queue, name, worker, instance, started_at, wait_ms, ahead)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  activate: raw.prepare<[number, string]>(
    `UPDATE outbox SET state = 'active', started_at = coalesce(started_at, ?), ${change} WHERE id = ?`,
  ),
  setBegin: raw.prepare<[number, number, number]>(
    `UPDATE job_run SET started_at = ?, wait_ms = ?, ahead = 0 WHERE no = ? AND outcome = 'running'`,
  ),
  endRun: raw.prepare<[RunOutcome, string | null, number, number, string, number]>(
    `UPDATE job_run SET outcome = ?, error = ?, finished_at = ?, run_ms = max(0, ? - started_at),
            progress = (SELECT progress FROM outbox WHERE id = ?)
     WHERE no = ? AND outcome = 'running'`,
  ),
  complete: raw.prepare<[string, number, number, string]>(
    `UPDATE outbox SET state = 'completed', result = ?, error = NULL, attempts = ?, progress = 1000, settled_at = ?, ${change}
     WHERE id = ? AND settled_at IS NULL`,
  ),
  giveUp: raw.prepare<[string, string, number, number, string]>(
    `UPDATE outbox SET state = ?, error = ?, attempts = ?, settled_at = ?, ${change}
     WHERE id = ? AND settled_at IS NULL`,
  ),
  retryLater: raw.prepare<[string, number, number, string]>(
    `UPDATE outbox SET state = 'retrying', error = ?, attempts = ?, run_at = ?, ${change}
     WHERE id = ? AND settled_at IS NULL`,
  ),
  waitAgain: raw.prepare<[number | null, string]>(
    `UPDATE outbox SET state = 'waiting', run_at = ?, ${change} WHERE id = ? AND settled_at IS NULL`,
  ),
  progress: raw.prepare<[number, string | null, string]>(
    `UPDATE outbox SET progress = ?, progress_note = ?, ${change} WHERE id = ? AND settled_at IS NULL`,
  ),
  cancelRequested: raw
    .prepare<[string], number>('SELECT cancel_requested_at IS NOT NULL FROM outbox WHERE id = ?')
    .pluck(),
}));

/** The job as a claim sees it; undefined when SQLite does not know it. */
export function claimableJob(store: Store, jobId: string): ClaimableJob | undefined {
  return statements(store).job.get(jobId);
}

/** The run that holds the job's lease. */
export function liveRunOf(store: Store, jobId: string): LiveRun | undefined {
  return statements(store).liveOf.get(jobId);
}

/** Every lease. */
export function liveRuns(store: Store): LiveRun[] {
  return statements(store).live.all();
}

/** One run by its number, with how it ended. */
export function runByNumber(store: Store, no: number): (LiveRun & { outcome: string }) | undefined {
  return statements(store).run.get(no);
}

/** When the job's newest finished run ended, ms UTC. */
export function lastRunEnd(store: Store, jobId: string): number | null {
  return statements(store).lastEnd.get(jobId)?.at ?? null;
}

/** How far each crashed run of the job had come, per mille, oldest first. */
export function crashProgress(store: Store, jobId: string): number[] {
  return statements(store)
    .crashes.all(jobId)
    .map(({ progress }) => progress);
}

/**
 * Worker processes that have died in the middle of runs since one of the job's crashes, while they did not run this job.
 * @param crashes the newest ones to look at, from 1.
 */
export function deathsWithout(store: Store, jobId: string, crashes: number): number {
  return statements(store).deathsWithout.get(jobId, jobId, crashes - 1) ?? 0;
}

/**
 * Takes the lease. Call within a transaction that has looked for a live run before.
 * @throws SqliteError SQLITE_CONSTRAINT_UNIQUE when there is one after all.
 * @returns the run's number.
 */
export function beginRun(
  store: Store,
  job: { id: string; queue: string; name: string },
  run: {
    attempt: number;
    worker: string;
    instance: string;
    startedAt: number;
    waitMs: number;
    ahead: boolean;
  },
): number {
  const { insertRun, activate } = statements(store);
  activate.run(run.startedAt, job.id);
  const { lastInsertRowid } = insertRun.run(
    job.id,
    run.attempt,
    job.queue,
    job.name,
    run.worker,
    run.instance,
    run.startedAt,
    run.waitMs,
    run.ahead ? 1 : 0,
  );
  return Number(lastInsertRowid);
}

/** When a run really began (ms UTC), after it had waited for its turn. Call within a transaction, before its end. */
export function setBegin(store: Store, no: number, startedAt: number, waitMs: number): void {
  statements(store).setBegin.run(startedAt, waitMs, no);
}

/**
 * Ends a run and says what becomes of its job. Call within a transaction.
 * @returns false when the run had ended before: then nothing was changed.
 */
export function endRun(
  store: Store,
  run: { no: number; jobId: string; attempt: number },
  at: number,
  outcome: RunOutcome,
  error: ErrorInfo | null,
  job: JobAfterRun,
): boolean {
  const { endRun: end } = statements(store);
  const text = error === null ? null : JSON.stringify(error);
  if (end.run(outcome, text, at, at, run.jobId, run.no).changes === 0) return false;
  settle(store, run, at, job);
  return true;
}

function settle(
  store: Store,
  { jobId, attempt }: { jobId: string; attempt: number },
  at: number,
  job: JobAfterRun,
): void {
  const { complete, giveUp, retryLater, waitAgain } = statements(store);
  switch (job.state) {
    case 'completed':
      complete.run(job.result, attempt, at, jobId);
      return;
    case 'failed':
    case 'cancelled': {
      const { changes } = giveUp.run(job.state, JSON.stringify(job.error), attempt, at, jobId);
      if (job.state === 'failed' && changes > 0) letterOfJob(store, jobId, at, job.error);
      return;
    }
    case 'retrying':
      retryLater.run(JSON.stringify(job.error), attempt, job.runAt, jobId);
      return;
    case 'waiting':
      waitAgain.run(job.runAt, jobId);
  }
}

/** Settles a job that no run holds. Call within a transaction. */
export function settleWithoutRun(
  store: Store,
  jobId: string,
  at: number,
  attempts: number,
  job: Extract<JobAfterRun, { error: ErrorInfo; state: 'failed' | 'cancelled' }>,
): void {
  settle(store, { jobId, attempt: attempts }, at, job);
}

/** A waiting job is not to run before this time, ms UTC. Call within a transaction. */
export function postpone(store: Store, jobId: string, runAt: number): void {
  statements(store).waitAgain.run(runAt, jobId);
}

/** @param perMille 0 to 1000. @param note JSON. */
export function saveProgress(store: Store, jobId: string, perMille: number, note: string | null): void {
  store.write(`job:${jobId}`, () => statements(store).progress.run(perMille, note, jobId), 'normal');
}

/** Whether somebody wants the job to end. */
export function isCancelRequested(store: Store, jobId: string): boolean {
  return statements(store).cancelRequested.get(jobId) === 1;
}
