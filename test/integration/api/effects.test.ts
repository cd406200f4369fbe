import { afterAll, beforeAll, expect, it } from 'vitest';
import { performOutside } from '../../../workers/queues/effects.ts';
import { recordEnding } from '../../../workers/queues/finish.ts';
import { beginAs, want } from '../../fixtures/queues/jobs-in-store.ts';
import { failure, startTestApi, type TestApi } from './api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** A job of the catalog that has failed and has left an effect in doubt. @returns its id. */
function inDoubt(key: string): string {
  const date = '2026-01-05';
  const run = beginAs(api.store, 'office:a', want(api.store, 'scheduled/database-backup', { date }));
  const context = { store: api.store, jobId: run.jobId, actor: `job:${run.jobId}` };
  const perform = () => new Promise(() => {});
  void performOutside(
    { ...context, signal: new AbortController().signal },
    { key, declared: { inDoubt: 'ask' }, title: 'the e-mail to Acme', perform },
  );
  recordEnding(api.store, run, { kind: 'failed', error: { code: 'x', message: 'It failed.' } });
  return run.jobId;
}

it('what is in doubt is listed in words with its job, and decided once', async () => {
  const jobId = inDoubt('mail:1');
  expect(await api.client.effects.list({})).toEqual({
    rows: [
      {
        key: 'mail:1',
        title: 'the e-mail to Acme',
        at: expect.any(Number) as number,
        job: {
          id: jobId,
          title: 'Back up the database',
          description: 'Makes the copy of 2026-01-05',
          state: 'failed',
        },
      },
    ],
    total: 1,
  });
  const { jobId: again } = await api.client.effects.resolve({ key: 'mail:1', decision: 'not-done' });
  expect(await api.client.jobs.get({ id: again ?? '' })).toMatchObject({ state: 'waiting' });
  expect(await failure(api.client.effects.resolve({ key: 'mail:1', decision: 'done' }))).toMatchObject({
    data: { code: 'effect-not-in-doubt' },
  });
});

it('they come in pages, newest first, and are only noted down when that is asked for', async () => {
  for (const n of [2, 3, 4]) inDoubt(`mail:${n}`);
  const page = await api.client.effects.list({ limit: 2, offset: 1 });
  expect([page.total, page.rows.length]).toEqual([3, 2]);
  const noted = { key: 'mail:3', decision: 'done', again: false } as const;
  expect(await api.client.effects.resolve(noted)).toEqual({ jobId: null });
  expect((await api.client.effects.list({})).total).toBe(2);
});
