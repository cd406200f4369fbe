import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from '../../../workers/queues/backoff.ts';

const policy = { baseMs: 1000, capMs: 60_000 };

test('doubles with each failure and stays under its cap', () => {
  const atMost = (failures: number) => backoffMs(policy, failures, () => 0.999_999);
  expect([1, 2, 3, 6, 7, 50].map(atMost)).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
});

test('is spread over the upper half, so that what failed together does not come back together', () => {
  expect(backoffMs(policy, 2, () => 0)).toBe(1000);
  expect(backoffMs(policy, 2, () => 0.5)).toBe(1500);
});

test('is a whole number of milliseconds within its bounds for any number of failures', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const ms = backoffMs(policy, failures, () => random);
        expect(Number.isSafeInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThanOrEqual(500);
        expect(ms).toBeLessThanOrEqual(60_000);
      },
    ),
  );
});
