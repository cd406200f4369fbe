import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { adminOf } from '../../fixtures/queues/admin.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { startRedisSite } from '../../support/redis-sites.ts';
import { jobOf, until, untilSettled } from '../../fixtures/queues/look.ts';

let engine: TestEngine;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
  await engine.stop();
});

async function admin() {
  const client = await adminOf(engine.redis);
  cleanups.push(() => client.disconnect());
  const setting = async (name: string) => ((await client.config('GET', name)) as string[])[1];
  return { client, setting };
}

test('a Redis that was set to throw jobs away, or to keep no file, is set right again within seconds', async () => {
  engine = await TestEngine.start();
  const { client, setting } = await admin();
  await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await client.config('SET', 'appendonly', 'no');
  await until(
    async () => [await setting('maxmemory-policy'), await setting('appendonly')],
    (now) => now.join() === 'noeviction,yes',
  );
});

test('an evicting one is given nothing at the start either, before it was looked at', async () => {
  engine = await TestEngine.start({ children: [] });
  const { client } = await admin();
  await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await client.acl('SETUSER', 'limited', 'on', '>secret', '~*', '&*', '+@all', '-config');
  engine.redisSeenBy = () => ({ ...engine.redis.address, username: 'limited', password: 'secret' });
  const ids = Array.from({ length: 50 }, () => engine.want('work/effect'));
  await engine.api.start();
  const log = () => readFileSync(join(engine.dataDir, 'logs', 'api.log'), 'utf8');
  await until(log, (text) => text.includes('"unfit":"evicts"'));
  expect(ids.filter((id) => jobOf(engine.store, id).handedAt !== null)).toEqual([]);
});

test('every server of a cluster is looked at and set right', async () => {
  const site = await startRedisSite('cluster');
  cleanups.push(() => site.stop());
  engine = await TestEngine.start({ site: site.target });
  await site.set('maxmemory-policy', 'allkeys-lru');
  await until(
    () => site.get('maxmemory-policy'),
    (policies) => policies.join() === 'noeviction,noeviction,noeviction',
  );
});

test('one that evicts and may not be set right is given no jobs, and says so; when it is mended they run', async () => {
  engine = await TestEngine.start({ children: ['press'] });
  const { client } = await admin();
  await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await client.acl('SETUSER', 'limited', 'on', '>secret', '~*', '&*', '+@all', '-config');
  engine.redisSeenBy = (role) =>
    role === 'api'
      ? { ...engine.redis.address, username: 'limited', password: 'secret' }
      : engine.redis.address;
  await engine.api.start();
  const log = () => readFileSync(join(engine.dataDir, 'logs', 'api.log'), 'utf8');
  await until(log, (text) => text.includes('"unfit":"evicts"'));
  const id = engine.want('work/effect');
  const settledAfter = jobOf(engine.store, id).createdAt + 3000;
  await until(
    () => Date.now(),
    (now) => now > settledAfter,
  );
  expect(jobOf(engine.store, id)).toMatchObject({ state: 'waiting', handedAt: null });
  await client.config('SET', 'maxmemory-policy', 'noeviction');
  expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed' });
});
