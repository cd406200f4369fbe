import { afterEach, beforeEach, expect, test } from 'vitest';
import { pauseWork, resumeWork } from '../../../workers/queues/pause.ts';
import { pauseQueue, queuePause, resumeQueue } from '../../../workers/queues/queue-pause.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { jobOf, outcomesOf, until, untilActive, untilSettled } from '../../fixtures/queues/look.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await TestEngine.start();
});
afterEach(() => engine.stop());

const known = ['work'];
/** Longer than a worker needs to hear of a pause. */
const heardMs = 2_500;
const letBeHeard = () => new Promise((resolve) => setTimeout(resolve, heardMs));

/** Bull has it, and nobody began it. */
async function staysWaiting(id: string): Promise<void> {
  await until(
    () => jobOf(engine.store, id).handedAt,
    (handedAt) => handedAt !== null,
  );
  await letBeHeard();
  expect(jobOf(engine.store, id)).toMatchObject({ state: 'waiting', startedAt: null });
}

test('a paused queue begins nothing new, what runs in it ends, and all of it runs once afterwards', async () => {
  const running = engine.want('work/span', { ms: 3_000 });
  await untilActive(engine.store, running);
  pauseQueue(engine.store, 'user:clerk', 'work', known);
  await letBeHeard();
  const ids = Array.from({ length: 10 }, () => engine.want('work/effect'));
  expect(await untilSettled(engine.store, running)).toMatchObject({ state: 'completed' });
  await staysWaiting(ids[0] ?? '');
  resumeQueue(engine.store, 'user:clerk', 'work', known);
  for (const id of ids) {
    expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed', attempts: 1 });
    expect(outcomesOf(engine.store, id)).toEqual(['completed']);
  }
});

test('it outlives the worker, and the end of a pause of all work', async () => {
  pauseQueue(engine.store, 'user:clerk', 'work', known);
  const { press } = engine;
  await press.kill();
  pauseWork(engine.store, 'user:boss', null);
  const id = engine.want('work/effect');
  await until(
    () => press.restarts,
    (restarts) => restarts > 0,
  );
  await press.ready;
  await letBeHeard();
  resumeWork(engine.store, 'user:boss');
  await staysWaiting(id);
  expect(queuePause(engine.store, 'work')).toMatchObject({ by: 'user:clerk' });
  resumeQueue(engine.store, 'user:boss', 'work', known);
  await untilSettled(engine.store, id);
});
