/** What Redis holds of every queue at one moment, for one round trip, however much waits. */
import type { Redis } from 'ioredis';
import { bullKey } from './bull.ts';
import { valueOf } from './scripts.ts';

export interface QueueInRedis {
  queue: string;
  waiting: number;
  active: number;
  /** For a later time, retries included. */
  delayed: number;
  failed: number;
  /** Put aside because somebody has paused the whole queue, which Dockhand never does. */
  paused: number;
  /** The id of the job that is taken next; null when none waits. */
  oldestWaiting: string | null;
}

const answersPerQueue = 6;

/**
 * All queues in one pipeline. The keys of an install share a slot, so a cluster answers it with one node.
 * @returns in the order of `queues`. @throws when Redis does not answer.
 */
export async function queuesInRedis(client: Redis, queues: readonly string[]): Promise<QueueInRedis[]> {
  if (queues.length === 0) return [];
  const pipeline = client.pipeline();
  for (const queue of queues)
    pipeline
      .llen(bullKey(queue, 'wait'))
      .llen(bullKey(queue, 'active'))
      .zcard(bullKey(queue, 'delayed'))
      .zcard(bullKey(queue, 'failed'))
      .llen(bullKey(queue, 'paused'))
      .lindex(bullKey(queue, 'wait'), -1);
  const replies = (await pipeline.exec()) ?? [];
  return queues.map((queue, index) => {
    const from = index * answersPerQueue;
    const [waiting, active, delayed, failed, paused, oldestWaiting] = Array.from(
      { length: answersPerQueue },
      (_, answer) => valueOf(replies[from + answer]),
    ) as [number, number, number, number, number, string | null];
    return { queue, waiting, active, delayed, failed, paused, oldestWaiting };
  });
}

/** How many jobs Redis will run or is running. */
export function liveCount({ waiting, active, delayed, paused }: QueueInRedis): number {
  return waiting + active + delayed + paused;
}
