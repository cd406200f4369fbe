/** How long a job waited and ran. Pure. */
import type { JobRow } from '../../../workers/api/wire.ts';

type Times = Pick<JobRow, 'createdAt' | 'startedAt' | 'settledAt'>;

/** Milliseconds of work, still growing while it runs; null when it has not begun. */
export function runningTime(job: Times, now: number): number | null {
  if (job.startedAt === null) return null;
  return Math.max(0, (job.settledAt ?? now) - job.startedAt);
}

/** Milliseconds from creation to the first start, or to the end of a job that never started. */
export function waitingTime(job: Times, now: number): number {
  return Math.max(0, (job.startedAt ?? job.settledAt ?? now) - job.createdAt);
}
