/**
 * Durations as counts per bucket: small, and two of them add up to a third. What is lost is where in its bucket a duration lay.
 * The bounds are in every row that was ever written and must never change; other bounds would need a column of their own.
 */

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/**
 * Upper bounds in ms, each its bucket's own. A duration above the last one falls into one more bucket, without an upper bound. No
 * bound is more than three times the one before it.
 */
export const bounds: readonly number[] = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  1 * seconds,
  2 * seconds,
  5 * seconds,
  10 * seconds,
  30 * seconds,
  1 * minutes,
  2 * minutes,
  5 * minutes,
  10 * minutes,
  30 * minutes,
  1 * hours,
  3 * hours,
  8 * hours,
  24 * hours,
];

/** Counts per bucket, in their order; buckets at the end may be left out when they are empty. */
export type Histogram = readonly number[];

/** @param ms a duration; what a clock that was set back makes negative counts as none at all. */
export function bucketOf(ms: number): number {
  const index = bounds.findIndex((bound) => ms <= bound);
  return index === -1 ? bounds.length : index;
}

/** How many of each duration there are. */
export function histogramOf(durations: Iterable<number>): Histogram {
  const counts: number[] = [];
  for (const ms of durations) {
    const bucket = bucketOf(ms);
    while (counts.length <= bucket) counts.push(0);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

export function merge(one: Histogram, other: Histogram): Histogram {
  const longer = one.length >= other.length ? one : other;
  return longer.map((_, bucket) => (one[bucket] ?? 0) + (other[bucket] ?? 0));
}

/** As kept in the database: a JSON array without zeros at its end. */
export function encode(histogram: Histogram): string {
  return JSON.stringify(histogram.slice(0, histogram.findLastIndex((count) => count > 0) + 1));
}

/** @throws SyntaxError for what `encode` did not write. */
export function decode(text: string): Histogram {
  const counts: unknown = JSON.parse(text);
  if (Array.isArray(counts) && counts.length <= bounds.length + 1 && counts.every(Number.isSafeInteger))
    return counts as number[];
  throw new SyntaxError(`Not a histogram: ${text}`);
}

/**
 * The duration in ms that the given share does not exceed, by interpolation in its bucket. It lies in the same bucket as the exact one,
 * so it is at most three times too large or too small (below 1 ms: 1 ms off). Beyond the last bound it is that bound: at least.
 * @param share above 0, at most 1.
 * @returns null when nothing was counted.
 */
export function quantile(histogram: Histogram, share: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.min(total, Math.max(1, Math.ceil(share * total)));
  let below = 0;
  for (const [bucket, count] of histogram.entries()) {
    if (below + count >= rank) return within(bucket, (rank - below) / count);
    below += count;
  }
  return null;
}

function within(bucket: number, fraction: number): number {
  const lower = bounds[bucket - 1] ?? 0;
  const upper = bounds[bucket] ?? lower;
  return lower + (upper - lower) * fraction;
}

/**
 * The upper bound in ms of the longest duration's bucket.
 * @returns null when nothing was counted, Infinity when it was longer than the last bound.
 */
export function longest(histogram: Histogram): number | null {
  const last = histogram.findLastIndex((count) => count > 0);
  return last === -1 ? null : (bounds[last] ?? Number.POSITIVE_INFINITY);
}
