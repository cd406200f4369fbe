import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareWithRedis } from '../../../workers/queues/agreement.ts';
import { bullKey, handOverQueue, impatientConnection } from '../../../workers/queues/bull.ts';
import { askRedis } from '../../../workers/queues/brief-connection.ts';
import { factsOf, flawsOf, serversOf } from '../../../workers/queues/redis-facts.ts';
import { handOver } from '../../../workers/queues/hand-over.ts';
import { queuesInRedis } from '../../../workers/queues/snapshot.ts';
import { markHanded, owedJobs } from '../../../workers/store/job-outbox.ts';
import { writesOf } from '../../fixtures/queues/socket-writes.ts';
import { until } from '../../fixtures/queues/look.ts';
import { want } from '../../fixtures/queues/jobs-in-store.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startRedisSite } from '../../support/redis-sites.ts';
import type { RedisTarget } from '../../../workers/protocol.ts';

const names = ['work', 'steps', 'timed'];
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function connected(target: RedisTarget): Promise<Redis> {
  const client = impatientConnection(target);
  cleanups.push(() => client.disconnect());
  await until(
    () => client.status,
    (status) => status === 'ready',
  );
  return client;
}

describe.each(['bundled', 'tls', 'sentinel', 'cluster'] as const)('on a Redis of the kind %s', (kind) => {
  test('all queues are seen in one round trip, also by who only asks once', async () => {
    const redis = kind === 'bundled' ? await startTestRedis() : await startRedisSite(kind);
    cleanups.push(() => redis.stop());
    const target = 'address' in redis ? redis.address : redis.target;
    const client = await connected(target);
    const queue = handOverQueue('work', client);
    const wanted = ['one', 'two', 'three'].map((jobId) => ({
      name: 'effect',
      data: { tenantId: 't' },
      opts: { jobId },
    }));
    await queue.addBulk(wanted);
    await queue.add('effect', { tenantId: 't' }, { jobId: 'later', delay: 60_000 });
    await client.rpoplpush(bullKey('work', 'wait'), bullKey('work', 'active'));
    await client.zadd(bullKey('steps', 'failed'), 1, 'lost');
    await client.lpush(bullKey('timed', 'paused'), 'held', 'too');
    const counted = writesOf(client);
    const none = { waiting: 0, active: 0, delayed: 0, failed: 0, paused: 0, oldestWaiting: null };
    const seen = await queuesInRedis(client, names);
    expect(counted()).toBe(1);
    expect(seen).toEqual([
      { ...none, queue: 'work', waiting: 2, active: 1, delayed: 1, oldestWaiting: 'two' },
      { ...none, queue: 'steps', failed: 1 },
      { ...none, queue: 'timed', paused: 2 },
    ]);
    expect(await askRedis(target, (brief) => queuesInRedis(brief, names))).toEqual(seen);
    const facts = await askRedis(target, (brief) => Promise.all(serversOf(brief).map(factsOf)));
    expect(facts.map(flawsOf)).toEqual(kind === 'cluster' ? [[], [], []] : [[]]);
  });
});

describe('Redis and the database', () => {
  let redis: TestRedis;
  let temp: TempStore;
  let client: Redis;
  beforeEach(async () => {
    redis = await startTestRedis();
    temp = await tempStore();
    cleanups.push(
      () => redis.stop(),
      () => temp.remove(),
    );
    client = await connected(redis.address);
  });

  async function handAllOver() {
    const { store } = temp;
    for (const queue of names) {
      const owed = owedJobs(store, [queue], 1000);
      if (owed.length > 0)
        markHanded(store, await handOver(handOverQueue(queue, client), client, owed, Date.now()));
    }
  }

  /** @param lastMs how long a difference has to stay. */
  async function lasting(lastMs: number) {
    const { lasting: found } = await compareWithRedis(temp.store, client, names, { lastMs });
    return Object.fromEntries(found);
  }

  test('that agree are found to at the first look, with waiting, delayed and running jobs', async () => {
    want(temp.store, 'work/effect');
    want(temp.store, 'steps/resume', {}, Date.now() + 60_000);
    want(temp.store, 'work/effect');
    await handAllOver();
    await client.rpoplpush(bullKey('work', 'wait'), bullKey('work', 'active'));
    const counted = writesOf(client);
    expect(await lasting(60_000)).toEqual({});
    expect(counted()).toBe(1);
  });

  test('what is on its way is no difference, however often something else is', async () => {
    want(temp.store, 'work/effect');
    const counted = writesOf(client);
    const comparing = lasting(20_000);
    // The first look is over: one round trip for the counts, and one for the ids of each queue.
    await until(counted, (writes) => writes === 1 + names.length);
    await handAllOver();
    want(temp.store, 'work/effect');
    expect(await comparing).toEqual({});
  });

  test('a job that stays away from Redis, one that was not handed over and one of nobody are named', async () => {
    const [missing, owed] = [want(temp.store, 'work/effect'), want(temp.store, 'steps/resume')];
    markHanded(temp.store, [missing]);
    await client.lpush(bullKey('timed', 'wait'), 'nobody');
    expect(await lasting(300)).toEqual({ [missing]: 'missing', [owed]: 'owed', nobody: 'strange' });
  });

  test('equal counts of different jobs are no agreement', async () => {
    const missing = want(temp.store, 'work/effect');
    markHanded(temp.store, [missing]);
    await client.lpush(bullKey('work', 'wait'), 'nobody');
    expect(await lasting(300)).toEqual({ [missing]: 'missing', nobody: 'strange' });
  });

  test('that do not agree are not waited for once nobody wants to know', async () => {
    want(temp.store, 'work/effect');
    const asking = new AbortController();
    const comparing = compareWithRedis(temp.store, client, names, { signal: asking.signal });
    asking.abort(new Error('gone'));
    await expect(comparing).rejects.toThrow('gone');
  });
});
