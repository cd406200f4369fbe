import { afterEach, beforeEach, expect, test } from 'vitest';
import { pauseKey, pauseWork, resumeWork } from '../../../workers/queues/pause.ts';
import { readSetting } from '../../../workers/store/setting.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { jobOf, outcomesOf, until, untilActive, untilSettled } from '../../fixtures/queues/look.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start();
});
afterEach(() => engine.stop());

/** Longer than a worker needs to hear of a pause. */
const heardMs = 2_500;

async function pauseAndLetBeHeard(until: number | null = null): Promise<void> {
  pauseWork(engine.store, 'test', until);
  await new Promise((resolve) => setTimeout(resolve, heardMs));
}

/** Bull has it, and nobody began it. */
async function staysWaiting(id: string): Promise<void> {
  await until(
    () => jobOf(engine.store, id).handedAt,
    (handedAt) => handedAt !== null,
  );
  await new Promise((resolve) => setTimeout(resolve, heardMs));
  expect(jobOf(engine.store, id)).toMatchObject({ state: 'waiting', startedAt: null });
  expect(outcomesOf(engine.store, id)).toEqual([]);
}

test('while work is paused nothing new begins, what runs ends, and all of it runs once afterwards', async () => {
  const running = engine.want('work/span', { ms: 3_000 });
  await untilActive(engine.store, running);
  await pauseAndLetBeHeard();
  const ids = Array.from({ length: 20 }, () => engine.want('work/effect'));
  expect(await untilSettled(engine.store, running)).toMatchObject({ state: 'completed' });
  for (const id of ids.slice(0, 3)) await staysWaiting(id);
  resumeWork(engine.store, 'test');
  for (const id of ids) {
    expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed', attempts: 1 });
    expect(outcomesOf(engine.store, id)).toEqual(['completed']);
  }
});

test('a pause holds for workers that are started during it', async () => {
  await pauseAndLetBeHeard();
  const { press } = engine;
  await press.kill();
  const id = engine.want('work/effect');
  await until(
    () => press.restarts,
    (restarts) => restarts > 0,
  );
  await press.ready;
  await staysWaiting(id);
  resumeWork(engine.store, 'test');
  await untilSettled(engine.store, id);
});

test('its end needs nobody, and leaves no trace of it', async () => {
  await pauseAndLetBeHeard(Date.now() + 5_000);
  const id = engine.want('work/effect');
  expect(jobOf(engine.store, id).state).toBe('waiting');
  const job = await untilSettled(engine.store, id);
  expect(job).toMatchObject({ state: 'completed', attempts: 1 });
  await until(
    () => readSetting(engine.store, pauseKey),
    (setting) => setting === null,
  );
});
