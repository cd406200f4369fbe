/**
 * Statements that take away what is older than the history: oldest first, a few hundred rows to a transaction. The pages that become
 * free are filled by what comes after, so the file keeps its size. The audit log has none: it is the record, and stays.
 */
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

/** Rows of one transaction. */
export const mostRows = 500;

const statements = prepared((raw) => ({
  settled: raw
    .prepare<[number], number>(
      'SELECT count(*) FROM outbox INDEXED BY outbox_settled WHERE settled_at IS NOT NULL AND settled_at < ?',
    )
    .pluck(),
  // A run that is in no figure, or not over, keeps its job. The newest change is the watchers' cursor and must not come again.
  jobs: raw
    .prepare<[number, number], string>(
      `SELECT id FROM outbox INDEXED BY outbox_settled
       WHERE settled_at IS NOT NULL AND settled_at < ? AND change < (SELECT max(change) FROM outbox)
         AND NOT EXISTS (SELECT 1 FROM job_run WHERE job_id = outbox.id AND counted = 0)
       ORDER BY settled_at LIMIT ?`,
    )
    .pluck(),
  runs: raw.prepare<[string, number]>(
    `DELETE FROM job_run WHERE no IN (
       SELECT no FROM job_run WHERE job_id IN (SELECT value FROM json_each(?)) LIMIT ?)`,
  ),
  withoutRuns: raw.prepare<[string, number]>(
    `DELETE FROM outbox WHERE id IN (
       SELECT value FROM json_each(?) AS wanted
       WHERE NOT EXISTS (SELECT 1 FROM job_run WHERE job_id = wanted.value) LIMIT ?)`,
  ),
  hours: raw.prepare<[number, number]>(
    `DELETE FROM job_hour WHERE (hour, queue, name) IN (
       SELECT hour, queue, name FROM job_hour WHERE hour < ? ORDER BY hour LIMIT ?)`,
  ),
  queueAfter: raw
    .prepare<[string], string | null>('SELECT min(queue) FROM depth_sample WHERE queue > ?')
    .pluck(),
  samples: raw.prepare<[string, string, number, number]>(
    `DELETE FROM depth_sample WHERE queue = ? AND at IN (
       SELECT at FROM depth_sample WHERE queue = ? AND at < ? ORDER BY at LIMIT ?)`,
  ),
  hotFiles: raw.prepare<[number, number]>(
    `DELETE FROM hot_file WHERE no IN (
       SELECT no FROM hot_file WHERE settled_at IS NOT NULL AND settled_at < ? ORDER BY no LIMIT ?)`,
  ),
  letters: raw.prepare<[number, number, number]>(
    `DELETE FROM dead_letter WHERE no IN (
       SELECT no FROM dead_letter INDEXED BY dead_letter_failed
       WHERE failed_at < ? AND closed_at IS NOT NULL AND closed_at < ? ORDER BY failed_at LIMIT ?)`,
  ),
  // A repetition counts for the job that it repeats.
  effects: raw.prepare<[string, string, number, number]>(
    `DELETE FROM effect WHERE key IN (
       SELECT key FROM effect e WHERE key >= ? AND key < ? AND state = 'done' AND at < ? AND NOT EXISTS (
         WITH RECURSIVE chain(id) AS (
           SELECT e.job_id UNION SELECT again.id FROM chain JOIN outbox again ON again.redriven_from = chain.id)
         SELECT 1 FROM chain LEFT JOIN outbox job ON job.id = chain.id LEFT JOIN dead_letter letter ON letter.job_id = chain.id
         WHERE job.state <> 'completed' OR letter.no IS NOT NULL AND letter.closed_at IS NULL)
       ORDER BY key LIMIT ?)`,
  ),
}));

/** Jobs that were settled before `at` (ms UTC). */
export function countSettledBefore(store: Store, at: number): number {
  return statements(store).settled.get(at) ?? 0;
}

/** Takes away some of the jobs that were settled before `at`, and their runs. Call within a transaction. @returns rows removed. */
export function removeJobs(store: Store, at: number): number {
  const { jobs, runs, withoutRuns } = statements(store);
  const ids = JSON.stringify(jobs.all(at, mostRows / 2));
  const ofRuns = runs.run(ids, mostRows / 2).changes;
  return ofRuns + withoutRuns.run(ids, mostRows / 2).changes;
}

/** Figures of hours before this one (hours since 1970 UTC). Call within a transaction. @returns rows removed. */
export function removeHours(store: Store, hour: number): number {
  return statements(store).hours.run(hour, mostRows).changes;
}

/** Depth samples of the first queue that has some from before `at`. Call within a transaction. @returns rows removed. */
export function removeSamples(store: Store, at: number): number {
  const { queueAfter, samples } = statements(store);
  for (let queue = queueAfter.get(''); typeof queue === 'string'; queue = queueAfter.get(queue)) {
    const removed = samples.run(queue, queue, at, mostRows).changes;
    if (removed > 0) return removed;
  }
  return 0;
}

/** Files of hot folders that were over before `at`. Call within a transaction. @returns rows removed. */
export function removeHotFiles(store: Store, at: number): number {
  return statements(store).hotFiles.run(at, mostRows).changes;
}

/** Dead letters that were closed before `at`; open ones stay. Call within a transaction. @returns rows removed. */
export function removeClosedLetters(store: Store, at: number): number {
  return statements(store).letters.run(at, at, mostRows).changes;
}

/**
 * Effects that were done before `at` and whose keys begin so. What is not known to be done stays, and so does what a job would ask for
 * that is unfinished or may still be run again. Call within a transaction. @returns rows removed.
 */
export function removeEffects(store: Store, beginning: `${string}:`, at: number): number {
  // The semicolon is what follows the colon: no other key lies between.
  return statements(store).effects.run(beginning, `${beginning.slice(0, -1)};`, at, mostRows).changes;
}
