/**
 * Statements of the roll-up: ended runs that are in no hour yet, and the hours that they go into. Read and write within one
 * transaction: what is marked is then in its hour, and the other way round.
 */
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

export interface EndedRun {
  no: number;
  queue: string;
  name: string;
  finishedAt: number;
  waitMs: number;
  runMs: number;
  outcome: string;
}

/** Figures of one job in one hour. */
export interface JobHour {
  /** Hours since 1970 UTC. */
  hour: number;
  queue: string;
  name: string;
  completed: number;
  failed: number;
  retried: number;
  aborted: number;
  crashed: number;
  /** Encoded histograms. */
  wait: string;
  run: string;
}

const statements = prepared((raw) => ({
  uncounted: raw.prepare<[number], EndedRun>(
    `SELECT no, queue, name, finished_at AS finishedAt, wait_ms AS waitMs, coalesce(run_ms, 0) AS runMs, outcome
     FROM job_run INDEXED BY job_run_uncounted
     WHERE counted = 0 AND finished_at IS NOT NULL ORDER BY finished_at LIMIT ?`,
  ),
  hour: raw.prepare<[number, string, string], JobHour>(
    'SELECT * FROM job_hour WHERE hour = ? AND queue = ? AND name = ?',
  ),
  put: raw.prepare<[JobHour]>(
    `INSERT INTO job_hour (hour, queue, name, completed, failed, retried, aborted, crashed, wait, run)
     VALUES (@hour, @queue, @name, @completed, @failed, @retried, @aborted, @crashed, @wait, @run)
     ON CONFLICT (hour, queue, name) DO UPDATE SET completed = excluded.completed, failed = excluded.failed,
       retried = excluded.retried, aborted = excluded.aborted, crashed = excluded.crashed,
       wait = excluded.wait, run = excluded.run`,
  ),
  mark: raw.prepare<[string]>('UPDATE job_run SET counted = 1 WHERE no IN (SELECT value FROM json_each(?))'),
}));

/** Ended runs that are in no hour yet, in the order of their ends. */
export function uncountedRuns(store: Store, limit: number): EndedRun[] {
  return statements(store).uncounted.all(limit);
}

export function jobHour(store: Store, hour: number, queue: string, name: string): JobHour | undefined {
  return statements(store).hour.get(hour, queue, name);
}

/** In place of what the hour had for this job. Call within a transaction. */
export function putJobHour(store: Store, hour: JobHour): void {
  statements(store).put.run(hour);
}

/** They are in their hours now. Call within a transaction. */
export function markCounted(store: Store, runs: readonly number[]): void {
  statements(store).mark.run(JSON.stringify(runs));
}
