import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { depthSteps, sampleDepths } from '../../../workers/queues/depths.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { putSample, type DepthSample } from '../../../workers/store/depth-sample.ts';
import { beginAs, want } from '../../fixtures/queues/jobs-in-store.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const begin = Date.UTC(2026, 2, 3);
let clock: VirtualClock;
let temp: TempStore;
beforeEach(async () => {
  clock = new VirtualClock(begin);
  temp = await tempStore(clock);
});
afterEach(() => temp.remove());

const steps = (from: number, to: number, points = 100) =>
  depthSteps(temp.store, 'work', { from, to, points });
const write = (samples: readonly DepthSample[]) =>
  temp.store.write('user:test', () => {
    for (const sample of samples) putSample(temp.store, 'work', sample);
  });
const waiting = (at: number, depth: number): DepthSample => ({ at, waiting: depth, active: 0, retrying: 0 });

test('a sample tells what waits, runs and is to be retried, and leaves out what is settled', async () => {
  const [first, second] = [want(temp.store, 'work/a'), want(temp.store, 'work/a')];
  want(temp.store, 'other/a');
  beginAs(temp.store, 'one', first);
  sampleDepths(temp.store, ['work']);
  requestCancel(temp.store, 'user:test', second);
  clock.sleep(minute);
  sampleDepths(temp.store, ['work']);
  expect(await steps(begin, begin + 2 * minute)).toEqual([
    { at: begin, waiting: 1, active: 1, retrying: 0 },
    { at: begin + minute, waiting: 0, active: 1, retrying: 0 },
  ]);
});

test('an idle queue costs one sample a day', () => {
  let written = 0;
  for (let n = 0; n < 3 * 24 * 60; n += 1) {
    written += sampleDepths(temp.store, ['work', 'idle']);
    clock.sleep(minute);
  }
  expect(written).toBe(2 * 3);
});

test('after the clock was set back, depths are compared with those before the time that it says', async () => {
  write([waiting(begin - minute, 0), waiting(begin + 5 * minute, 1)]);
  want(temp.store, 'work/a');
  expect(sampleDepths(temp.store, ['work'])).toBe(1);
  expect(sampleDepths(temp.store, ['work'])).toBe(0);
  expect(await steps(begin, begin + minute)).toEqual([waiting(begin, 1)]);
});

test('a window begins with what was in the queue before it', async () => {
  write([waiting(begin - day, 7), waiting(begin + 10, 8), waiting(begin + 20, 9)]);
  clock.sleep(-1);
  expect(await steps(begin, begin + 20)).toEqual([waiting(begin, 7), waiting(begin + 10, 8)]);
  expect(await steps(begin - 2 * day, begin - day)).toEqual([]);
});

test('with more steps than wanted, each slot has the highest that held in it', async () => {
  clock.sleep(10 * day);
  const change = fc.record({ at: fc.integer({ min: -50, max: 999 }), depth: fc.nat({ max: 20 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(change, { selector: ({ at }) => at, minLength: 1, maxLength: 80 }),
      fc.constantFrom(1, 4, 10),
      async (changes, points) => {
        temp.store.raw.exec('DELETE FROM depth_sample');
        write(changes.map(({ at, depth }) => waiting(begin + at, depth)));
        const answer = await steps(begin, begin + 1000, points);
        expect(answer.length).toBeLessThanOrEqual(points);
        // What the highest depth is must be the same, however coarse the answer.
        const sorted = changes.toSorted((a, b) => a.at - b.at);
        const held = sorted.findLast(({ at }) => at <= 0)?.depth;
        const inside = sorted.filter(({ at }) => at > 0).map(({ depth }) => depth);
        const highest = Math.max(...(held === undefined ? [] : [held]), ...inside);
        expect(Math.max(...answer.map((step) => step.waiting))).toBe(highest);
        for (const [n, step] of answer.entries()) {
          const until = answer[n + 1]?.at ?? begin + 1000;
          const atBegin = sorted.findLast((each) => begin + each.at <= step.at)?.depth ?? 0;
          const during = sorted.filter((each) => begin + each.at > step.at && begin + each.at < until);
          const seen = Math.max(atBegin, ...during.map(({ depth }) => depth));
          expect(step.waiting).toBeGreaterThanOrEqual(seen);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('ninety days of changes every minute are read in parts', async () => {
  const minutes = 90 * 24 * 60;
  write(Array.from({ length: minutes }, (_, n) => waiting(begin + n * minute, n % 1000)));
  clock.sleep(90 * day);
  const answer = await steps(begin, begin + 90 * day, 90);
  expect(answer).toHaveLength(90);
  expect(answer.every((step) => step.waiting === 999)).toBe(true);
});
