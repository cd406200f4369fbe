/**
 * Whether Redis holds the jobs that SQLite has as unsettled, and no others. Between the two something is always on its way; so a
 * difference counts only when the same job is in it for longer than reconciliation takes.
 */
import type { Redis } from 'ioredis';
import type { Clock } from '../clock.ts';
import { isUnsettled, unsettledByQueue, unsettledJobs } from '../store/job-outbox.ts';
import type { Store } from '../store/open.ts';
import { reconcileMs } from './reconcile.ts';
import { liveIds } from './scripts.ts';
import { liveCount, queuesInRedis, type QueueInRedis } from './snapshot.ts';

/** After the net that catches everything was drawn once. */
const lastingMs = reconcileMs + 5000;
const firstPauseMs = 500;

/** What is wrong with a job. */
export type Difference =
  /** It was handed over, and Redis does not have it. */
  | 'missing'
  /** It was not handed over yet. */
  | 'owed'
  /** Redis has it, and the database has it not, or as settled. */
  | 'strange';

export interface Agreement {
  queues: QueueInRedis[];
  /** By the job's id; empty when all is well. */
  lasting: ReadonlyMap<string, Difference>;
}

/**
 * Answers at once when both agree, as soon as what differs is seen to move, and after thirty-five seconds when it does not.
 * @param signal ends the waiting. @throws when Redis does not answer, or the signal's reason.
 */
export async function compareWithRedis(
  store: Store,
  client: Redis,
  names: readonly string[],
  { signal, lastMs = lastingMs }: { signal?: AbortSignal | undefined; lastMs?: number } = {},
): Promise<Agreement> {
  const { clock } = store;
  const endAt = clock.now() + lastMs;
  let suspects: ReadonlyMap<string, Difference> | null = null;
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    const queues = await queuesInRedis(client, names);
    if (isSame(store, queues)) return { queues, lasting: new Map() };
    const found = await differences(store, client, names);
    const lasting: ReadonlyMap<string, Difference> = suspects === null ? found : onlyThose(found, suspects);
    const leftMs = endAt - clock.now();
    if (lasting.size === 0 || leftMs <= 0) return { queues, lasting };
    suspects = lasting;
    await pause(clock, Math.min(pauseMs, leftMs), signal);
  }
}

function onlyThose<V>(all: ReadonlyMap<string, V>, those: ReadonlyMap<string, unknown>): Map<string, V> {
  return new Map([...all].filter(([id]) => those.has(id)));
}

/** By counts alone, and by the job that is next: what nearly every look ends with. */
function isSame(store: Store, queues: readonly QueueInRedis[]): boolean {
  const counts = new Map(unsettledByQueue(store).map((count) => [count.queue, count]));
  return queues.every((inRedis) => {
    const { jobs = 0, owed = 0 } = counts.get(inRedis.queue) ?? {};
    if (owed > 0 || jobs !== liveCount(inRedis)) return false;
    return inRedis.oldestWaiting === null || isUnsettled(store, inRedis.oldestWaiting);
  });
}

async function differences(
  store: Store,
  client: Redis,
  names: readonly string[],
): Promise<Map<string, Difference>> {
  const unsettled = new Map(unsettledJobs(store).map((job) => [job.id, job]));
  const found = new Map<string, Difference>();
  const inRedis = new Map<string, ReadonlySet<string>>();
  for (const name of names) {
    const live = await liveIds(client, name);
    inRedis.set(name, live);
    for (const id of live) if (unsettled.get(id)?.queue !== name) found.set(id, 'strange');
  }
  for (const { id, queue, owed } of unsettled.values()) {
    const live = inRedis.get(queue);
    // A queue that this program does not know waits for one that does.
    if (live === undefined || live.has(id)) continue;
    found.set(id, owed === 1 ? 'owed' : 'missing');
  }
  return found;
}

function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      cancel();
      reject(signal?.reason as Error);
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', end);
      resolve();
    });
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
