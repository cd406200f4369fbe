import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { redrive } from '../../../workers/queues/redrive.ts';
import { beginAs } from '../../fixtures/queues/jobs-in-store.ts';
import { recordEnding } from '../../../workers/queues/finish.ts';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';

let api: TestApi;
let client: Client;

beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
  mkdirSync(join(api.dataDir, 'logs'), { recursive: true });
});

afterAll(() => api.close());

const want = (payload: unknown = {}, actor = 'user:test', runAt?: number) =>
  api.store.write(actor, (tx) => tx.insertOutbox({ queue: 'work', name: 'big', payload, runAt }));

const megabytes = 1024 * 1024;

it('a payload of 50 MB is told by its size and its beginning, at once, and can be had whole', async () => {
  const items = Array.from({ length: 50 }, (_, n) => ({ n, text: 'ü'.repeat(megabytes / 2) }));
  const id = want({ items });
  const began = performance.now();
  const job = await client.jobs.get({ id });
  // SQLite reads it once, some tens of milliseconds on a quiet machine: the limit is for a busy one.
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(job.payload).toBeNull();
  expect(job.payloadBytes).toBeGreaterThan(50 * megabytes);
  expect(job.payloadBeginning).toHaveLength(64 * 1024);
  expect(JSON.stringify(job).length).toBeLessThan(200_000);
  const trail = await client.jobDetails.trail({ id });
  expect(JSON.stringify(trail).length).toBeLessThan(2_000);
  const file = await client.jobDetails.whole({ id, part: 'payload' });
  expect(file.size).toBe(job.payloadBytes);
  expect(file.name).toBe(`payload-${id}.json`);
  expect((JSON.parse(await file.text()) as { items: unknown[] }).items).toHaveLength(50);
}, 60_000);

it('a small payload comes with the job', async () => {
  const job = await client.jobs.get({ id: want({ a: 1 }) });
  expect(job).toMatchObject({ payload: { a: 1 }, payloadBytes: 7, payloadBeginning: null, resultBytes: 0 });
});

it('the trail of a job tells its steps, its process, who intervened, and the jobs around it', async () => {
  const id = want();
  const first = beginAs(api.store, 'dead', id);
  const error = { code: 'x', message: 'Not yet.' };
  recordEnding(api.store, first, { kind: 'retry', error, afterMs: 60_000 });
  const child = want({}, `job:${id}`);
  const waiting = await client.jobDetails.trail({ id });
  expect(waiting.steps.map(({ kind }) => kind)).toEqual(['wanted', 'waiting', 'running', 'waiting']);
  expect(waiting.steps.at(-1)?.until).toBeGreaterThan(Date.now());
  expect(waiting.steps[2]?.run).toMatchObject({ attempt: 1, outcome: 'retry', pid: null });
  expect(waiting.children).toMatchObject([{ id: child, state: 'waiting' }]);
  expect((await client.jobDetails.trail({ id: child })).parent).toMatchObject({ id });

  requestCancel(api.store, 'user:clerk', id);
  const again = redrive(api.store, 'user:clerk', id);
  const over = await client.jobDetails.trail({ id });
  expect(over.steps.at(-1)).toMatchObject({ kind: 'settled' });
  expect(over.repeatedBy).toMatchObject({ id: again });
  expect(over.audit).toMatchObject([
    { by: 'user:clerk', action: 'redrive' },
    { by: 'user:clerk', action: 'cancel' },
  ]);
  for (const { operation } of over.audit) expect(operation).toMatch(/^[0-9a-f-]{36}$/);
  expect((await client.jobDetails.trail({ id: again })).repeats).toMatchObject({ id });
});

it('the log of a job has its lines alone, by page, newest first, and tells of new ones until the job is over', async () => {
  const id = want();
  beginAs(api.store, 'living', id);
  const { worker } = (await client.jobs.get({ id })).runs[0] ?? { worker: '' };
  const line = (n: number, jobId: string) =>
    `${JSON.stringify({ at: new Date(n * 1000).toISOString(), level: 'info', process: worker, event: `step ${n}`, jobId, n })}\n`;
  const path = join(api.dataDir, 'logs', `${worker}.log`);
  const lines = (count: number) =>
    Array.from({ length: count }, (_, n) => line(n, id) + line(n, 'another') + 'not a line of ours\n').join(
      '',
    );
  writeFileSync(path, lines(3_000));
  const page = await client.jobDetails.logs({ id, limit: 2, offset: 1 });
  expect(page.total).toBe(3_000);
  expect(page.rows.map(({ event }) => event)).toEqual(['step 2998', 'step 2997']);
  expect(JSON.parse(page.rows[0]?.fields ?? '')).toEqual({ n: 2998 });

  const seen: number[] = [];
  for await (const { lines: count } of await client.jobDetails.watchLogs({ id })) {
    seen.push(count);
    if (count === 3_000) {
      appendFileSync(path, line(1, 'another'));
      setTimeout(() => writeFileSync(path, lines(3_001)), 2_500);
    }
    if (count === 3_001) {
      api.store.raw.prepare(`UPDATE outbox SET state = 'completed', settled_at = 1 WHERE id = ?`).run(id);
    }
  }
  expect(seen).toEqual([3_000, 3_001, 3_001]);
}, 30_000);

it('a job that is not kept is said to be so', async () => {
  for (const call of [
    client.jobDetails.trail({ id: 'none' }),
    client.jobDetails.logs({ id: 'none' }),
    client.jobDetails.whole({ id: 'none', part: 'payload' }),
  ]) {
    expect(await failure(call)).toHaveProperty('data.code');
  }
});
