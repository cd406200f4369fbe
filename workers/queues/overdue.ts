/** Written down from the watchdog's thread: a run that did not end, and now loses its process. */
import { runByNumber } from '../store/job-run.ts';
import { openStore } from '../store/open.ts';
import { RunAborted } from './define.ts';
import { endingOfError, type RetryPolicy } from './ending.ts';
import { recordEnding } from './finish.ts';

/**
 * Ends the run as timed out. Its attempt is used up.
 * @throws SqliteError when the blocked main thread holds the database's lock.
 */
export function recordOverdue(dataDir: string, runNo: number, policies: Record<string, RetryPolicy>): void {
  const store = openStore({ dataDir });
  store.raw.pragma('busy_timeout = 300');
  const run = runByNumber(store, runNo);
  const policy = run && policies[`${run.queue}/${run.name}`];
  if (run === undefined || policy === undefined) return;
  const reason = new RunAborted(
    'timed-out',
    'This job took too long, did not react and was ended with its process.',
  );
  recordEnding(store, run, endingOfError(reason, reason, run.attempt, policy, Math.random));
}
