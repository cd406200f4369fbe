import { expect, test } from 'vitest';
import { describeStats, hoursBack } from '../../../electron/cli/jobs-stats.ts';
import type { RunFigures } from '../../../workers/api/wire.ts';

test('how far back is said in hours, days or weeks, and is no more than what is kept', () => {
  expect(['1h', '7d', '4w', '90d'].map(hoursBack)).toEqual([1, 168, 672, 2160]);
  for (const text of ['', '7', '0d', '91d', '13w', '-1d', '1.5d', '7 days'])
    expect(() => hoursBack(text)).toThrow('--since must be');
});

const figures: RunFigures = {
  completed: 1200,
  failed: 2,
  retried: 3,
  aborted: 0,
  crashed: 1,
  wait: { p50Ms: 4, p95Ms: 60, p99Ms: 90, atMostMs: 100 },
  run: { p50Ms: 350, p95Ms: 12_300, p99Ms: 14_000, atMostMs: null },
};
const stats = {
  from: 0,
  to: 1,
  timeZone: 'UTC',
  interval: 'day' as const,
  complete: true,
  total: figures,
  jobs: [{ queue: 'invoice', name: 'generate-pdf', title: 'Make an invoice PDF', ...figures }],
  intervals: [],
  depth: [
    { queue: 'invoice', steps: [{ at: 0, waiting: 40, active: 1, retrying: 0 }] },
    { queue: 'import', steps: [] },
  ],
};

test('people read counts, waits and durations per job, and how much has waited', () => {
  const text = describeStats(stats, Number.POSITIVE_INFINITY);
  expect(text).toMatch(/Make an invoice PDF +1,200 +2 +3 +1 +4 ms \/ 60 ms +350 ms \/ 12\.3 s\n/);
  expect(text).toContain('Most waiting at a time: invoice 40.');
  expect(text).not.toContain('ask again');
});

test('where nothing ran, that is said; where not all is counted, that too', () => {
  expect(describeStats({ ...stats, jobs: [] }, 80)).toMatch(/^Nothing has run since /);
  expect(describeStats({ ...stats, complete: false }, 80)).toContain('ask again in a moment');
});
