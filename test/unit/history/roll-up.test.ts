import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLogger } from '../../../workers/log.ts';
import { addPast, counted } from '../../fixtures/history/past.ts';
import { claimAs, want } from '../../fixtures/queues/jobs-in-store.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { keepHistory } from '../../../workers/queues/history.ts';
import { hourOf, rollUp } from '../../../workers/queues/roll-up.ts';
import type { Store } from '../../../workers/store/open.ts';
import { jobHours } from '../../../workers/store/queries/job-hours.ts';

const at = Date.UTC(2026, 2, 3, 10, 59, 59);
let clock: VirtualClock;
let temp: TempStore;
beforeEach(async () => {
  clock = new VirtualClock(at);
  temp = await tempStore(clock);
});
afterEach(() => temp.remove());

test('runs go into the hour in which they ended, by job and by how they ended', async () => {
  addPast(temp.store, [
    { key: 'work/a', at, retries: 2, waitMs: 3, runMs: 700 },
    { key: 'work/a', at, outcome: 'failed' },
    { key: 'work/a', at, outcome: 'crashed' },
    { key: 'work/b', at, outcome: 'aborted' },
    { key: 'work/a', at: at + 1000 },
  ]);
  expect(await rollUp(temp.store)).toBe(true);
  const hours = jobHours(temp.store, hourOf(at), hourOf(at) + 2);
  const nothing = { completed: 0, failed: 0, retried: 0, aborted: 0, crashed: 0 };
  expect(hours).toMatchObject([
    { hour: hourOf(at), name: 'a', ...nothing, completed: 1, failed: 1, retried: 2, crashed: 1 },
    { hour: hourOf(at), name: 'b', ...nothing, aborted: 1 },
    { hour: hourOf(at) + 1, name: 'a', ...nothing, completed: 1 },
  ]);
  // Three waits of 3 ms and two of 5 ms; three runs of 700 ms and two of 40 ms.
  expect(hours[0]).toMatchObject({ wait: '[0,0,5]', run: '[0,0,0,0,0,2,0,0,0,3]' });
});

test('a run is counted once, however often it is asked', async () => {
  addPast(
    temp.store,
    Array.from({ length: 1203 }, (_, n) => ({ key: 'work/a', at: at + n * 60_000 })),
  );
  expect(await rollUp(temp.store, undefined, 1)).toBe(false);
  expect(counted(temp.store)).toMatchObject({ runs: 500, uncounted: 703 });
  await Promise.all([rollUp(temp.store), rollUp(temp.store), rollUp(temp.store)]);
  expect(counted(temp.store)).toEqual({ runs: 1203, waits: 1203, durations: 1203, uncounted: 0 });
});

test('a run that is not over is left for later', async () => {
  const id = want(temp.store, 'work/a');
  expect(claimAs(temp.store, 'one', id).kind).toBe('run');
  expect(await rollUp(temp.store)).toBe(true);
  expect(counted(temp.store)).toMatchObject({ runs: 0, uncounted: 1 });
});

test('runs that ended after the clock was set back go into the hour that it said', async () => {
  addPast(temp.store, [{ key: 'work/a', at }]);
  await rollUp(temp.store);
  addPast(temp.store, [{ key: 'work/a', at: at - 7_200_000, runMs: -5 }]);
  await rollUp(temp.store);
  expect(jobHours(temp.store, 0, 1e6).map(({ hour, completed }) => [hour, completed])).toEqual([
    [hourOf(at) - 2, 1],
    [hourOf(at), 1],
  ]);
});

test('the keeper counts at its start and every half minute, and no more once it is stopped', async () => {
  const keeper = keepHistory(temp.store, ['work'], silentLogger);
  addPast(temp.store, [{ key: 'work/a', at }]);
  await clock.advance(0);
  expect(counted(temp.store)).toMatchObject({ runs: 1 });
  addPast(temp.store, [{ key: 'work/a', at }]);
  await clock.advance(29_000);
  expect(counted(temp.store)).toMatchObject({ runs: 1 });
  await clock.advance(1000);
  expect(counted(temp.store)).toMatchObject({ runs: 2 });
  await keeper.stop();
  addPast(temp.store, [{ key: 'work/a', at }]);
  await clock.advance(120_000);
  expect(counted(temp.store)).toMatchObject({ runs: 2, uncounted: 1 });
});

test('the keeper goes on after a failure', async () => {
  const failures: string[] = [];
  const { store } = temp;
  addPast(store, [{ key: 'work/a', at }]);
  let room = false;
  const crowded: Store = {
    ...store,
    write: (...args) => {
      if (room) return store.write(...args);
      throw new Error('no room');
    },
  };
  const log = { ...silentLogger, warn: (event: string) => void failures.push(event) };
  const keeper = keepHistory(crowded, ['work'], log);
  await clock.advance(0);
  expect(failures).toEqual(['history postponed', 'history postponed']);
  room = true;
  await clock.advance(60_000);
  expect(counted(store)).toMatchObject({ runs: 1 });
  await keeper.stop();
});
