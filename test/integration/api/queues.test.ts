import { afterAll, beforeAll, expect, it } from 'vitest';
import { pauseWork, resumeWork } from '../../../workers/queues/pause.ts';
import { beginAs } from '../../fixtures/queues/jobs-in-store.ts';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';

let api: TestApi;
let client: Client;

beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
});

afterAll(() => api.close());

const email = async () => (await client.queues.list()).queues.find(({ queue }) => queue === 'email');
const want = (runAt?: number) =>
  api.store.write('user:test', (tx) =>
    tx.insertOutbox({ queue: 'email', name: 'bulk-send', payload: { ranges: [[1, 1]], count: 1 }, runAt }),
  );
const audited = () =>
  api.store.raw
    .prepare(`SELECT actor, action FROM audit_log WHERE entity = 'queue' AND entity_id = 'email' ORDER BY no`)
    .all();

it('a queue is paused by somebody, stays so while all work is paused and resumed, and each change is audited once', async () => {
  expect((await email())?.pause).toBeNull();
  await client.queues.pause({ queue: 'email' });
  const { pause } = (await email()) ?? {};
  expect(pause).toMatchObject({ queue: 'email', by: api.context.actor });
  await client.queues.pause({ queue: 'email' });
  pauseWork(api.store, 'user:test', null);
  resumeWork(api.store, 'user:test');
  expect((await email())?.pause).toEqual(pause);
  expect((await client.system.status()).pausedQueues).toEqual([pause]);
  await client.queues.resume({ queue: 'email' });
  await client.queues.resume({ queue: 'email' });
  expect((await email())?.pause).toBeNull();
  const { actor } = api.context;
  expect(audited()).toEqual([
    { actor, action: 'pause' },
    { actor, action: 'resume' },
  ]);
  expect(await failure(client.queues.pause({ queue: 'nothing' }))).toMatchObject({
    data: { code: 'queue-not-found' },
  });
});

it('the job that has waited longest is named, and what is wanted for later does not wait', async () => {
  want(Date.now() + 60_000);
  expect((await email())?.oldest).toBeNull();
  const first = want();
  want();
  expect((await email())?.oldest).toMatchObject({ jobId: first, title: 'E-mail invoices' });
  const dueEarlier = want(Date.now() - 60_000);
  api.store.raw.prepare('UPDATE outbox SET created_at = created_at - 90000 WHERE id = ?').run(dueEarlier);
  expect((await email())?.oldest).toMatchObject({ jobId: dueEarlier });
});

it('a worker is told with what it serves, holds and runs', async () => {
  const id = want();
  beginAs(api.store, 'living', id);
  api.context.engine.latest = {
    supervisorPid: 1,
    startedAt: 0,
    version: '',
    redis: null,
    children: [
      {
        name: 'office',
        role: 'office',
        state: 'ready',
        pid: 4711,
        instanceId: 'living',
        since: 5,
        restarts: 0,
        reasons: [],
      },
    ],
  };
  api.context.memory.set('living', 80_000_000);
  expect((await client.queues.list()).workers).toMatchObject([
    {
      name: 'office',
      pid: 4711,
      memoryBytes: 80_000_000,
      since: 5,
      queues: expect.arrayContaining([{ queue: 'email', concurrency: 2 }]) as unknown,
      running: [{ jobId: id, title: 'E-mail invoices' }],
    },
  ]);
});
