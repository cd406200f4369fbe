/**
 * A connection can be dead without saying so: after sleep or hibernation of the computer, behind a router that forgot it, with a
 * Redis that was moved. A worker that holds such a one waits for ever and looks idle. What gives it away is that jobs are due and
 * this worker, which has nothing to do, takes none; so depth is compared with progress. The same look finds delayed jobs whose time
 * has come and that Bull does not move, because the message that told their time was lost, or because the computer slept.
 */
import type { Redis } from 'ioredis';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { longestDue } from '../store/job-outbox.ts';
import type { Store } from '../store/open.ts';
import { bullKey } from './bull.ts';

const lookMs = 2000;
/** A job may be due for so long without anybody taking it before somebody is suspected. */
const patienceMs = 3000;
/** Redis answers within this time, or the connection counts as dead. */
const answerMs = 2000;

/** One queue as this process consumes it. */
export interface WatchedQueue {
  name: string;
  concurrency: number;
  /** Jobs of it that this process has in hand. */
  running: number;
  /** Takes none on purpose. */
  isPaused: () => boolean;
  /** When it was last given one, or began to listen: ms on the store's clock. */
  takenAt: number;
  /** The connection on which it waits for the next one. */
  blocking: () => Redis | undefined;
  /** Moves what is due from delayed to waiting. */
  promote: () => Promise<void>;
}

export interface WatchedConnections {
  /** For everything but waiting. */
  client: Redis;
  /** On which Bull hears of new delayed jobs. */
  subscriber: Redis;
}

/** Asks Redis only while jobs are due. @returns ends the watch. */
export function watchConnections(
  store: Store,
  { client, subscriber }: WatchedConnections,
  queues: readonly WatchedQueue[],
  log: Logger,
): () => void {
  const { clock } = store;
  let stopped = false;
  let cancel = () => {};

  const look = async () => {
    for (const queue of queues.filter((each) => starves(store, each))) {
      // An outage that is known is being mended already.
      if (stopped || client.status !== 'ready') return;
      const depth = await answered(clock, client.llen(bullKey(queue.name, 'wait')));
      if (stopped) return;
      if (depth === 0) {
        await lookAtDelayed(queue);
        continue;
      }
      const dead = depth === null ? client : queue.blocking();
      log.warn('connection to redis is dead, made anew', { queue: queue.name, waiting: depth });
      queue.takenAt = clock.now();
      dead?.disconnect(true);
    }
  };
  /** Nothing waits: it may be delayed in Bull beyond its time. */
  const lookAtDelayed = async (queue: WatchedQueue) => {
    await answered(clock, queue.promote());
    if (stopped || subscriber.status !== 'ready') return;
    if ((await answered(clock, subscriber.ping())) !== null || stopped) return;
    log.warn('connection for events is dead, made anew', { queue: queue.name });
    subscriber.disconnect(true);
  };
  /** What was told while it could not hear is not told again. */
  const catchUp = async () => {
    // Answered after it has subscribed again.
    await answered(clock, subscriber.ping());
    for (const queue of queues) if (!stopped) await queue.promote();
  };
  const onHearing = () => {
    // Lost again, or still loading its file: then the look at what is due finds it.
    catchUp().catch((error: Error) => log.debug('events not caught up', { error: error.message }));
  };
  subscriber.on('ready', onHearing);
  const beat = () => {
    cancel = clock.after(lookMs, () => {
      look()
        .catch((error: Error) => log.warn('connections not looked at', { error: error.message }))
        .finally(() => {
          if (!stopped) beat();
        });
    });
  };
  beat();
  return () => {
    stopped = true;
    subscriber.off('ready', onHearing);
    cancel();
  };
}

/** Whether this process could take a job of the queue, there has been one for a while, and it got none. */
function starves(store: Store, queue: WatchedQueue): boolean {
  const since = store.clock.now() - patienceMs;
  if (queue.isPaused() || queue.running >= queue.concurrency || queue.takenAt > since) return false;
  const due = longestDue(store, queue.name);
  return due !== null && due <= since;
}

/** @returns null when there was no answer in time. */
async function answered<T>(clock: Clock, reply: Promise<T>): Promise<T | null> {
  let cancel = () => {};
  const tooLate = new Promise<null>((resolve) => {
    cancel = clock.after(answerMs, () => resolve(null));
  });
  // A dead connection that is closed rejects what it owes: nobody waits for that any more.
  reply.catch(() => {});
  try {
    return await Promise.race([reply, tooLate]);
  } finally {
    cancel();
  }
}
