/** What a look at all queues costs while thousands of jobs wait. */
import type { Socket } from 'node:net';
import { Redis } from 'ioredis';
import { handOverQueue } from '../../../workers/queues/bull.ts';
import { queuesInRedis } from '../../../workers/queues/snapshot.ts';
import { writesOf } from '../../fixtures/queues/socket-writes.ts';
import { startTestRedis } from '../../support/redis.ts';

export interface SnapshotCost {
  queues: number;
  waiting: number;
  /** What the client wrote to its socket, counted there. */
  roundTrips: number;
  /** Of all answers. */
  bytes: number;
  /** Median of many. */
  ms: number;
}

const names = Array.from({ length: 8 }, (_, index) => `queue-${index + 1}`);
const chunk = 500;
const looks = 101;

/** @param jobs waiting, spread over eight queues. @throws Error when the look does not find them all. */
export async function snapshotCost(jobs: number): Promise<SnapshotCost> {
  const redis = await startTestRedis();
  const client = new Redis({ ...redis.address });
  try {
    for (const [index, name] of names.entries()) await fill(client, name, share(jobs, index));
    const socket: Socket = client.stream;
    const bytesBefore = socket.bytesRead;
    const writes = writesOf(client);
    const seen = await queuesInRedis(client, names);
    const [roundTrips, bytes] = [writes(), socket.bytesRead - bytesBefore];
    const waiting = seen.reduce((sum, queue) => sum + queue.waiting, 0);
    if (waiting !== jobs || seen.some(({ oldestWaiting }) => oldestWaiting !== 'job-0'))
      throw new Error(`Of ${jobs} jobs it saw ${JSON.stringify(seen)}.`);
    return { queues: names.length, waiting, roundTrips, bytes, ms: await medianMs(client) };
  } finally {
    client.disconnect();
    await redis.stop();
  }
}

function share(jobs: number, index: number): number {
  return Math.floor((jobs * (index + 1)) / names.length) - Math.floor((jobs * index) / names.length);
}

async function fill(client: Redis, name: string, jobs: number): Promise<void> {
  const queue = handOverQueue(name, client);
  for (let from = 0; from < jobs; from += chunk)
    await queue.addBulk(
      Array.from({ length: Math.min(chunk, jobs - from) }, (_, index) => ({
        name: 'noop',
        data: { tenantId: 'bench' },
        opts: { jobId: `job-${from + index}` },
      })),
    );
}

async function medianMs(client: Redis): Promise<number> {
  const times: number[] = [];
  for (let look = 0; look < looks; look += 1) {
    const startedAt = performance.now();
    await queuesInRedis(client, names);
    times.push(performance.now() - startedAt);
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(looks / 2)] ?? NaN;
  return Math.round(median * 100) / 100;
}
