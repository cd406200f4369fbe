import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { impatientConnection } from '../../../workers/queues/bull.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { jobOf, until, untilSettled } from '../../fixtures/queues/look.ts';

let engine: TestEngine;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
  await engine.stop();
});

async function adminOf() {
  const client = impatientConnection(engine.redis.address);
  cleanups.push(() => client.disconnect());
  await until(
    () => client.status,
    (status) => status === 'ready',
  );
  const setting = async (name: string) => ((await client.config('GET', name)) as string[])[1];
  return { client, setting };
}

test('a Redis that was set to throw jobs away, or to keep no file, is set right again within seconds', async () => {
  engine = await TestEngine.start();
  const { client, setting } = await adminOf();
  await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await client.config('SET', 'appendonly', 'no');
  await until(
    async () => [await setting('maxmemory-policy'), await setting('appendonly')],
    (now) => now.join() === 'noeviction,yes',
  );
});

test('one that evicts and may not be set right is given no jobs, and says so; when it is mended they run', async () => {
  engine = await TestEngine.start({ children: ['press'] });
  const { client } = await adminOf();
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
