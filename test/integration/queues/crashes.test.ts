import { afterEach, expect, test } from 'vitest';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { jobOf, outcomesOf, runsOf, until, untilActive, untilSettled } from '../../fixtures/queues/look.ts';
import { isAlive } from '../../support/processes.ts';
import { traced } from '../../fixtures/queues/trace.ts';

let engine: TestEngine;
afterEach(() => engine.stop());

test('a job whose worker is killed runs again within three seconds, and its attempt is not used up', async () => {
  engine = await TestEngine.start({ presses: 2 });
  const id = engine.want('work/effect', { ms: 1500 });
  await untilActive(engine.store, id);
  const [first] = runsOf(engine.store, id);
  const killedAt = Date.now();
  await engine.presses.find(({ name }) => name === first!.worker)!.kill();
  const runs = await until(
    () => runsOf(engine.store, id),
    ({ length }) => length === 2,
  );
  expect(runs[1]!.startedAt - killedAt).toBeLessThan(3000);
  expect(runs[0]).toMatchObject({ outcome: 'crashed', attempt: 1 });
  expect(JSON.parse(runs[0]!.error!)).toMatchObject({ code: 'worker-died' });
  expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed', attempts: 1 });
  expect(traced(engine.store, id, 'effect')).toBe(1);
});

test('a job that ends its process three times at the same place is set aside; others go on', async () => {
  engine = await TestEngine.start();
  const poison = engine.want('work/crash', { times: 99 });
  const job = await untilSettled(engine.store, poison);
  expect(job.state).toBe('failed');
  expect(JSON.parse(job.error!)).toMatchObject({ code: 'crashed-too-often' });
  expect(outcomesOf(engine.store, poison)).toEqual(['crashed', 'crashed', 'crashed']);
  const other = engine.want('work/effect');
  expect(await untilSettled(engine.store, other)).toMatchObject({ state: 'completed' });
});

test('a job that only happens to run beside one that ends the process is not set aside with it', async () => {
  engine = await TestEngine.start();
  // Two at a time: they are taken together, die together, and come back together.
  const poison = engine.want('work/crash', { times: 99, ms: 300 });
  const bystander = engine.want('work/effect', { ms: 500 });
  expect(await untilSettled(engine.store, bystander, 30_000)).toMatchObject({
    state: 'completed',
    attempts: 1,
  });
  const job = await untilSettled(engine.store, poison, 30_000);
  expect(JSON.parse(job.error ?? '{}')).toMatchObject({ code: 'crashed-too-often' });
  expect(outcomesOf(engine.store, bystander)).toEqual(['crashed', 'crashed', 'completed']);
});

test('jobs that a worker had leased before their turn come back when it dies, blameless, and run once', async () => {
  engine = await TestEngine.start();
  const settled = async (ids: string[]) => {
    for (const id of ids) await untilSettled(engine.store, id, 30_000);
  };
  const outcomes: string[] = [];
  // A worker that has seen short jobs only expects more of them. On a busy machine they may not be short every time.
  for (let round = 0; round < 8 && !outcomes.includes('aborted'); round += 1) {
    await settled(Array.from({ length: 20 }, () => engine.want('work/fail', { times: 0 })));
    const deadly = [1, 2].map(() => engine.want('work/crash', { times: 1, ms: 80 }));
    const leased = Array.from({ length: 5 }, () => engine.want('work/effect'));
    await settled([...deadly, ...leased]);
    for (const id of leased) {
      expect(jobOf(engine.store, id)).toMatchObject({ state: 'completed', attempts: 1 });
      expect(traced(engine.store, id, 'effect')).toBe(1);
      outcomes.push(outcomesOf(engine.store, id)[0] ?? 'none');
    }
  }
  expect(outcomes).toContain('aborted');
  expect(outcomes).not.toContain('crashed');
}, 60_000);

test('a job that gets further with every crash is not set aside', async () => {
  engine = await TestEngine.start();
  const id = engine.want('work/crash', { times: 4, further: 1 });
  expect(await untilSettled(engine.store, id, 30_000)).toMatchObject({ state: 'completed', attempts: 1 });
  expect(outcomesOf(engine.store, id)).toEqual(['crashed', 'crashed', 'crashed', 'crashed', 'completed']);
});

/** How long after the run's start its process was gone, ms. */
async function gone(id: string): Promise<number> {
  await untilActive(engine.store, id);
  const { startedAt } = runsOf(engine.store, id)[0] ?? { startedAt: NaN };
  const pid = engine.press.process?.pid ?? 0;
  await until(
    () => isAlive(pid),
    (alive) => !alive,
  );
  return Date.now() - startedAt;
}

test('a job that hears no signal has lost its process five seconds after its limit', async () => {
  engine = await TestEngine.start();
  const other = engine.want('work/patient');
  await untilActive(engine.store, other);
  const id = engine.want('work/deaf');
  expect(await gone(id)).toBeLessThan(300 + 5000);
  const job = await untilSettled(engine.store, id);
  expect(job.state).toBe('failed');
  expect(JSON.parse(job.error!)).toMatchObject({ code: 'timed-out' });
  expect(outcomesOf(engine.store, id)).toEqual(['failed']);
  // The other run in that process was interrupted through no fault of its own, and runs again in the next one.
  await until(
    () => outcomesOf(engine.store, other),
    (outcomes) => outcomes.join() === 'aborted,running',
  );
  expect(engine.press.restarts).toBe(1);
});

test('a job in a busy loop loses its process too', async () => {
  engine = await TestEngine.start();
  const id = engine.want('work/spin');
  expect(await gone(id)).toBeLessThan(300 + 5000);
  const job = await untilSettled(engine.store, id);
  expect(JSON.parse(job.error!)).toMatchObject({ code: 'timed-out' });
  expect(outcomesOf(engine.store, id)).toEqual(['failed']);
  expect(await untilSettled(engine.store, engine.want('work/effect'))).toMatchObject({ state: 'completed' });
});

test('a worker that is stopped hands a long job back, and another one goes on where it was', async () => {
  engine = await TestEngine.start({ presses: 2 });
  const id = engine.want('steps/resume', { steps: 40, ms: 50 });
  await until(
    () => traced(engine.store, id, 'step'),
    (steps) => steps > 5,
  );
  const [run] = runsOf(engine.store, id);
  const stopped = engine.presses.find(({ name }) => name === run!.worker)!;
  const began = Date.now();
  expect(await stopped.stop(1500)).toBe(0);
  expect(Date.now() - began).toBeLessThan(2000);
  const job = await untilSettled(engine.store, id);
  expect(job).toMatchObject({ state: 'completed', attempts: 1, result: '40' });
  const runs = runsOf(engine.store, id);
  expect(runs.map(({ outcome }) => outcome)).toEqual(['aborted', 'completed']);
  expect(JSON.parse(runs[0]!.error!)).toMatchObject({ code: 'shutting-down' });
  expect(runs[1]!.startedAt - runs[0]!.finishedAt!).toBeLessThan(3000);
  expect(traced(engine.store, id, 'step')).toBe(40);
});

test('a worker that is stopped lets a short job finish', async () => {
  engine = await TestEngine.start();
  const id = engine.want('work/effect', { ms: 300 });
  await untilActive(engine.store, id);
  expect(await engine.press.stop(6000)).toBe(0);
  expect(jobOf(engine.store, id)).toMatchObject({ state: 'completed' });
  expect(outcomesOf(engine.store, id)).toEqual(['completed']);
});

test('a worker that is stopped while Redis is away ends all the same', async () => {
  engine = await TestEngine.start({ children: ['press'] });
  await engine.redis.kill();
  const askedAt = Date.now();
  expect(await engine.press.stop(1500)).toBe(0);
  expect(Date.now() - askedAt).toBeLessThan(6000);
});

test('what ran while the whole engine died runs again when it starts, and is not held against the job', async () => {
  engine = await TestEngine.start();
  const id = engine.want('work/effect', { ms: 800 });
  await untilActive(engine.store, id);
  for (const child of engine.children) child.revive = false;
  await engine.api.kill();
  await engine.press.kill();
  expect(outcomesOf(engine.store, id)).toEqual(['running']);
  await Promise.all([engine.api.start(), engine.press.start()]);
  expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed' });
  expect(outcomesOf(engine.store, id)).toEqual(['aborted', 'completed']);
  expect(traced(engine.store, id, 'effect')).toBe(1);
});

test('an api that starts again leaves the living workers their jobs', async () => {
  engine = await TestEngine.start();
  const id = engine.want('work/effect', { ms: 1200 });
  await untilActive(engine.store, id);
  await engine.api.kill();
  await until(
    () => engine.api.restarts,
    (restarts) => restarts === 1,
  );
  await engine.api.ready;
  const during = engine.want('work/effect');
  expect(await untilSettled(engine.store, during)).toMatchObject({ state: 'completed' });
  expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed' });
  expect(outcomesOf(engine.store, id)).toEqual(['completed']);
});
