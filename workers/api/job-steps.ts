/** The life of a job as a list of steps: wanted, waiting, each run, the end. Pure. */
import type { TrailJob, TrailRun } from '../store/queries/job-trail.ts';
import type { JobStep } from './job-details-wire.ts';

type Times = Pick<TrailJob, 'createdAt' | 'runAt' | 'settledAt' | 'cancelRequestedAt'>;

/**
 * Oldest first.
 * @param runs in the order in which they began. @param pids of the processes that live, by instance. @param now ms UTC.
 */
export function jobSteps(
  job: Times,
  runs: readonly TrailRun[],
  pids: ReadonlyMap<string, number>,
  now: number,
): JobStep[] {
  const steps: JobStep[] = [step('wanted', job.createdAt)];
  let free = job.createdAt;
  for (const { attempt, worker, instance, startedAt, finishedAt, outcome } of runs) {
    steps.push(step('waiting', free, { forMs: Math.max(0, startedAt - free) }));
    steps.push(
      step('running', startedAt, {
        forMs: finishedAt === null ? null : Math.max(0, finishedAt - startedAt),
        run: { attempt, worker, instance, pid: pids.get(instance) ?? null, outcome },
      }),
    );
    free = finishedAt ?? startedAt;
  }
  const last = runs.at(-1);
  if (job.settledAt === null && last?.finishedAt !== null)
    steps.push(step('waiting', free, { until: job.runAt !== null && job.runAt > now ? job.runAt : null }));
  if (job.settledAt !== null) {
    // One that was cancelled in its queue has waited to no end.
    if (last === undefined) steps.push(step('waiting', free, { forMs: Math.max(0, job.settledAt - free) }));
    steps.push(step('settled', job.settledAt, { forMs: Math.max(0, job.settledAt - job.createdAt) }));
  }
  if (job.cancelRequestedAt !== null) steps.push(step('cancel-asked', job.cancelRequestedAt));
  // Sorting is stable: what happened in one moment stays in its order.
  const isEnd = ({ kind }: JobStep) => (kind === 'settled' ? 1 : 0);
  return steps.sort((a, b) => a.at - b.at || isEnd(a) - isEnd(b));
}

function step(kind: JobStep['kind'], at: number, more: Partial<JobStep> = {}): JobStep {
  return { kind, at, forMs: null, until: null, run: null, ...more };
}
