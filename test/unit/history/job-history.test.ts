import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayStarts, jobHistory } from '../../../workers/api/job-history.ts';
import { hourMs, hourOf } from '../../../workers/queues/roll-up.ts';
import { addPast } from '../../fixtures/history/past.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

const day = 24 * hourMs;
/** Midnight in Chicago. */
const begin = Date.UTC(2026, 0, 5, 6);
let temp: TempStore;
beforeEach(async () => {
  temp = await tempStore();
  temp.store.raw.exec("UPDATE site SET time_zone = 'America/Chicago'");
});
afterEach(() => temp.remove());

test('counts what has just ended, in all, per job, and per day of the warehouse', async () => {
  addPast(temp.store, [
    { key: 'invoice/generate-pdf', at: begin + 1, retries: 1, waitMs: 5, runMs: 150 },
    { key: 'invoice/generate-pdf', at: begin + day - 1, outcome: 'failed' },
    { key: 'import/process-csv', at: begin + day, outcome: 'crashed' },
    { key: 'import/process-csv', at: begin + 2 * day },
  ]);
  const window = { from: begin, to: begin + 2 * day };
  const history = await jobHistory(temp.store, { ...window, interval: 'day' });
  expect(history).toMatchObject({ ...window, timeZone: 'America/Chicago', complete: true });
  expect(history.total).toMatchObject({ completed: 1, failed: 1, retried: 1, crashed: 1, aborted: 0 });
  expect(history.jobs.map(({ title, completed, crashed }) => [title, completed, crashed])).toEqual([
    ['Import a file', 0, 1],
    ['Make an invoice PDF', 1, 0],
  ]);
  expect(history.intervals).toMatchObject([
    { from: begin, to: begin + day, completed: 1, failed: 1, retried: 1, crashed: 0 },
    { from: begin + day, to: begin + 2 * day, completed: 0, crashed: 1 },
  ]);
  const ofQueue = await jobHistory(temp.store, { ...window, queue: 'import', interval: 'hour' });
  expect(ofQueue.intervals).toMatchObject([{ from: begin + day, to: begin + day + hourMs, crashed: 1 }]);
  const pdf = history.jobs.find(({ name }) => name === 'generate-pdf');
  expect(pdf?.wait).toMatchObject({ atMostMs: 5 });
  expect(pdf?.run?.p95Ms).toBeGreaterThan(100);
  expect(pdf?.run?.p95Ms).toBeLessThanOrEqual(200);
  expect(pdf?.run?.p99Ms).toBeGreaterThanOrEqual(pdf?.run?.p95Ms ?? Infinity);
});

test('a long backlog is not waited for, and the answer says that it is not complete', async () => {
  addPast(
    temp.store,
    Array.from({ length: 10_500 }, () => ({ key: 'work/a', at: begin })),
  );
  const ask = () => jobHistory(temp.store, { from: begin, to: begin + day, interval: 'day' });
  expect(await ask()).toMatchObject({ complete: false, total: { completed: 10_000 } });
  expect(await ask()).toMatchObject({ complete: true, total: { completed: 10_500 } });
});

test('days are as long as the warehouse has them: 23 hours in spring, 25 in autumn', () => {
  const lengths = (from: number) => {
    const [first, last] = [hourOf(from), hourOf(from) + 72];
    const startOf = dayStarts(first, last, 'America/Chicago');
    const starts = Array.from({ length: 72 }, (_, n) => startOf(first + n));
    return [...Map.groupBy(starts, (start) => start).values()].map(({ length }) => length);
  };
  expect(lengths(Date.UTC(2026, 2, 8, 6))).toEqual([23, 24, 24, 1]);
  expect(lengths(Date.UTC(2026, 10, 1, 5))).toEqual([25, 24, 23]);
});

test('ninety days are read from the hours by their key; of the runs only those not counted are looked for', async () => {
  const { store } = temp;
  const asked: string[] = [];
  const prepare = store.raw.prepare.bind(store.raw);
  store.raw.prepare = (sql: string) => {
    asked.push(sql);
    return prepare(sql);
  };
  await jobHistory(store, { from: begin, to: begin + 90 * day, interval: 'day' });
  const plans = asked
    .filter((sql) => sql.startsWith('SELECT'))
    .map((sql) => {
      const steps = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(sql.match(/\?/g) ?? []).map(() => 0)) as {
        detail: string;
      }[];
      return steps.map(({ detail }) => detail).join('; ');
    });
  expect(plans.filter((plan) => plan.includes('job_hour'))).toEqual([
    expect.stringMatching(/^SEARCH job_hour USING PRIMARY KEY \(hour=\? AND queue=\? AND name=\?\)$/),
    expect.stringMatching(/^SEARCH job_hour USING PRIMARY KEY \(hour>\? AND hour<\?\)$/),
  ]);
  const ofRuns = plans.filter((plan) => plan.includes('job_run'));
  expect(ofRuns).toHaveLength(1);
  expect(ofRuns[0]).toContain('job_run USING INDEX job_run_uncounted');
});
