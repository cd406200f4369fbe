import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bounds,
  bucketOf,
  decode,
  encode,
  histogramOf,
  longest,
  merge,
  quantile,
} from '../../../workers/queues/histogram.ts';

const duration = fc.oneof(
  fc.integer({ min: 0, max: 2000 }),
  fc.integer({ min: 0, max: 100_000_000 }),
  fc.constantFrom(...bounds),
);
const durations = fc.array(duration, { maxLength: 60 });
const histogram = durations.map(histogramOf);

test('the bounds are those of every row ever written', () => {
  expect(bounds).toEqual([
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000,
    1_800_000, 3_600_000, 10_800_000, 28_800_000, 86_400_000,
  ]);
});

test('a duration is in the bucket whose bound it does not exceed; none is lost', () => {
  expect([-5, 0, 1, 1.5, 2, 86_400_000, 86_400_001].map(bucketOf)).toEqual([0, 0, 0, 1, 1, 22, 23]);
  fc.assert(
    fc.property(durations, (all) => {
      expect(histogramOf(all).reduce((sum, count) => sum + count, 0)).toBe(all.length);
    }),
  );
});

test('histograms of parts add up to that of the whole, in any order', () => {
  fc.assert(
    fc.property(durations, durations, durations, (a, b, c) => {
      const [one, two, three] = [a, b, c].map(histogramOf) as [number[], number[], number[]];
      const whole = encode(histogramOf([...a, ...b, ...c]));
      expect(encode(merge(merge(one, two), three))).toBe(whole);
      expect(encode(merge(one, merge(two, three)))).toBe(whole);
      expect(encode(merge(three, merge(two, one)))).toBe(whole);
    }),
  );
});

test('what is written is read as it was, without zeros at the end', () => {
  fc.assert(
    fc.property(histogram, (counts) => {
      expect(encode(decode(encode(counts)))).toBe(encode(counts));
      expect(encode([...counts, 0, 0])).toBe(encode(counts));
      expect(encode(counts)).not.toMatch(/(^\[|,)0\]$/);
    }),
  );
});

test('something else than a histogram is refused', () => {
  for (const text of ['', '{}', '[1.5]', '["1"]', JSON.stringify(Array.from({ length: 25 }, () => 1))])
    expect(() => decode(text)).toThrow(SyntaxError);
});

test('a quantile lies in the bucket of the exact one, so it is at most three times too large or too small', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 86_400_000 }), { minLength: 1, maxLength: 60 }),
      fc.constantFrom(0.01, 0.5, 0.9, 0.95, 1),
      (all, share) => {
        const exact = all.toSorted((a, b) => a - b)[Math.ceil(share * all.length) - 1] ?? Number.NaN;
        const estimate = quantile(histogramOf(all), share) ?? Number.NaN;
        const bucket = bucketOf(exact);
        expect(estimate).toBeGreaterThan(bounds[bucket - 1] ?? 0);
        expect(estimate).toBeLessThanOrEqual(bounds[bucket] ?? Number.NaN);
        expect(Math.max(estimate / exact, exact / estimate)).toBeLessThanOrEqual(3);
      },
    ),
  );
});

test('quantiles grow with their share, and the longest is not below any', () => {
  fc.assert(
    fc.property(
      histogram,
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (counts, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((share) => quantile(counts, share));
        if (low === null || high === null || low === undefined || high === undefined) return;
        expect(low).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(longest(counts) ?? 0);
      },
    ),
  );
});

test('of nothing there is no quantile; beyond a day it is at least a day', () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(longest([0, 0])).toBeNull();
  const days = histogramOf([200_000_000]);
  expect(quantile(days, 0.5)).toBe(86_400_000);
  expect(longest(days)).toBe(Number.POSITIVE_INFINITY);
});
