import { expect, test } from 'vitest';
import { jobSteps } from '../../../workers/api/job-steps.ts';
import type { TrailRun } from '../../../workers/store/queries/job-trail.ts';

const job = { createdAt: 0, runAt: null, settledAt: null, cancelRequestedAt: null };
const run = (attempt: number, startedAt: number, finishedAt: number | null, outcome: string): TrailRun => ({
  attempt,
  worker: 'press-1',
  instance: `start-${attempt}`,
  startedAt,
  finishedAt,
  waitMs: 0,
  outcome,
});
const none = new Map<string, number>();
const said = (steps: ReturnType<typeof jobSteps>) => steps.map(({ kind, at, forMs }) => [kind, at, forMs]);

test('a job that nobody has taken waits, and one that is put off says until when', () => {
  expect(said(jobSteps(job, [], none, 50))).toEqual([
    ['wanted', 0, null],
    ['waiting', 0, null],
  ]);
  expect(jobSteps({ ...job, runAt: 900 }, [], none, 50).at(-1)?.until).toBe(900);
  expect(jobSteps({ ...job, runAt: 900 }, [], none, 950).at(-1)?.until).toBeNull();
});

test('each attempt and each wait has its length, and the process that lives its number', () => {
  const runs = [run(1, 10, 30, 'retry'), run(2, 100, null, 'running')];
  const steps = jobSteps({ ...job, cancelRequestedAt: 120 }, runs, new Map([['start-2', 4711]]), 130);
  expect(said(steps)).toEqual([
    ['wanted', 0, null],
    ['waiting', 0, 10],
    ['running', 10, 20],
    ['waiting', 30, 70],
    ['running', 100, null],
    ['cancel-asked', 120, null],
  ]);
  expect(steps[2]?.run?.pid).toBeNull();
  expect(steps[4]?.run?.pid).toBe(4711);
});

test('the end comes last, with the time of the whole', () => {
  const steps = jobSteps({ ...job, settledAt: 30 }, [run(1, 10, 30, 'completed')], none, 99);
  expect(said(steps).at(-1)).toEqual(['settled', 30, 30]);
  const cancelled = jobSteps({ ...job, settledAt: 40, cancelRequestedAt: 40 }, [], none, 99);
  expect(cancelled.map(({ kind }) => kind)).toEqual(['wanted', 'waiting', 'cancel-asked', 'settled']);
});
