import { afterAll, beforeAll, expect, it } from 'vitest';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';

let api: TestApi;
let client: Client;
const key = 'scheduled/database-backup';

beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
});

afterAll(() => api.close());

const backup = async () => (await client.schedules.list()).find((each) => each.key === key);

it('a schedule is paused, resumed and given another time, and says when it comes next', async () => {
  await client.schedules.pause({ key });
  expect(await backup()).toMatchObject({ nextAt: null, nextJobId: null });
  expect((await backup())?.pausedAt).not.toBeNull();
  await client.schedules.resume({ key });
  const usual = await backup();
  expect(usual).toMatchObject({ pausedAt: null, cron: '30 0 * * *', isOwn: false });
  await client.schedules.set({ key, cron: '15 4 * * *', timeZone: 'Asia/Kolkata' });
  const own = await backup();
  expect(own).toMatchObject({ cron: '15 4 * * *', timeZone: 'Asia/Kolkata', isOwn: true });
  expect(new Date(own?.nextAt ?? 0).toISOString()).toMatch(/T22:45:00\.000Z$/);
  await client.schedules.set({ key, cron: null, timeZone: null });
  expect(await backup()).toEqual({ ...usual, nextJobId: expect.any(String) as string });
});

it('run now is a job that can be looked at, and the same one when asked twice', async () => {
  const { jobId } = await client.schedules.run({ key });
  expect(await client.schedules.run({ key })).toEqual({ jobId });
  expect(await client.jobs.get({ id: jobId })).toMatchObject({ title: 'Back up the database' });
  expect((await backup())?.byHand).toMatchObject({ jobId, state: 'waiting', error: null });
});

it('a time that is not in force yet is told in words and as the next five times, and nothing is changed', async () => {
  const before = await backup();
  const preview = await client.schedules.preview({ cron: '0 6 * * 1', timeZone: 'Asia/Kolkata' });
  expect(preview).toMatchObject({ words: 'Every Monday at 06:00, Kolkata time', timeZone: 'Asia/Kolkata' });
  expect(preview.next).toHaveLength(5);
  for (const at of preview.next) expect(new Date(at).toISOString()).toMatch(/T00:30:00\.000Z$/);
  expect((await client.schedules.preview({ cron: '0 6 * * 1' })).timeZone).toBe(before?.siteTimeZone);
  expect(await backup()).toEqual(before);
});

it.each([
  ['0 25 * * *', 'UTC', 'cron-invalid'],
  ['0 0 30 2 *', 'UTC', 'cron-never'],
  ['0 0 * * *', 'Moon/Base', 'time-zone-unknown'],
])('a time that cannot be is refused before it is given: %s %s', async (cron, timeZone, code) => {
  expect(await failure(client.schedules.preview({ cron, timeZone }))).toMatchObject({ data: { code } });
});

it('who paused it is told, nothing comes meanwhile, and what was armed is no run', async () => {
  const [before] = [await backup()];
  expect(before?.next).toHaveLength(5);
  await client.schedules.pause({ key });
  expect(await backup()).toMatchObject({ pausedBy: api.context.actor, next: [], byHand: before?.byHand });
  await client.schedules.resume({ key });
  await client.schedules.pause({ key });
  expect(await backup()).toMatchObject({ byHand: before?.byHand });
  await client.schedules.resume({ key });
  expect(await backup()).toMatchObject({ pausedBy: null });
});

it('what cannot be is refused in words', async () => {
  expect(await failure(client.schedules.set({ key, cron: 'often' }))).toMatchObject({
    data: { code: 'cron-invalid' },
  });
  expect(await failure(client.schedules.pause({ key: 'scheduled/nothing' }))).toMatchObject({
    data: { code: 'schedule-not-found' },
  });
});
