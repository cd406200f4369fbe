import { expect, test } from 'vitest';
import { inWords, startDeadline } from '../../../workers/queues/deadline.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

function started(counts: 'whole-run' | 'without-progress', timeoutMs = 1000) {
  const clock = new VirtualClock();
  let passed = 0;
  const deadline = startDeadline(clock, { timeoutMs, counts }, () => (passed += 1));
  return { clock, deadline, passed: () => passed };
}

test('passes once, when the time is over', async () => {
  const { clock, passed } = started('whole-run');
  await clock.advance(999);
  expect(passed()).toBe(0);
  await clock.advance(10_000);
  expect(passed()).toBe(1);
});

test('for the whole run, moving changes nothing', async () => {
  const { clock, deadline, passed } = started('whole-run');
  await clock.advance(600);
  deadline.moved();
  await clock.advance(400);
  expect(passed()).toBe(1);
});

test('without progress, each move gives the full time again', async () => {
  const { clock, deadline, passed } = started('without-progress');
  for (let step = 0; step < 20; step += 1) {
    await clock.advance(900);
    deadline.moved();
  }
  expect(passed()).toBe(0);
  await clock.advance(999);
  expect(passed()).toBe(0);
  await clock.advance(1);
  expect(passed()).toBe(1);
});

test('a limit longer than any timer can wait does not pass at once', async () => {
  const month = 30 * 24 * 3600 * 1000;
  const { clock, passed } = started('whole-run', month);
  await clock.advance(month - 1);
  expect(passed()).toBe(0);
  await clock.advance(1);
  expect(passed()).toBe(1);
});

test('stopped, it never passes', async () => {
  const { clock, deadline, passed } = started('whole-run');
  deadline.stop();
  await clock.advance(5000);
  expect(passed()).toBe(0);
});

test.each([
  [400, '0.4 seconds'],
  [1000, '1 second'],
  [30_000, '30 seconds'],
  [600_000, '10 minutes'],
  [83 * 3_600_000, '83 hours'],
])('%i ms are %s', (ms, words) => expect(inWords(ms)).toBe(words));
