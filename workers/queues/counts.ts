/** How much is in each queue, for status and console. SQLite alone answers, so the figures cannot disagree with the jobs shown. */
import type { JobState, QueueCounts } from '../api/wire.ts';
import { armedByQueue, jobsByState } from '../store/job-counts.ts';
import type { Store } from '../store/open.ts';
import { catalog } from './catalog.ts';

/**
 * One entry per queue of the catalog, in its order, zeros included. In no figure are cancelled jobs, and those that a schedule has
 * armed for later: nothing waits for them.
 */
export function queueCounts(store: Store): QueueCounts[] {
  const counts = new Map<string, QueueCounts>();
  for (const { queue } of Object.values(catalog))
    counts.set(queue, { queue, waiting: 0, active: 0, retrying: 0, completed: 0, failed: 0 });
  for (const { queue, state, jobs } of jobsByState(store)) {
    const entry = counts.get(queue);
    if (entry !== undefined && state !== 'cancelled') entry[state as Exclude<JobState, 'cancelled'>] = jobs;
  }
  for (const { queue, jobs } of armedByQueue(store, store.clock.now())) {
    const entry = counts.get(queue);
    if (entry !== undefined) entry.waiting -= jobs;
  }
  return [...counts.values()];
}
