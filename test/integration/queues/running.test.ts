import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redrive } from '../../../workers/queues/redrive.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { jobOf, outcomesOf, runsOf, until, untilActive, untilSettled } from '../../fixtures/queues/look.ts';
import { mostAtOnce, traced, tracedAt } from '../../fixtures/queues/trace.ts';
import { startRedisSite, type RedisSite } from '../../support/redis-sites.ts';

/** The same for the bundled Redis and for each kind that a site may run itself. */
describe.each(['bundled', 'tls', 'sentinel', 'cluster'] as const)('on a Redis of the kind %s', (kind) => {
  let engine: TestEngine;
  let site: RedisSite | null = null;
  beforeAll(async () => {
    site = kind === 'bundled' ? null : await startRedisSite(kind);
    engine = await TestEngine.start(site === null ? {} : { site: site.target });
  });
  afterAll(async () => {
    await engine.stop();
    await site?.stop();
  });

  test('a job that is wanted runs once and leaves its history', async () => {
    const id = engine.want('work/effect');
    const job = await untilSettled(engine.store, id);
    expect(job).toMatchObject({
      state: 'completed',
      attempts: 1,
      progress: 1000,
      result: '{"ok":true}',
      error: null,
    });
    expect(job.startedAt).toBeGreaterThanOrEqual(job.createdAt);
    const runs = runsOf(engine.store, id);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ outcome: 'completed', worker: 'press-1', attempt: 1, error: null });
    expect(runs[0]!.finishedAt! - runs[0]!.startedAt).toBe(runs[0]!.runMs);
    expect(runs[0]!.waitMs).toBeLessThan(5000);
  });

  test('nothing is handed over twice, and everything that is wanted at once runs', async () => {
    const ids = Array.from({ length: 40 }, () => engine.want('work/effect'));
    await until(
      () => ids.map((id) => jobOf(engine.store, id).state),
      (states) => states.every((state) => state === 'completed'),
    );
    for (const id of ids) {
      expect(traced(engine.store, id, 'effect')).toBe(1);
      expect(outcomesOf(engine.store, id)).toEqual(['completed']);
    }
  });

  test('no more than the catalog allows run at the same time in one worker, also where some were fetched early', async () => {
    const ids = [...Array.from({ length: 12 }, () => 0), ...Array.from({ length: 6 }, () => 60)].map((ms) =>
      engine.want('work/span', { ms }),
    );
    await until(
      () => ids.map((id) => jobOf(engine.store, id).state),
      (states) => states.every((state) => state === 'completed'),
    );
    expect(mostAtOnce(engine.store)).toBe(2);
  });

  test('a job that fails is tried again, and completes with fresh attempts counted', async () => {
    const id = engine.want('work/fail', { times: 2 });
    const job = await untilSettled(engine.store, id);
    expect(job).toMatchObject({ state: 'completed', attempts: 3, result: '3', error: null });
    expect(outcomesOf(engine.store, id)).toEqual(['retry', 'retry', 'completed']);
    expect(runsOf(engine.store, id).map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  test('when the last attempt has failed, the job has failed, with the error of that attempt', async () => {
    const id = engine.want('work/fail', { times: 99 });
    const job = await untilSettled(engine.store, id);
    expect(job).toMatchObject({ state: 'failed', attempts: 3, result: null });
    expect(JSON.parse(job.error!)).toEqual({ code: 'unexpected', message: 'failure 3' });
    expect(outcomesOf(engine.store, id)).toEqual(['retry', 'retry', 'failed']);
  });

  test('what cannot get better is not tried again', async () => {
    const permanent = engine.want('work/permanent');
    const refused = engine.want('work/refused');
    expect(await untilSettled(engine.store, permanent)).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: '{"code":"no-such-invoice","message":"There is no such invoice."}',
    });
    expect(await untilSettled(engine.store, refused)).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: '{"code":"file-empty","message":"The file is empty."}',
    });
  });

  test('a job that asks to be tried later is left alone for that long', async () => {
    const id = engine.want('work/later', { afterMs: 900 });
    await until(
      () => jobOf(engine.store, id).state,
      (state) => state === 'retrying',
    );
    expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed', attempts: 2 });
    const [first] = tracedAt(engine.store, id, 'attempt-1');
    const [second] = tracedAt(engine.store, id, 'attempt-2');
    expect(second! - first!).toBeGreaterThanOrEqual(895);
    expect(second! - first!).toBeLessThan(4000);
  });

  test('a job does not run before its time', async () => {
    const runAt = Date.now() + 700;
    const id = engine.want('work/effect', {}, { runAt });
    await untilSettled(engine.store, id);
    expect(tracedAt(engine.store, id, 'effect')[0]).toBeGreaterThanOrEqual(runAt);
    expect(runsOf(engine.store, id)[0]!.waitMs).toBeLessThan(3000);
  });

  test('a run beyond its limit is stopped, and its attempt is used up', async () => {
    const id = engine.want('work/slow');
    const job = await untilSettled(engine.store, id);
    expect(job).toMatchObject({ state: 'failed', attempts: 3 });
    expect(JSON.parse(job.error!)).toEqual({
      code: 'timed-out',
      message: '“slow” took longer than 0.4 seconds and was stopped.',
    });
    expect(runsOf(engine.store, id).map(({ runMs }) => runMs! >= 395 && runMs! < 3000)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('a run that moves may take as long as it likes', async () => {
    const id = engine.want('work/moving');
    expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed', attempts: 1 });
    expect(runsOf(engine.store, id)[0]!.runMs).toBeGreaterThan(1100);
  });

  test('progress is seen while the job runs, with its note', async () => {
    const id = engine.want('work/patient');
    const job = await until(
      () => jobOf(engine.store, id),
      ({ progress }) => progress > 0,
    );
    expect(job).toMatchObject({ state: 'active', progress: 250, progressNote: '{"item":"first"}' });
    requestCancel(engine.store, 'user:test', id);
    await untilSettled(engine.store, id);
  });

  test('a running job that is cancelled is told to stop', async () => {
    const id = engine.want('work/patient');
    await untilActive(engine.store, id);
    const asked = Date.now();
    expect(requestCancel(engine.store, 'user:test', id)).toBe(true);
    const job = await untilSettled(engine.store, id);
    expect(job.state).toBe('cancelled');
    expect(job.settledAt! - asked).toBeLessThan(2000);
    expect(outcomesOf(engine.store, id)).toEqual(['aborted']);
    expect(requestCancel(engine.store, 'user:test', id)).toBe(false);
  });

  test('a waiting job that is cancelled never runs', async () => {
    const id = engine.want('work/effect', {}, { runAt: Date.now() + 600 });
    await until(
      () => jobOf(engine.store, id).handedAt,
      (handedAt) => handedAt !== null,
    );
    expect(requestCancel(engine.store, 'user:test', id)).toBe(true);
    expect(jobOf(engine.store, id)).toMatchObject({ state: 'cancelled' });
    expect(jobOf(engine.store, id).settledAt).not.toBeNull();
    const after = engine.want('work/effect', {}, { runAt: Date.now() + 900 });
    await untilSettled(engine.store, after);
    expect(traced(engine.store, id, 'effect')).toBe(0);
    expect(runsOf(engine.store, id)).toEqual([]);
  });

  test('a failed job that is run again is a new job with fresh attempts, made once', async () => {
    const id = engine.want('work/fail', { times: 3 });
    await untilSettled(engine.store, id);
    const again = redrive(engine.store, 'user:test', id);
    expect(redrive(engine.store, 'user:test', id)).toBe(again);
    expect(await untilSettled(engine.store, again)).toMatchObject({
      state: 'failed',
      attempts: 3,
      redrivenFrom: id,
    });
    const third = redrive(engine.store, 'user:test', id);
    expect(jobOf(engine.store, third).redrivenFrom).toBe(again);
    await untilSettled(engine.store, third);
  });
});
