import { expect, test } from 'vitest';
import {
  aheadAtMost,
  createAdmission,
  heldAtMostMs,
  type Admission,
} from '../../../workers/queues/admission.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

async function runShortOnes(admission: Admission, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    expect(await admission.place()).toBe(true);
    expect(await admission.enter()).toBe(true);
    admission.leave(1);
  }
}

/** A promise's value so far; undefined while it waits. */
function soFar<T>(promise: Promise<T>): { value: T | undefined } {
  const seen: { value: T | undefined } = { value: undefined };
  void promise.then((value) => (seen.value = value));
  return seen;
}

test('at first, and where jobs are long, no more are fetched than can run', async () => {
  const admission = createAdmission(2, new VirtualClock());
  expect([1, 2, 3].map(() => admission.tryPlace())).toEqual([true, true, false]);
  await admission.enter();
  admission.leave(60_000);
  expect([1, 2].map(() => admission.tryPlace())).toEqual([true, false]);
});

test('where jobs are short a few are fetched before their turn', async () => {
  const admission = createAdmission(1, new VirtualClock());
  await runShortOnes(admission, 5);
  const places = Array.from({ length: aheadAtMost + 2 }, () => admission.tryPlace());
  expect(places).toEqual([...Array.from({ length: aheadAtMost + 1 }, () => true), false]);
});

test('only as many run at once as may, in the order in which they came', async () => {
  const clock = new VirtualClock();
  const admission = createAdmission(1, clock);
  await runShortOnes(admission, 5);
  for (let n = 0; n < 3; n += 1) admission.tryPlace();
  expect(await admission.enter()).toBe(true);
  const second = soFar(admission.enter());
  const third = soFar(admission.enter());
  await clock.advance(1);
  expect([second.value, third.value]).toEqual([undefined, undefined]);
  admission.leave(1);
  await clock.advance(1);
  expect([second.value, third.value]).toEqual([true, undefined]);
  admission.leave(1);
  await clock.advance(1);
  expect(third.value).toBe(true);
});

test('a job that was fetched early goes back when its turn does not come, and no more are fetched early', async () => {
  const clock = new VirtualClock();
  const admission = createAdmission(1, clock);
  await runShortOnes(admission, 5);
  for (let n = 0; n < 2; n += 1) admission.tryPlace();
  await admission.enter();
  const held = soFar(admission.enter());
  await clock.advance(heldAtMostMs - 1);
  expect(held.value).toBeUndefined();
  await clock.advance(1);
  expect(held.value).toBe(false);
  expect(admission.tryPlace()).toBe(false);
  admission.leave(heldAtMostMs);
  expect([1, 2].map(() => admission.tryPlace())).toEqual([true, false]);
});

test('a turn that came at once and was not used goes to whoever waits', async () => {
  const clock = new VirtualClock();
  const admission = createAdmission(1, clock);
  await runShortOnes(admission, 5);
  for (let n = 0; n < 2; n += 1) admission.tryPlace();
  expect([admission.tryEnter(), admission.tryEnter()]).toEqual([true, false]);
  const held = soFar(admission.enter());
  admission.leave(null);
  await clock.advance(1);
  expect(held.value).toBe(true);
  expect(admission.tryEnter()).toBe(false);
});

test('whoever waits for a place gets it when a job is over or was not there', async () => {
  const clock = new VirtualClock();
  const admission = createAdmission(1, clock);
  admission.tryPlace();
  const [first, second] = [soFar(admission.place()), soFar(admission.place())];
  await clock.advance(1);
  expect([first.value, second.value]).toEqual([undefined, undefined]);
  admission.giveUpPlace();
  await clock.advance(1);
  expect([first.value, second.value]).toEqual([true, undefined]);
  await admission.enter();
  admission.leave(60_000);
  await clock.advance(1);
  expect(second.value).toBe(true);
});

test('a process that stops fetches no more and gives back what has not begun', async () => {
  const clock = new VirtualClock();
  const admission = createAdmission(1, clock);
  await runShortOnes(admission, 5);
  while (admission.tryPlace());
  await admission.enter();
  const held = soFar(admission.enter());
  const seeking = soFar(admission.place());
  admission.stop();
  await clock.advance(1);
  expect([held.value, seeking.value]).toEqual([false, false]);
  expect(await admission.place()).toBe(false);
  expect(await admission.enter()).toBe(false);
});

test('while it is paused none is fetched or begun, what waited goes back, and what asked is served afterwards', async () => {
  const clock = new VirtualClock();
  const admission = createAdmission(1, clock);
  await runShortOnes(admission, 5);
  expect([admission.tryPlace(), admission.tryPlace()]).toEqual([true, true]);
  expect(await admission.enter()).toBe(true);
  const waiting = soFar(admission.enter());
  admission.pause();
  const asking = soFar(admission.place());
  await clock.advance(1);
  expect([waiting.value, asking.value, admission.tryPlace()]).toEqual([false, undefined, false]);
  admission.leave(1);
  await clock.advance(1);
  expect([asking.value, admission.tryEnter()]).toEqual([undefined, false]);
  admission.resume();
  await clock.advance(1);
  expect([asking.value, admission.tryEnter()]).toEqual([true, true]);
});
