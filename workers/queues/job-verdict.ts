/** Whether an action fits a job, and why it does not. Pure. */
import type { ErrorInfo } from '../errors.ts';
import type { JudgedJob } from '../store/job-actions.ts';

export type JobAction = 'retry' | 'cancel' | 'remove' | 'promote';

const isSettled = ({ state }: JudgedJob) => !['waiting', 'active', 'retrying'].includes(state);

/**
 * @param isKnown whether this program has such a job (`queue/name`).
 * @param now ms UTC.
 * @returns null when it can be done.
 */
export function verdict(
  action: JobAction,
  job: JudgedJob,
  { now, isKnown }: { now: number; isKnown: (key: string) => boolean },
): ErrorInfo | null {
  switch (action) {
    case 'retry':
      return ofRetry(job, isKnown);
    case 'cancel':
      return isSettled(job) ? over : null;
    case 'remove':
      return isSettled(job) ? null : unfinished;
    default:
      return ofPromote(job, now);
  }
}

function ofRetry(job: JudgedJob, isKnown: (key: string) => boolean): ErrorInfo | null {
  if (job.state === 'active') return running;
  if (job.state === 'completed') return { code: 'job-completed', message: 'It has completed.' };
  if (!isSettled(job)) return { code: 'job-waiting', message: 'It will run anyway.' };
  if (job.isRepeated === 1) return { code: 'job-repeated', message: 'It was run again already.' };
  if (!isKnown(`${job.queue}/${job.name}`))
    return { code: 'job-unknown', message: 'This version of Dockhand does not have such a job.' };
  return null;
}

function ofPromote(job: JudgedJob, now: number): ErrorInfo | null {
  if (isSettled(job)) return over;
  if (job.state === 'active') return running;
  if (job.isScheduled === 1)
    return { code: 'job-scheduled', message: 'It belongs to a schedule: run that one now instead.' };
  if (job.runAt === null || job.runAt <= now)
    return { code: 'job-not-delayed', message: 'It waits for its turn, not for a time.' };
  return null;
}

const over: ErrorInfo = { code: 'job-settled', message: 'It is over.' };
const running: ErrorInfo = { code: 'job-running', message: 'It is already running.' };
const unfinished: ErrorInfo = { code: 'job-unfinished', message: 'It is not over yet. Cancel it first.' };

export const notFound: ErrorInfo = { code: 'job-not-found', message: 'It is not kept any more.' };
export const notCounted: ErrorInfo = {
  code: 'job-not-counted',
  message: 'It has only just ended. Try again in a moment.',
};
export const inDoubt: ErrorInfo = {
  code: 'job-in-doubt',
  message: 'Nobody knows whether what it sent has gone out. Say so first.',
};
export const onlyOne: ErrorInfo = {
  code: 'job-only-one',
  message: 'It is the only job there is, and stays until there is another one.',
};
