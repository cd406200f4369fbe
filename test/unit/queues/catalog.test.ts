import { expect, test } from 'vitest';
import { handlers } from '../../../workers/jobs/index.ts';
import { catalog } from '../../../workers/queues/catalog.ts';
import { requireCron } from '../../../workers/queues/cron.ts';
import type { AnyJobDefinition } from '../../../workers/queues/define.ts';
import { queuesOf } from '../../../workers/queues/queues-of.ts';

const entries = Object.entries(catalog) as [string, AnyJobDefinition][];

test.each(entries)('%s is keyed by its queue and name, and Bull can take both', (key, job) => {
  expect(key).toBe(`${job.queue}/${job.name}`);
  expect(key).not.toContain(':');
  expect(job.attempts).toBeGreaterThanOrEqual(1);
  expect(job.backoffMs).toBeLessThanOrEqual(job.backoffCapMs);
});

test.each(entries)('%s has a function that does it', async (key) => {
  expect(await handlers[key as keyof typeof handlers]()).toBeTypeOf('function');
});

const scheduled = entries.filter(([, { schedule }]) => schedule !== undefined);

test.each(scheduled)('%s has a schedule that comes, and a payload for each time', (_, job) => {
  const { schedule, payload } = job;
  expect(() => requireCron(schedule?.cron ?? '', 'America/Chicago', 0)).not.toThrow();
  expect(payload.safeParse(schedule?.payload({ at: 0, date: '1970-01-01' })).success).toBe(true);
});

test('the jobs of one queue agree on who runs them and how many at once: Bull cannot tell them apart there', () => {
  const queues = Map.groupBy(entries, ([, job]) => job.queue);
  for (const jobs of queues.values()) {
    expect(new Set(jobs.map(([, { role }]) => role)).size).toBe(1);
    expect(new Set(jobs.map(([, { concurrency }]) => concurrency)).size).toBe(1);
  }
});

test('a worker takes the queues of its role', () => {
  expect([...queuesOf(catalog, 'press')]).toEqual([
    ['import', 1],
    ['invoice', 1],
  ]);
  expect([...queuesOf(catalog, 'office')]).toEqual([
    ['email', 2],
    ['print', 1],
    ['scheduled', 1],
  ]);
});
