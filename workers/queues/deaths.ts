/** What the end of a process means for the runs that it held: their leases end, their jobs wait again. */
import type { ErrorInfo } from '../errors.ts';
import { crashProgress, endRun, liveRuns, settleWithoutRun, type LiveRun } from '../store/job-run.ts';
import type { Store } from '../store/open.ts';
import { crashedTooOften, quarantined } from './crashes.ts';

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
 * Ends the leases of dead processes. A job that has crashed too often is set aside as failed. Repeatable.
 * @param isDead decides for each live run.
 */
export function recordDeaths(store: Store, isDead: (run: LiveRun) => boolean, death: Death): EndedRun[] {
  // Looked at without the write lock first: mostly there is nothing.
  if (!liveRuns(store).some(isDead)) return [];
  return store.write(
    'system:recovery',
    ({ now }) =>
      liveRuns(store)
        .filter(isDead)
        .map((run) => endLease(store, run, death, now)),
    'normal',
  );
}

function endLease(store: Store, run: LiveRun, death: Death, now: number): EndedRun {
  endRun(store, run, now, death, errors[death], { state: 'waiting', runAt: null });
  const { jobId, queue } = run;
  const tooOften = death === 'crashed' && crashedTooOften(crashProgress(store, jobId));
  if (tooOften) settleWithoutRun(store, jobId, now, run.attempt, { state: 'failed', error: quarantined });
  return { jobId, queue, quarantined: tooOften };
}
