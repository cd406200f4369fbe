import { afterEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { setSchedule } from '../../../workers/queues/schedule-requests.ts';
import { scheduleRow } from '../../../workers/store/schedule.ts';
import { outbox } from '../../../workers/store/schema.ts';
import { adminOf } from '../../fixtures/queues/admin.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { testCatalog } from '../../fixtures/queues/jobs.ts';
import { jobOf, outcomesOf, until, untilSettled } from '../../fixtures/queues/look.ts';
import { tracedAt } from '../../fixtures/queues/trace.ts';

let engine: TestEngine;
afterEach(() => engine.stop());

const key = 'timed/note';

/** A whole second a while from now, and the cron expression that names it: it comes again in a year. */
function soon(ms: number): { at: number; cron: string } {
  const at = Math.ceil((Date.now() + ms) / 1000) * 1000;
  const date = new Date(at);
  const time = [date.getUTCSeconds(), date.getUTCMinutes(), date.getUTCHours()];
  return { at, cron: [...time, date.getUTCDate(), date.getUTCMonth() + 1, '*'].join(' ') };
}

/** As a person sets it. @returns when it is due, and the job that is armed for then. */
function setSoon(ms: number): { at: number; jobId: string } {
  const { at, cron } = soon(ms);
  setSchedule(engine.store, testCatalog, 'user:test', key, { cron, timeZone: 'UTC' });
  engine.api.send({ type: 'enqueued' });
  return { at, jobId: armed()?.armedJobId ?? '' };
}

const armed = () => scheduleRow(engine.store, key);

const untilHandedOver = (jobId: string) =>
  until(
    () => jobOf(engine.store, jobId).handedAt,
    (handedAt) => handedAt !== null,
  );

/** The job ran at its time, no other one did, and the one of the next year is armed. */
async function expectOneRunAt(at: number, jobId: string): Promise<void> {
  expect(await untilSettled(engine.store, jobId)).toMatchObject({ state: 'completed', scheduledFor: at });
  const next = await until(armed, (row) => row?.lastJobId === jobId && row.armedJobId !== null);
  expect(next?.armedFor).toBeGreaterThan(at + 300 * 86_400_000);
  const jobs = engine.store.orm.select().from(outbox).where(eq(outbox.schedule, key)).all();
  expect(jobs.filter(({ state }) => state === 'completed').map(({ id }) => id)).toEqual([jobId]);
  expect(outcomesOf(engine.store, jobId)).toEqual(['completed']);
  const [noted, ...more] = tracedAt(engine.store, jobId, 'noted');
  expect(more).toEqual([]);
  expect(noted).toBeGreaterThanOrEqual(at);
}

test('an armed job runs at its time, once', async () => {
  engine = await TestEngine.start();
  const { at, jobId } = setSoon(1500);
  await untilHandedOver(jobId);
  expect(Date.now()).toBeLessThan(at);
  await expectOneRunAt(at, jobId);
  expect(tracedAt(engine.store, jobId, 'noted')[0]).toBeLessThan(at + 2000);
});

test('Redis is emptied between arming and the time: the job runs at its time, once', async () => {
  engine = await TestEngine.start();
  const { at, jobId } = setSoon(3000);
  await untilHandedOver(jobId);
  const client = await adminOf(engine.redis);
  await client.flushall();
  expect(Date.now()).toBeLessThan(at);
  client.disconnect();
  await expectOneRunAt(at, jobId);
});

test('the api is killed between arming and handing over: the job runs at its time, once', async () => {
  engine = await TestEngine.start();
  await engine.redis.kill();
  const { at, jobId } = setSoon(3000);
  await engine.api.kill();
  expect(jobOf(engine.store, jobId).handedAt).toBeNull();
  await engine.redis.restart();
  await expectOneRunAt(at, jobId);
});

test('the api is killed as soon as it has armed a job of its own accord: that one runs, and no second one', async () => {
  engine = await TestEngine.start({ children: ['press'] });
  const { at, cron } = soon(4000);
  engine.store.raw
    .prepare(
      `INSERT INTO schedule (key, cron, time_zone, updated_at, updated_by) VALUES (?, ?, 'UTC', 0, 'user:test')`,
    )
    .run(key, cron);
  void engine.api.start().catch(() => {});
  const row = await until(armed, (seen) => (seen?.armedJobId ?? null) !== null);
  await engine.api.kill();
  await expectOneRunAt(at, row?.armedJobId ?? '');
});

test('the api is killed after handing over and is away at the time: the job runs all the same, once', async () => {
  engine = await TestEngine.start();
  const { at, jobId } = setSoon(2000);
  await untilHandedOver(jobId);
  engine.api.revive = false;
  await engine.api.kill();
  await untilSettled(engine.store, jobId);
  await engine.api.start();
  await expectOneRunAt(at, jobId);
});
