/**
 * The pause of one queue, beside that of all work (`pause.ts`): workers take no new job of it until somebody resumes it. A setting of
 * its own in SQLite, so it outlives every restart; ending the pause of all work does not end it.
 */
import { z } from 'zod';
import type { QueuePause } from '../api/queues-wire.ts';
import { UserError } from '../errors.ts';
import type { Store } from '../store/open.ts';
import { readSetting, removeSetting, writeSetting } from '../store/setting.ts';

const schema = z.object({
  /** Ms UTC. */
  since: z.number(),
  /** An actor. */
  by: z.string(),
});

/** Of the setting. */
export const queuePauseKey = (queue: string) => `queue.pause.${queue}`;

/** Null while workers take its jobs. */
export function queuePause(store: Pick<Store, 'orm'>, queue: string): QueuePause | null {
  const parsed = schema.safeParse(readSetting(store, queuePauseKey(queue))?.value);
  return parsed.success ? { queue, ...parsed.data } : null;
}

/** Those among the queues that are paused. */
export function pausedQueues(store: Pick<Store, 'orm'>, queues: Iterable<string>): QueuePause[] {
  return [...queues].flatMap((queue) => queuePause(store, queue) ?? []);
}

/** Nothing when it is paused already. @param known all queues. @throws UserError `queue-not-found`. */
export function pauseQueue(store: Store, actor: string, queue: string, known: readonly string[]): void {
  requireKnown(queue, known);
  store.write(actor, (tx) => {
    if (queuePause(tx, queue) !== null) return;
    writeSetting(tx, queuePauseKey(queue), { since: tx.now, by: actor });
    tx.audit('queue', queue, 'pause', { pausedAt: [null, tx.now] });
  });
}

/** Nothing when it is not paused. @param known all queues. @throws UserError `queue-not-found`. */
export function resumeQueue(store: Store, actor: string, queue: string, known: readonly string[]): void {
  requireKnown(queue, known);
  store.write(actor, (tx) => {
    const before = queuePause(tx, queue);
    if (before === null) return;
    removeSetting(tx, queuePauseKey(queue));
    tx.audit('queue', queue, 'resume', { pausedAt: [before.since, null] });
  });
}

function requireKnown(queue: string, known: readonly string[]): void {
  if (known.includes(queue)) return;
  throw new UserError('queue-not-found', `There is no queue "${queue}". There are: ${known.join(', ')}.`);
}
