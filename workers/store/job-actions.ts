/** Statements of what a person does with jobs of a list: judged by little of their row, put forward, removed. */
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

/** What decides whether something can be done with a job. */
export interface JudgedJob {
  id: string;
  queue: string;
  name: string;
  state: string;
  /** Not before, ms UTC. */
  runAt: number | null;
  /** It is for an occurrence of a schedule. */
  isScheduled: 0 | 1;
  /** Another job repeats it. */
  isRepeated: 0 | 1;
}

const columns = `no, id, queue, name, state, run_at AS runAt, scheduled_for IS NOT NULL AS isScheduled,
  EXISTS (SELECT 1 FROM outbox again WHERE again.redriven_from = outbox.id) AS isRepeated`;

const statements = prepared((raw) => ({
  byId: raw.prepare<[string], JudgedJob>(`SELECT ${columns} FROM outbox WHERE id = ?`),
  byNumber: raw.prepare<[string], JudgedJob>(
    `SELECT ${columns} FROM outbox WHERE no IN (SELECT value FROM json_each(?)) ORDER BY no`,
  ),
  putForward: raw.prepare<[string]>(
    `UPDATE outbox SET run_at = NULL, handed_at = NULL, change = (SELECT max(change) + 1 FROM outbox)
     WHERE id = ? AND settled_at IS NULL`,
  ),
  uncounted: raw.prepare<[string], 1>('SELECT 1 FROM job_run WHERE job_id = ? AND counted = 0').pluck(),
  doubtful: raw.prepare<[string], 1>(`SELECT 1 FROM effect WHERE state <> 'done' AND job_id = ?`).pluck(),
  lastChanged: raw.prepare<[], string>('SELECT id FROM outbox ORDER BY change DESC LIMIT 2').pluck(),
  touch: raw.prepare<[string]>(
    'UPDATE outbox SET change = (SELECT max(change) + 1 FROM outbox) WHERE id = ?',
  ),
  removeRuns: raw.prepare<[string]>('DELETE FROM job_run WHERE job_id = ?'),
  remove: raw.prepare<[string]>('DELETE FROM outbox WHERE id = ?'),
}));

export function judgedJob(store: Store, id: string): JudgedJob | undefined {
  return statements(store).byId.get(id);
}

/** In the order of their numbers. */
export function judgedJobs(store: Store, numbers: readonly number[]): JudgedJob[] {
  return statements(store).byNumber.all(JSON.stringify(numbers));
}

/** The job waits for no moment any more, and Bull is owed it anew. Call within a transaction. */
export function putForward(store: Store, id: string): void {
  statements(store).putForward.run(id);
}

/** Whether a run of the job is in no figure yet. */
export function hasUncountedRun(store: Store, id: string): boolean {
  return statements(store).uncounted.get(id) === 1;
}

/** Whether nobody knows if what the job began outside has happened. */
export function hasDoubtfulEffect(store: Store, id: string): boolean {
  return statements(store).doubtful.get(id) === 1;
}

/**
 * Removes a settled job and its runs. Call within a transaction.
 * @returns false for the only job that there is: the newest change is the watchers' cursor, and must not come again.
 */
export function removeJob(store: Store, id: string): boolean {
  const { lastChanged, touch, removeRuns, remove } = statements(store);
  const [last, before] = lastChanged.all();
  if (last === id) {
    if (before === undefined) return false;
    touch.run(before);
  }
  removeRuns.run(id);
  remove.run(id);
  return true;
}
