/** What the end of a process means for the runs that it held: their leases end, their jobs wait again. */
import type { ErrorInfo } from '../errors.ts';
import {
  crashProgress,
  deathsWithout,
  endRun,
  liveRuns,
  postpone,
  settleWithoutRun,
  type LiveRun,
} from '../store/job-run.ts';
import type { Store } from '../store/open.ts';
import { crashStreak, judgeCrashes, quarantined } from './crashes.ts';

/**
 * - `crashed`: the process died by itself or was killed while the engine went on. Counts against the job.
 * - `aborted`: the whole engine ended, or nobody knows. Counts for nothing: a power cut is not the job's doing.
 */
export type Death = 'crashed' | 'aborted';

const errors: Record<Death, ErrorInfo> = {
  crashed: { code: 'worker-died', message: 'The worker process ended in the middle of this run.' },
  aborted: { code: 'engine-stopped', message: 'Dockhand ended in the middle of this run.' },
};

const notBegun: ErrorInfo = {
  code: 'not-begun',
  message: 'The worker process ended before it came to this run.',
};

/** A run whose lease was ended, and what its job is now. */
export interface EndedRun {
  jobId: string;
  queue: string;
  quarantined: boolean;
}

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

/** @param suspects how many jobs each dead process has left so far that are to run apart from each other. */
function endLease(
  store: Store,
  run: LiveRun,
  death: Death,
  now: number,
  suspects: Map<string, number>,
): EndedRun {
  const { jobId, queue, instance } = run;
  const innocent = death === 'aborted' || run.ahead === 1;
  const outcome = innocent ? 'aborted' : 'crashed';
  const error = run.ahead === 1 ? notBegun : errors[death];
  endRun(store, run, now, outcome, error, { state: 'waiting', runAt: null });
  if (innocent) return { jobId, queue, quarantined: false };
  const crashes = crashProgress(store, jobId);
  const otherDeaths = deathsWithout(store, jobId, crashStreak(crashes).length);
  const verdict = judgeCrashes(crashes, otherDeaths, suspects.get(instance) ?? 0);
  if (verdict.kind === 'set-aside')
    settleWithoutRun(store, jobId, now, run.attempt, { state: 'failed', error: quarantined });
  if (verdict.kind === 'later') {
    postpone(store, jobId, now + verdict.afterMs);
    suspects.set(instance, (suspects.get(instance) ?? 0) + 1);
  }
  return { jobId, queue, quarantined: verdict.kind === 'set-aside' };
}
