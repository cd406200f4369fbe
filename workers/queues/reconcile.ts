/** Makes Bull know what SQLite knows: every unfinished job that Bull does not have is owed again. */
import type { Redis } from 'ioredis';
import { handedJobs, oweAgain } from '../store/job-outbox.ts';
import type { Store } from '../store/open.ts';
import { liveIds } from './scripts.ts';

/** How often, without an event that asks for it: ms. A safety net for what no event announces. */
export const reconcileMs = 30_000;

/**
 * Compares, and marks what is missing as owed; the relay does the rest. Repeatable: what Bull has is left alone, and what was
 * settled between the two looks stays settled. An entry in `completed` or `failed` counts as missing: a job that SQLite has
 * not settled is not finished, whatever Bull says.
 * @returns how many jobs are owed again.
 */
export async function reconcile(store: Store, client: Redis, queues: readonly string[]): Promise<number> {
  // SQLite first: a job that is handed over or finished after this look is not on the list, or is settled when it is marked.
  const byQueue = new Map<string, string[]>(queues.map((queue) => [queue, []]));
  for (const { id, queue } of handedJobs(store)) byQueue.get(queue)?.push(id);
  const missing: string[] = [];
  for (const [queue, ids] of byQueue) {
    if (ids.length === 0) continue;
    const live = await liveIds(client, queue);
    missing.push(...ids.filter((id) => !live.has(id)));
  }
  return missing.length === 0 ? 0 : oweAgain(store, missing);
}
