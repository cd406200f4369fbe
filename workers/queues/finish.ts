/** Writing down how a run ended. */
import type { ErrorInfo } from '../errors.ts';
import { endRun, setBegin, type JobAfterRun, type RunOutcome } from '../store/job-run.ts';
import type { Store } from '../store/open.ts';
import type { Ending } from './ending.ts';

/** A run to be ended. */
export interface EndedRun {
  no: number;
  jobId: string;
  attempt: number;
  /** Of a run that began later than its row says. */
  held?: boolean;
  startedAt?: number;
  waitMs?: number;
}

interface Written {
  outcome: RunOutcome;
  error: ErrorInfo | null;
  job: JobAfterRun;
}

/**
 * Ends the run and settles its job, or says when it comes again, in one transaction.
 * @returns false when somebody else had ended this run before (its process was taken for dead): nothing was written then.
 * @throws UserError `disk-full`; SqliteError when the database stays locked. The caller tries again: the lease is still held.
 */
export function recordEnding(store: Store, run: EndedRun, ending: Ending): boolean {
  return store.write(`job:${run.jobId}`, ({ now }) => writeEnding(store, now, run, ending), 'normal');
}

/** The same within a transaction of the caller's. @param now of the transaction, ms UTC. */
export function writeEnding(store: Store, now: number, run: EndedRun, ending: Ending): boolean {
  const { outcome, error, job } = written(ending, now);
  if (run.held === true) setBegin(store, run.no, run.startedAt ?? now, run.waitMs ?? 0);
  return endRun(store, run, now, outcome, error, job);
}

function written(ending: Ending, now: number): Written {
  switch (ending.kind) {
    case 'completed':
      return { outcome: 'completed', error: null, job: { state: 'completed', result: ending.result } };
    case 'failed':
      return { outcome: 'failed', error: ending.error, job: { state: 'failed', error: ending.error } };
    case 'retry': {
      const runAt = now + ending.afterMs;
      return {
        outcome: 'retry',
        error: ending.error,
        job: { state: 'retrying', error: ending.error, runAt },
      };
    }
    case 'handed-back': {
      const runAt = ending.afterMs === 0 ? null : now + ending.afterMs;
      return { outcome: 'aborted', error: ending.error, job: { state: 'waiting', runAt } };
    }
    default:
      return { outcome: 'aborted', error: ending.error, job: { state: 'cancelled', error: ending.error } };
  }
}
