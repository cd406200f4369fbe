/** What a queue holds and who is at it. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';

export interface WaitingJob {
  id: string;
  queue: string;
  name: string;
  /** When it could have begun: ms UTC. */
  since: number;
}

export interface RunningJob {
  jobId: string;
  queue: string;
  name: string;
  /** Which start of a worker process. */
  instance: string;
  startedAt: number;
}

/** Of the jobs that are due, so many are compared: a job that was put off may be older than those in front of it. */
const compared = 200;

const statements = prepared((raw) => ({
  oldest: raw.prepare<[string, string, number], WaitingJob>(
    `SELECT id, queue, name, max(created_at, coalesce(run_at, 0)) AS since FROM (
       SELECT * FROM outbox INDEXED BY outbox_queue_state
       WHERE queue = ? AND state = ? AND coalesce(run_at, 0) <= ? ORDER BY no LIMIT ${compared})
     ORDER BY since LIMIT 1`,
  ),
  running: raw.prepare<[], RunningJob>(
    `SELECT job_id AS jobId, queue, name, instance, started_at AS startedAt
     FROM job_run INDEXED BY job_run_live WHERE outcome = 'running' AND ahead = 0 ORDER BY no`,
  ),
}));

/** The job of a queue that has waited longest for its turn, first or again. @param now ms UTC. */
export function oldestWaiting(store: Store, queue: string, now: number): WaitingJob | null {
  const candidates = ['waiting', 'retrying'].flatMap(
    (state) => statements(store).oldest.get(queue, state, now) ?? [],
  );
  return candidates.toSorted((a, b) => a.since - b.since)[0] ?? null;
}

/** All that runs, in the order in which it began. */
export function runningJobs(store: Store): RunningJob[] {
  return statements(store).running.all();
}
