import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';
import { makeJob, settleJob } from './rows.ts';

let api: TestApi;
let client: Client;
const ids: string[] = [];

beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
  for (let i = 0; i < 5; i += 1) ids.push(makeJob(api.store));
  settleJob(api.store, ids[0] ?? '', 'completed');
  settleJob(api.store, ids[1] ?? '', 'failed', {
    code: 'font-missing',
    message: 'A font (50%_off) is missing.',
  });
});

afterAll(() => api.close());

const list = async (input: Parameters<Client['jobs']['list']>[0]) =>
  (await client.jobs.list(input)).rows.map(({ id }) => ids.indexOf(id));

describe('the list of jobs', () => {
  it('shows the newest first, in pages, by state and by queue', async () => {
    expect(await list({})).toEqual([4, 3, 2, 1, 0]);
    expect(await list({ limit: 2, offset: 1 })).toEqual([3, 2]);
    expect(await list({ state: 'waiting' })).toEqual([4, 3, 2]);
    expect(await list({ queue: 'invoice' })).toEqual([4, 3, 2, 1, 0]);
    expect(await list({ queue: 'invoice', state: 'failed' })).toEqual([1]);
    expect(await list({ queue: 'import' })).toEqual([]);
    expect(await list({ queue: "'; DROP TABLE outbox; --" })).toEqual([]);
    expect(await client.jobs.list({ state: 'waiting', limit: 1, offset: 2 })).toMatchObject({ total: 3 });
  });

  it('gives each job in words', async () => {
    const [row] = (await client.jobs.list({ state: 'failed' })).rows;
    expect(row).toMatchObject({
      queue: 'invoice',
      name: 'generate-pdf',
      title: 'Make an invoice PDF',
      state: 'failed',
      attempts: 1,
      progress: 1,
      createdBy: 'user:test',
      error: { code: 'font-missing', message: 'A font (50%_off) is missing.' },
    });
  });

  it('finds jobs by id, name, payload, error and title, taking wildcards literally', async () => {
    const invoiceId = ((await client.jobs.get({ id: ids[3] ?? '' })).payload as { invoiceId: string })
      .invoiceId;
    expect(await list({ search: ids[2] ?? '' })).toEqual([2]);
    expect(await list({ search: invoiceId })).toEqual([3]);
    expect(await list({ search: 'font (50%' })).toEqual([1]);
    expect(await list({ search: '%' })).toEqual([1]);
    expect(await list({ search: '50__off' })).toEqual([]);
    expect(await list({ search: 'GENERATE-pdf' })).toEqual([4, 3, 2, 1, 0]);
    expect(await list({ search: 'an invoice PDF', state: 'completed' })).toEqual([0]);
    expect(await list({ search: 'a\\' })).toEqual([]);
    expect(await client.jobs.list({ search: 'invoice', limit: 1 })).toMatchObject({ total: 5 });
  });

  it('survives rows of another version of the program', async () => {
    api.store.raw
      .prepare(
        `INSERT INTO outbox (id, queue, name, tenant_id, payload, created_at, created_by, state, settled_at, result, error, progress_note)
         VALUES ('old', 'faxes', 'send', 't', '{"to":"<script>"}', 1, 'user:x', 'failed', 2, 'not json', '[]', '{"n":1}')`,
      )
      .run();
    expect(await client.jobs.get({ id: 'old' })).toMatchObject({
      title: 'faxes/send',
      description: '',
      payload: { to: '<script>' },
      result: 'not json',
      note: { n: 1 },
      runs: [],
    });
    expect((await client.jobs.list({ queue: 'faxes' })).total).toBe(1);
    api.store.raw.prepare("DELETE FROM outbox WHERE id = 'old'").run();
  });
});

describe('a job', () => {
  it('is shown with its payload and its runs', async () => {
    api.store.raw
      .prepare(
        `INSERT INTO job_run (job_id, attempt, queue, name, worker, started_at, finished_at, wait_ms, run_ms, outcome, error)
         VALUES (?, 1, 'invoice', 'generate-pdf', 'press-1', 10, 30, 5, 20, 'crashed', '{"code":"crashed","message":"The worker died."}')`,
      )
      .run(ids[1]);
    expect(await client.jobs.get({ id: ids[1] ?? '' })).toMatchObject({
      description: 'Draws one invoice',
      payload: { invoiceId: expect.any(String) as string },
      runs: [
        {
          attempt: 1,
          worker: 'press-1',
          startedAt: 10,
          finishedAt: 30,
          waitMs: 5,
          runMs: 20,
          outcome: 'crashed',
          error: { code: 'crashed', message: 'The worker died.' },
        },
      ],
    });
  });

  it('that waits is cancelled at once, and only once', async () => {
    const id = ids[4] ?? '';
    expect(await client.jobs.cancel({ id })).toEqual({ cancelled: true });
    expect((await client.jobs.get({ id })).state).toBe('cancelled');
    expect(await client.jobs.cancel({ id })).toEqual({ cancelled: false });
  });

  it('that failed is run again as a new one', async () => {
    const { jobId } = await client.jobs.retry({ id: ids[1] ?? '' });
    expect(ids).not.toContain(jobId);
    expect(await client.jobs.get({ id: jobId })).toMatchObject({ state: 'waiting', attempts: 0 });
    expect((await failure(client.jobs.retry({ id: ids[2] ?? '' }))).data).toEqual({ code: 'job-not-failed' });
  });

  it('that there is not is said not to be, whatever is asked of it', async () => {
    for (const ask of [client.jobs.get, client.jobs.cancel, client.jobs.retry, client.jobs.wait])
      expect((await failure(ask({ id: "x' OR 1=1" }))).data).toEqual({ code: 'job-not-found' });
  });
});
