/**
 * Hands the outbox to Bull, in the api child. Owes until Bull acknowledges; an outage only delays. It looks when it is told that
 * there is something, when Redis comes back, and when a row of the outbox has changed.
 */
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import { cancelledSince, lastChange, markHanded, owedJobs, type OwedJob } from '../store/job-outbox.ts';
import type { Store } from '../store/open.ts';
import { backoffMs } from './backoff.ts';
import type { BullQueue } from './bull.ts';
import { handOver } from './hand-over.ts';

/** A safety net: every writer also says that it has written. */
const pollMs = 250;
/** Bull asks for chunks of this size: larger ones hold Redis up. */
const chunk = 500;
const retry = { baseMs: 100, capMs: 5000 };

export interface Relay {
  /** There may be something to hand over. Cheap, and may be called at any time. */
  nudge: () => void;
  /** Ends after the batch that is under way. */
  stop(): Promise<void>;
}

export interface RelayOptions {
  store: Store;
  client: Redis;
  queues: ReadonlyMap<string, BullQueue>;
  log: Logger;
  /** Whether Redis may be given jobs now. */
  isFit?: () => boolean;
  random?: () => number;
}

export function startRelay({
  store,
  client,
  queues,
  log,
  isFit = () => true,
  random = Math.random,
}: RelayOptions): Relay {
  const { clock } = store;
  const stopping = new AbortController();
  const { signal } = stopping;
  let wanted = true;
  let failures = 0;
  let working: Promise<void> | null = null;
  const names = [...queues.keys()];
  let seen = lastChange(store);
  let cancelCursor = seen;
  let cancelRetry: (() => void) | null = null;

  const nudge = () => {
    wanted = true;
    if (signal.aborted || working !== null || cancelRetry !== null) return;
    if (client.status !== 'ready' || !isFit()) return;
    working = work().finally(() => {
      working = null;
      // Asked for while it worked.
      if (wanted) nudge();
    });
  };

  async function work(): Promise<void> {
    try {
      while (wanted && !signal.aborted) {
        wanted = false;
        while (!signal.aborted && (await handOverSome())) failures = 0;
        await removeCancelled();
      }
      failures = 0;
    } catch (error) {
      failures += 1;
      const waitMs = backoffMs(retry, failures, random);
      log.warn('hand-over failed', { error: (error as Error).message, failures, waitMs });
      cancelRetry = clock.after(waitMs, () => {
        cancelRetry = null;
        nudge();
      });
      wanted = false;
    }
  }

  /** @returns whether there may be more. */
  async function handOverSome(): Promise<boolean> {
    const owed = owedJobs(store, names, chunk);
    for (const [name, jobs] of byQueue(owed)) {
      const handed = await handOver(queues.get(name)!, client, jobs, clock.now());
      markHanded(store, handed);
      if (handed.length === jobs.length) continue;
      // ioredis takes a script for loaded once it has sent it on a connection, even in a MULTI that Redis threw away for want of
      // memory; from then on each EVALSHA is refused. A new connection starts without that belief.
      client.disconnect(true);
      throw new Error(`Redis refused ${jobs.length - handed.length} of ${jobs.length} jobs.`);
    }
    return owed.length === chunk;
  }

  /** A cancelled job would be skipped by whoever is handed it; that it goes at once is tidiness. */
  async function removeCancelled(): Promise<void> {
    const { jobs, cursor } = cancelledSince(store, cancelCursor);
    for (const { id, queue } of jobs) {
      const job = await queues.get(queue)?.getJob(id);
      // Refused while a worker holds it: that worker is told by SQLite.
      await job?.remove().catch(() => {});
    }
    cancelCursor = cursor;
  }

  const poll = () => {
    if (signal.aborted) return;
    const change = lastChange(store);
    if (change !== seen) {
      seen = change;
      nudge();
    }
    cancelPoll = clock.after(pollMs, poll);
  };
  let cancelPoll = clock.after(pollMs, poll);
  client.on('ready', nudge);
  nudge();

  return {
    nudge,
    async stop() {
      stopping.abort();
      cancelPoll();
      cancelRetry?.();
      client.off('ready', nudge);
      await working;
    },
  };
}

function byQueue(jobs: readonly OwedJob[]): Map<string, OwedJob[]> {
  const groups = new Map<string, OwedJob[]>();
  for (const job of jobs) {
    const group = groups.get(job.queue);
    if (group === undefined) groups.set(job.queue, [job]);
    else group.push(job);
  }
  return groups;
}
