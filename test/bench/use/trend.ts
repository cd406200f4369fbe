/** Whether what is held grows: the middle of the first half of a run, its start left out, beside the middle of its last quarter. */
import type { Reading } from './gauge.ts';

export interface Trend {
  name: string;
  early: number;
  late: number;
  isFlat: boolean;
}

/** What may come on top: caches that fill, tables that V8 grows by doubling. Resident memory is shown and not judged: it is V8's choice. */
const allowances: [kind: RegExp, share: number, amount: number][] = [
  [/ heap$/, 0.05, 2 * 2 ** 20],
  [/ external$/, 0.05, 2 * 2 ** 20],
  [/ (handles|descriptors|documents)$/, 0.05, 3],
  [/ (nodes|listeners)$/, 0.05, 300],
];

export function trends(readings: readonly Reading[]): Trend[] {
  const at = (share: number) => Math.floor(readings.length * share);
  const early = readings.slice(at(0.15), Math.max(at(0.5), at(0.15) + 1));
  const late = readings.slice(at(0.75));
  return Object.keys(readings.at(-1) ?? {}).map((name) => {
    const [before, after] = [early, late].map((some) => median(some.map((each) => each[name] ?? NaN)));
    return compare(name, before ?? NaN, after ?? NaN);
  });
}

function compare(name: string, early: number, late: number): Trend {
  const [, share = Infinity, amount = Infinity] = allowances.find(([kind]) => kind.test(name)) ?? [];
  return { name, early, late, isFlat: late <= early + Math.max(early * share, amount) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
