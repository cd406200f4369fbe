/** Gives Bull a batch of jobs, and says which of them it really has. */
import type { Redis } from 'ioredis';
import type { OwedJob } from '../store/job-outbox.ts';
import type { BullQueue } from './bull.ts';
import { clearStaleEntries } from './scripts.ts';

/**
 * Adds jobs under their own ids. One that Bull knows already stays as it is, so it does no harm to hand it over again: after a
 * rejected add that had landed, after a crash before the acknowledgement was written.
 * @param jobs of this queue. @returns the ids that Bull acknowledged.
 */
export async function handOver(
  queue: BullQueue,
  client: Redis,
  jobs: readonly OwedJob[],
  now: number,
): Promise<string[]> {
  const idsOf = (some: readonly OwedJob[]) => some.map(({ id }) => id);
  const { now: due = [], later = [] } = Object.groupBy(jobs, ({ runAt }) =>
    (runAt ?? 0) <= now ? 'now' : 'later',
  );
  await clearStaleEntries(client, queue.name, { now: idsOf(due), later: idsOf(later) });
  const added = await queue.addBulk(
    jobs.map(({ id, name, tenantId, priority, runAt }) => ({
      name,
      data: { tenantId },
      opts: {
        jobId: id,
        timestamp: now,
        delay: Math.max(0, (runAt ?? 0) - now),
        ...(priority === null ? {} : { priority }),
      },
    })),
  );
  // Bull sends one MULTI and takes whatever comes back for an id: an error among the answers shows only here.
  return jobs.map(({ id }) => id).filter((id, index) => String(added[index]?.id) === id);
}
