import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { repeatedly } from '../../workers/repeatedly.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

test('each turn begins only after the last has ended, and says when the next is due', async () => {
  const clock = new VirtualClock();
  const ends: (() => void)[] = [];
  const repeated = repeatedly(clock, 10, async () => {
    await new Promise<void>((done) => void ends.push(done));
    return 100;
  });
  await clock.advance(10);
  await clock.advance(1_000);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await clock.advance(99);
  expect(ends).toHaveLength(1);
  await clock.advance(1);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await repeated.stop();
});

test('stopped, it tells the turn that is under way, waits for it, and begins no other', async () => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  const repeated = repeatedly(clock, 0, async (signal) => {
    seen.push('begun');
    await new Promise<void>((done) => signal.addEventListener('abort', () => done()));
    await nextTurn();
    seen.push('ended');
    return 0;
  });
  await clock.advance(0);
  await repeated.stop();
  expect(seen).toEqual(['begun', 'ended']);
  await clock.advance(10_000);
  expect(seen).toEqual(['begun', 'ended']);
});
