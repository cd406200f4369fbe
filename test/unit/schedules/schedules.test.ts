import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../../../workers/log.ts';
import { recordEnding } from '../../../workers/queues/finish.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import {
  pauseSchedule,
  resumeSchedule,
  runScheduleNow,
  setSchedule,
} from '../../../workers/queues/schedule-requests.ts';
import { startScheduler } from '../../../workers/queues/scheduler.ts';
import { auditLog } from '../../../workers/store/schema.ts';
import { scheduleRow } from '../../../workers/store/schedule.ts';
import { beginAs, claimAs } from '../../fixtures/queues/jobs-in-store.ts';
import { jobOf } from '../../fixtures/queues/look.ts';
import {
  armedFor,
  nightly,
  occurrencesOf,
  reconcileIn,
  runArmed,
  scheduledCatalog,
  unsettledOf,
  zoneOf,
} from '../../fixtures/queues/scheduled-jobs.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const clerk = 'user:clerk';

let clock: VirtualClock;
/** How far the system's clock was set without its timers noticing, ms. */
let skewMs: number;
let temp: TempStore;
beforeEach(async () => {
  clock = new VirtualClock(Date.UTC(2026, 0, 5, 18));
  skewMs = 0;
  temp = await tempStore({
    now: () => clock.now() + skewMs,
    after: (ms, run) => clock.after(ms, run),
  });
  zoneOf(temp.store, 'America/Chicago');
});
afterEach(() => temp.remove());

const catalog = scheduledCatalog();
const reconcile = (with_ = catalog) => reconcileIn(temp.store, with_);

/** Time goes by in steps; at each the schedules are reconciled, and a worker takes what is due. */
function live(until: number, stepMs: number, with_ = catalog): void {
  for (;;) {
    reconcile(with_);
    if ((scheduleRow(temp.store, nightly)?.armedFor ?? Infinity) <= clock.now()) runArmed(temp.store);
    reconcile(with_);
    if (clock.now() >= until) return;
    clock.sleep(Math.min(stepMs, until - clock.now()));
  }
}

const ranFor = () =>
  occurrencesOf(temp.store)
    .filter(({ state }) => state === 'completed')
    .map(({ scheduledFor }) => new Date(scheduledFor ?? 0).toISOString().slice(0, 16));

test('a declared schedule has one job armed, for the next occurrence in the zone of the warehouse', () => {
  reconcile();
  reconcile();
  expect(unsettledOf(temp.store)).toMatchObject([
    {
      state: 'waiting',
      runAt: Date.UTC(2026, 0, 6, 6, 30),
      scheduledFor: Date.UTC(2026, 0, 6, 6, 30),
      payload: '{"date":"2026-01-06"}',
      handedAt: null,
    },
  ]);
});

test('a job is not run before its time, and the next one is armed when it has ended, not sooner', () => {
  reconcile();
  const first = scheduleRow(temp.store, nightly)?.armedJobId ?? '';
  expect(claimAs(temp.store, 'office', first)).toMatchObject({ kind: 'later' });
  clock.sleep(13 * hour);
  beginAs(temp.store, 'office', first);
  clock.sleep(2 * day);
  reconcile();
  expect(unsettledOf(temp.store)).toMatchObject([{ id: first }]);
});

test('through a year of two changes of the clocks each night has one run', () => {
  zoneOf(temp.store, 'Europe/Berlin');
  live(clock.now() + 365 * day, 3 * hour, scheduledCatalog({ cron: '30 2 * * *' }));
  const runs = ranFor();
  expect(runs).toHaveLength(365);
  expect(new Set(runs.map((at) => at.slice(0, 10))).size).toBe(365);
  expect(runs).toContain('2026-03-29T01:00');
  expect(runs).toContain('2026-10-25T00:30');
});

test('an armed job whose row was removed is armed again, for the same occurrence', () => {
  reconcile();
  const before = armedFor(temp.store);
  temp.store.raw.exec('DELETE FROM outbox');
  reconcile();
  expect(armedFor(temp.store)).toBe(before);
  expect(unsettledOf(temp.store)).toHaveLength(1);
});

test('a row that was removed after its time is not run for again: it may have been', () => {
  reconcile();
  clock.sleep(13 * hour);
  temp.store.raw.exec('DELETE FROM outbox');
  reconcile();
  expect(armedFor(temp.store)).toBe('2026-01-07T06:30:00.000Z');
});

test('an armed job that a person cancels is left out, and the next one is armed', () => {
  reconcile();
  requestCancel(temp.store, clerk, scheduleRow(temp.store, nightly)?.armedJobId ?? '');
  reconcile();
  expect(armedFor(temp.store)).toBe('2026-01-07T06:30:00.000Z');
});

describe('an edit leaves no ghost', () => {
  const cancelledWith = () =>
    temp.store.raw.prepare<[], string>(`SELECT error FROM outbox WHERE state = 'cancelled'`).pluck().all();

  test('of the cron in the catalog', () => {
    reconcile();
    reconcile(scheduledCatalog({ cron: '0 5 * * *' }));
    expect(armedFor(temp.store)).toBe('2026-01-06T11:00:00.000Z');
    expect(unsettledOf(temp.store)).toHaveLength(1);
    expect(cancelledWith()).toEqual([expect.stringContaining('schedule-changed')]);
  });

  test('of the zone of the warehouse', () => {
    reconcile();
    zoneOf(temp.store, 'Europe/Berlin');
    reconcile();
    expect(armedFor(temp.store)).toBe('2026-01-05T23:30:00.000Z');
    expect(unsettledOf(temp.store)).toHaveLength(1);
  });

  test('by the operator, there and back again, to the very same occurrence', () => {
    reconcile();
    const before = armedFor(temp.store);
    setSchedule(temp.store, catalog, clerk, nightly, { cron: '0 4 * * *', timeZone: 'Europe/Berlin' });
    expect(armedFor(temp.store)).toBe('2026-01-06T03:00:00.000Z');
    setSchedule(temp.store, catalog, clerk, nightly, { cron: null, timeZone: null });
    expect(armedFor(temp.store)).toBe(before);
    expect(unsettledOf(temp.store)).toHaveLength(1);
  });

  test('while it runs: the run goes on, and the next one comes by the new time', () => {
    reconcile();
    clock.sleep(13 * hour);
    const jobId = scheduleRow(temp.store, nightly)?.armedJobId ?? '';
    const run = beginAs(temp.store, 'office', jobId);
    setSchedule(temp.store, catalog, clerk, nightly, { cron: '0 4 * * *' });
    expect(jobOf(temp.store, run.jobId).state).toBe('active');
    expect(unsettledOf(temp.store)).toHaveLength(1);
  });

  test('out of the catalog: nothing is armed and nothing is remembered', () => {
    reconcile();
    reconcile({});
    expect(unsettledOf(temp.store)).toEqual([]);
    expect(scheduleRow(temp.store, nightly)).toBeUndefined();
  });
});

describe('what came while the machine was off', () => {
  test('runs once, late, and then as usual', () => {
    reconcile();
    clock.sleep(7 * day);
    live(clock.now() + 2 * day, hour);
    expect(ranFor()).toEqual(['2026-01-06T06:30', '2026-01-13T06:30', '2026-01-14T06:30']);
  });

  test('runs once, late, also when the last run had ended before', () => {
    live(Date.UTC(2026, 0, 6, 12), hour);
    runArmedBeforeTheEnd();
    clock.sleep(7 * day);
    live(clock.now() + day, hour);
    expect(ranFor()).toEqual([
      '2026-01-06T06:30',
      '2026-01-07T06:30',
      '2026-01-14T06:30',
      '2026-01-15T06:30',
    ]);
  });

  /** The engine goes down right after a run, before the next one is armed. */
  function runArmedBeforeTheEnd(): void {
    clock.sleep(Date.UTC(2026, 0, 7, 7) - clock.now());
    runArmed(temp.store);
  }

  test('is passed over where the catalog says so', () => {
    const skipping = scheduledCatalog({ missed: 'skip', graceMs: 10 * minute });
    reconcile(skipping);
    const first = scheduleRow(temp.store, nightly)?.armedJobId ?? '';
    clock.sleep(7 * day);
    live(clock.now() + day, 10 * minute, skipping);
    expect(jobOf(temp.store, first)).toMatchObject({
      state: 'cancelled',
      error: expect.stringContaining('occurrence-missed') as string,
    });
    expect(ranFor()).toEqual(['2026-01-13T06:30']);
  });

  test('is run within its grace all the same', () => {
    const skipping = scheduledCatalog({ missed: 'skip', graceMs: 10 * minute });
    reconcile(skipping);
    clock.sleep(Date.UTC(2026, 0, 6, 6, 39) - clock.now());
    reconcile(skipping);
    expect(claimAs(temp.store, 'office', unsettledOf(temp.store)[0]?.id ?? '')).toMatchObject({
      kind: 'run',
    });
  });
});

describe('a clock that is set', () => {
  test('back after a run does not bring the occurrence a second time', () => {
    live(Date.UTC(2026, 0, 6, 6, 31), minute * 10);
    clock.sleep(-2 * hour);
    live(clock.now() + 2 * day, hour);
    expect(ranFor()).toEqual(['2026-01-06T06:30', '2026-01-07T06:30']);
  });

  test('back past several runs brings none of them a second time', () => {
    live(Date.UTC(2026, 0, 8, 12), hour);
    clock.sleep(-3 * day);
    reconcile();
    expect(armedFor(temp.store)).toBe('2026-01-09T06:30:00.000Z');
    live(Date.UTC(2026, 0, 9, 12), hour);
    expect(ranFor()).toEqual([
      '2026-01-06T06:30',
      '2026-01-07T06:30',
      '2026-01-08T06:30',
      '2026-01-09T06:30',
    ]);
  });

  test('a year ahead and back again brings one run, and then those that have not been', () => {
    reconcile();
    clock.sleep(365 * day);
    reconcile();
    runArmed(temp.store);
    reconcile();
    clock.sleep(-365 * day);
    reconcile();
    expect(armedFor(temp.store)).toBe('2026-01-07T06:30:00.000Z');
    expect(unsettledOf(temp.store)).toHaveLength(1);
    live(Date.UTC(2026, 0, 8, 12), hour);
    expect(ranFor()).toEqual(['2026-01-06T06:30', '2026-01-07T06:30', '2026-01-08T06:30']);
  });
});

describe('a pause', () => {
  test('cancels what is armed, brings nothing late, and leaves a trail', () => {
    reconcile();
    pauseSchedule(temp.store, catalog, clerk, nightly);
    pauseSchedule(temp.store, catalog, clerk, nightly);
    expect(unsettledOf(temp.store)).toEqual([]);
    live(clock.now() + 7 * day, hour);
    expect(ranFor()).toEqual([]);
    resumeSchedule(temp.store, catalog, clerk, nightly);
    expect(armedFor(temp.store)).toBe('2026-01-13T06:30:00.000Z');
    expect(temp.store.orm.select().from(auditLog).all()).toMatchObject([
      { actor: clerk, entity: 'schedule', entityId: nightly, action: 'pause' },
      { actor: clerk, entity: 'schedule', entityId: nightly, action: 'resume' },
    ]);
  });

  test('and its end before the occurrence arm the same one again', () => {
    reconcile();
    const before = armedFor(temp.store);
    pauseSchedule(temp.store, catalog, clerk, nightly);
    resumeSchedule(temp.store, catalog, clerk, nightly);
    expect(armedFor(temp.store)).toBe(before);
  });
});

describe('while its job runs', () => {
  let jobId: string;
  let run: ReturnType<typeof beginAs>;
  beforeEach(() => {
    reconcile();
    clock.sleep(13 * hour);
    jobId = scheduleRow(temp.store, nightly)?.armedJobId ?? '';
    run = beginAs(temp.store, 'office', jobId);
  });
  const end = () => recordEnding(temp.store, run, { kind: 'completed', result: 'null' });

  test('a pause lets it end, and nothing comes after it', () => {
    pauseSchedule(temp.store, catalog, clerk, nightly);
    reconcile();
    expect(jobOf(temp.store, jobId)).toMatchObject({ state: 'active', settledAt: null });
    end();
    live(clock.now() + 2 * day, hour);
    expect(ranFor()).toEqual(['2026-01-06T06:30']);
    expect(unsettledOf(temp.store)).toEqual([]);
  });

  test('a version without the schedule lets it end, and then forgets the schedule', () => {
    reconcile({});
    expect(jobOf(temp.store, jobId)).toMatchObject({ state: 'active', settledAt: null });
    end();
    reconcile({});
    expect(jobOf(temp.store, jobId).state).toBe('completed');
    expect(scheduleRow(temp.store, nightly)).toBeUndefined();
  });

  test('a run that takes longer than the grace is not passed over', () => {
    clock.sleep(day);
    reconcile(scheduledCatalog({ missed: 'skip' }));
    expect(jobOf(temp.store, jobId)).toMatchObject({ state: 'active', settledAt: null });
  });
});

describe('run now', () => {
  test('is a job of its own beside the armed one, and asked twice the same', () => {
    reconcile();
    const before = armedFor(temp.store);
    const jobId = runScheduleNow(temp.store, catalog, clerk, nightly);
    expect(runScheduleNow(temp.store, catalog, clerk, nightly)).toBe(jobId);
    expect(jobOf(temp.store, jobId)).toMatchObject({
      scheduledFor: null,
      payload: '{"date":"2026-01-05"}',
      createdBy: clerk,
    });
    expect(armedFor(temp.store)).toBe(before);
    requestCancel(temp.store, clerk, jobId);
    expect(runScheduleNow(temp.store, catalog, clerk, nightly)).not.toBe(jobId);
  });

  test('is the armed job where that is due', () => {
    reconcile();
    clock.sleep(13 * hour);
    expect(runScheduleNow(temp.store, catalog, clerk, nightly)).toBe(
      scheduleRow(temp.store, nightly)?.armedJobId,
    );
  });

  test('works while the schedule is paused', () => {
    pauseSchedule(temp.store, catalog, clerk, nightly);
    runScheduleNow(temp.store, catalog, clerk, nightly);
    expect(unsettledOf(temp.store)).toHaveLength(1);
  });
});

test('what cannot be is refused in words, and changes nothing', () => {
  reconcile();
  const before = scheduleRow(temp.store, nightly);
  const set =
    (own: Parameters<typeof setSchedule>[4], key = nightly) =>
    () =>
      setSchedule(temp.store, catalog, clerk, key, own);
  expect(set({ cron: 'nightly' })).toThrow(expect.objectContaining({ code: 'cron-invalid' }));
  expect(set({ cron: '0 0 30 2 *' })).toThrow(expect.objectContaining({ code: 'cron-never' }));
  expect(set({ timeZone: 'Mars/Olympus' })).toThrow(expect.objectContaining({ code: 'time-zone-unknown' }));
  expect(set({ cron: null }, 'scheduled/other')).toThrow(
    expect.objectContaining({ code: 'schedule-not-found' }),
  );
  expect(scheduleRow(temp.store, nightly)).toEqual(before);
});

test('a warehouse in a zone that this machine does not know stops no other schedule', () => {
  const two = {
    ...scheduledCatalog(),
    'scheduled/other': { ...scheduledCatalog()[nightly], name: 'other' } as never,
  };
  reconcile(two);
  temp.store.raw.prepare(`UPDATE schedule SET time_zone = 'Mars/Olympus' WHERE key = ?`).run(nightly);
  zoneOf(temp.store, 'Europe/Berlin');
  reconcile(two);
  expect(scheduleRow(temp.store, 'scheduled/other')?.armedZone).toBe('Europe/Berlin');
  expect(scheduleRow(temp.store, nightly)?.armedZone).toBe('America/Chicago');
});

test('the scheduler reconciles at its start, and a second after the end of an armed job', async () => {
  const scheduler = startScheduler(temp.store, catalog, silentLogger);
  await clock.advance(0);
  expect(armedFor(temp.store)).toBe('2026-01-06T06:30:00.000Z');
  await clock.advance(13 * hour);
  runArmed(temp.store);
  await clock.advance(1000);
  expect(armedFor(temp.store)).toBe('2026-01-07T06:30:00.000Z');
  scheduler.stop();
});

test('the scheduler sees a change that nobody told it of within a minute, also on a clock set back', async () => {
  const scheduler = startScheduler(temp.store, catalog, silentLogger);
  await clock.advance(10_000);
  zoneOf(temp.store, 'Europe/Berlin');
  await clock.advance(minute);
  expect(armedFor(temp.store)).toBe('2026-01-05T23:30:00.000Z');
  zoneOf(temp.store, 'America/Chicago');
  skewMs = -hour;
  await clock.advance(1000);
  expect(armedFor(temp.store)).toBe('2026-01-06T06:30:00.000Z');
  scheduler.stop();
});
