import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { settleWithoutRun } from '../../../workers/store/job-run.ts';
import { want } from '../../fixtures/queues/jobs-in-store.ts';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';

let api: TestApi;
let letters: Client['deadLetters'];
beforeAll(async () => {
  api = await startTestApi();
  letters = api.client.deadLetters;
});
afterAll(() => api.close());
beforeEach(() => api.store.raw.exec('DELETE FROM dead_letter; DELETE FROM outbox'));

const backup = 'scheduled/database-backup';
const cleanup = 'scheduled/cleanup-temp-files';

/** A job that has failed at this time, as its runner would have left it. @returns its id. */
function failed(key: string, code: string, message: string, at = 1000): string {
  const id = want(api.store, key, key === backup ? { date: '2026-01-05' } : {});
  const error = { code, message };
  api.store.write(`job:${id}`, () => settleWithoutRun(api.store, id, at, 1, { state: 'failed', error }));
  return id;
}

const diskFull = (n: number, at?: number) =>
  failed(backup, 'disk-full', `There is no room for ${n} more bytes.`, at);
const locked = (at?: number) => failed(cleanup, 'eperm', 'A file is in use.', at);

const listed = async (filter: Parameters<typeof letters.list>[0]) =>
  (await letters.list(filter)).rows.map(({ id }) => id);

it('failures with one cause are one group, the newest first', async () => {
  locked(1000);
  for (const n of [1, 2, 3]) diskFull(n, 2000 + n);
  expect(await letters.groups()).toMatchObject([
    {
      title: 'Back up the database',
      letters: 3,
      firstAt: 2001,
      lastAt: 2003,
      error: { code: 'disk-full', message: 'There is no room for 3 more bytes.' },
    },
    { title: 'Clean up temporary files', letters: 1 },
  ]);
});

it('each filter narrows, alone and with others, and pages follow each other', async () => {
  const [older, newer, other] = [diskFull(17, 1000), diskFull(18, 2000), locked(3000)];
  const [group] = (await letters.list({ text: '17' })).rows;
  expect(await listed({})).toEqual([other, newer, older]);
  expect(await listed({ queue: 'scheduled', name: 'database-backup' })).toEqual([newer, older]);
  expect(await listed({ code: 'eperm' })).toEqual([other]);
  expect(await listed({ fingerprint: group?.fingerprint ?? '' })).toEqual([newer, older]);
  expect(await listed({ text: 'NO ROOM FOR 18' })).toEqual([newer]);
  expect(await listed({ text: '%' })).toEqual([]);
  expect(await listed({ since: 2000, until: 3000 })).toEqual([newer]);
  expect(await listed({ code: 'disk-full', text: 'in use' })).toEqual([]);
  expect(await letters.list({ limit: 1, offset: 1 })).toMatchObject({ rows: [{ id: newer }], total: 3 });
});

it('one is shown with its payload, and an unknown one is refused', async () => {
  expect(await letters.get({ id: diskFull(1) })).toMatchObject({
    payload: { date: '2026-01-05' },
    error: { code: 'disk-full' },
    closedAt: null,
  });
  expect(await failure(letters.get({ id: 'nothing' }))).toMatchObject({
    data: { code: 'dead-letter-not-found' },
  });
});

it.each([
  ['its id', (id: string) => Promise.resolve({ ids: [id] })],
  ['its group', async (id: string) => ({ fingerprint: (await letters.get({ id })).fingerprint })],
  ['a filter', () => Promise.resolve({ filter: { code: 'disk-full' } })],
])('redriven by %s, however often that is asked, it is one new job with a link', async (_, selection) => {
  const [id, other] = [diskFull(1), locked()];
  const chosen = await selection(id);
  const asked = await Promise.all([
    letters.redrive(chosen),
    letters.redrive(chosen),
    letters.redrive(chosen),
  ]);
  expect(asked.reduce((sum, { redriven }) => sum + redriven, 0)).toBe(1);
  const letter = await letters.get({ id });
  expect(letter).toMatchObject({ closedBy: api.context.actor });
  const again = await api.client.jobs.get({ id: letter.redrivenAs ?? '' });
  expect(again).toMatchObject({ state: 'waiting', payload: { date: '2026-01-05' } });
  const { total } = await api.client.jobs.list({ state: 'waiting' });
  expect([total, await listed({})]).toEqual([1, [other]]);
});

it('what is discarded is kept as closed, is not run, and stays so', async () => {
  const [id, other] = [diskFull(1), locked()];
  expect(await letters.discard({ ids: [id] })).toEqual({ discarded: 1, skipped: 0 });
  expect(await letters.discard({ ids: [id] })).toEqual({ discarded: 0, skipped: 1 });
  expect(await letters.redrive({ ids: [id] })).toEqual({ redriven: 0, skipped: 1 });
  expect(await letters.get({ id })).toMatchObject({ closedBy: api.context.actor, redrivenAs: null });
  expect(await listed({ state: 'closed' })).toEqual([id]);
  expect(await listed({ state: 'any' })).toEqual([other, id]);
});

it('nothing is changed when one of the ids does not exist, or when nothing is selected', async () => {
  const id = diskFull(1);
  for (const call of [letters.redrive, letters.discard]) {
    expect(await failure(call({ ids: [id, 'nothing'] }))).toMatchObject({
      data: { code: 'dead-letter-not-found' },
    });
    expect(await failure(call({ ids: [] }))).toMatchObject({ code: 'BAD_REQUEST' });
  }
  expect(await letters.get({ id })).toMatchObject({ closedAt: null });
});

it('a job that this program does not have is left alone', async () => {
  const id = failed('elsewhere/print', 'no-printer', 'There is no printer.');
  expect(await letters.redrive({ ids: [id] })).toEqual({ redriven: 0, skipped: 1 });
  expect(await letters.get({ id })).toMatchObject({ title: 'elsewhere/print', closedAt: null });
});
