import { afterEach, beforeEach, expect, test } from 'vitest';
import { progressReporter } from '../../../workers/queues/progress.ts';
import { beginAs, want } from '../../fixtures/queues/jobs-in-store.ts';
import { jobOf } from '../../fixtures/queues/look.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

let clock: VirtualClock;
let temp: TempStore;
let id: string;
beforeEach(async () => {
  clock = new VirtualClock();
  temp = await tempStore(clock);
  id = want(temp.store, 'work/effect');
  beginAs(temp.store, 'one', id);
});
afterEach(() => temp.remove());

const reporter = () => progressReporter(temp.store, clock, id, () => {});

test('hundreds of reports in a second are written four times, and the last one counts', async () => {
  const progress = reporter();
  const before = jobOf(temp.store, id).change;
  for (let call = 1; call <= 990; call += 1) {
    progress.report(call / 1980, { row: call });
    await clock.advance(1);
  }
  expect(jobOf(temp.store, id).change - before).toBe(4);
  await clock.advance(250);
  expect(jobOf(temp.store, id)).toMatchObject({ progress: 500, progressNote: '{"row":990}' });
  expect(jobOf(temp.store, id).change - before).toBe(5);
});

test('the note stays when a later report has none', async () => {
  const progress = reporter();
  progress.report(0.1, { item: 'a' });
  await clock.advance(300);
  progress.report(0.2);
  expect(jobOf(temp.store, id)).toMatchObject({ progress: 200, progressNote: '{"item":"a"}' });
});

test('a report from within a transaction of the job is written after it', async () => {
  const progress = reporter();
  temp.store.write('job:x', () => progress.report(0.7));
  expect(jobOf(temp.store, id).progress).toBe(0);
  await clock.advance(250);
  expect(jobOf(temp.store, id).progress).toBe(700);
});

test('stopped, it writes nothing any more; flushed before, nothing is missing', async () => {
  const progress = reporter();
  progress.report(0.1);
  progress.report(0.2);
  progress.flush();
  expect(jobOf(temp.store, id).progress).toBe(200);
  progress.report(0.3);
  progress.stop();
  await clock.advance(1000);
  expect(jobOf(temp.store, id).progress).toBe(200);
});

test('fractions outside of 0 to 1 are brought there', async () => {
  const progress = reporter();
  for (const [fraction, perMille] of [
    [-1, 0],
    [7, 1000],
    [Number.NaN, 0],
  ] as const) {
    progress.report(fraction);
    await clock.advance(250);
    expect(jobOf(temp.store, id).progress).toBe(perMille);
  }
});
