/** What the end of a process means for the runs that it held: their leases end, their jobs wait again. */
import type { ErrorInfo } from '../errors.ts';
import {
  crashProgress,
  endRun,
  liveRuns,
  postpone,
  settleWithoutRun,
  type LiveRun,
} from '../store/job-run.ts';
import type { Store } from '../store/open.ts';
import { crashedTooOften, onLastChance, quarantined } from './crashes.ts';

/**
 * - `crashed`: the process died by itself or was killed while the engine went on. Counts against the job.
 * - `aborted`: the whole engine ended, or nobody knows. Counts for nothing: a power cut is not the job's doing.
 */
export type Death = 'crashed' | 'aborted';

const errors: Record<Death, ErrorInfo> = {
  crashed: { code: 'worker-died', message: 'The worker process ended in the middle of this run.' },
  aborted: { code: 'engine-stopped', message: 'Dockhand ended in the middle of this run.' },
};

/** A run whose lease was ended, and what its job is now. */
export interface EndedRun {
  jobId: string;
  queue: string;
  quarantined: boolean;
}

/**
 * Between two suspects of one crash. Nobody can tell which of the runs in a process has ended it; what shows it is that they do
 * not run together again. Long enough for most jobs to end or to crash.
 */
const apartMs = 3000;

/**
 * Ends the leases of dead processes. A job that has crashed too often is set aside as failed. Repeatable.
 * @param isDead decides for each live run.
 */
export function recordDeaths(store: Store, isDead: (run: LiveRun) => boolean, death: Death): EndedRun[] {
  // Looked at without the write lock first: mostly there is nothing.
  if (!liveRuns(store).some(isDead)) return [];
  return store.write(
    'system:recovery',
    ({ now }) => {
      const suspects = new Map<string, number>();
      return liveRuns(store)
        .filter(isDead)
        .map((run) => endLease(store, run, death, now, suspects));
    },
    'normal',
  );
}

/** @param suspects how many jobs on their last chance each dead process has left so far. */
function endLease(
  store: Store,
  run: LiveRun,
  death: Death,
  now: number,
  suspects: Map<string, number>,
): EndedRun {
  const { jobId, queue, instance } = run;
  endRun(store, run, now, death, errors[death], { state: 'waiting', runAt: null });
  const crashes = death === 'crashed' ? crashProgress(store, jobId) : [];
  const tooOften = crashedTooOften(crashes);
  if (tooOften) settleWithoutRun(store, jobId, now, run.attempt, { state: 'failed', error: quarantined });
  if (onLastChance(crashes)) {
    const before = suspects.get(instance) ?? 0;
    if (before > 0) postpone(store, jobId, now + before * apartMs);
    suspects.set(instance, before + 1);
  }
  return { jobId, queue, quarantined: tooOften };
}
