import { afterEach, describe, expect, test } from 'vitest';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { jobOf, runsOf, until, untilActive, untilSettled } from '../../fixtures/queues/look.ts';
import { traced } from '../../fixtures/queues/trace.ts';
import { startRedisSite, type RedisSite } from '../../support/redis-sites.ts';

let site: RedisSite;
const engines: TestEngine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
  await site.stop();
});

async function startEngine(presses = 1): Promise<TestEngine> {
  const engine = await TestEngine.start({ site: site.target, presses });
  engines.push(engine);
  return engine;
}

function completed(engine: TestEngine, ids: string[]): number {
  return ids.filter((id) => jobOf(engine.store, id).state === 'completed').length;
}

async function expectOneEffectEach(engine: TestEngine, ids: string[]) {
  await until(
    () => completed(engine, ids),
    (done) => done === ids.length,
    40_000,
  );
  expect(ids.map((id) => traced(engine.store, id, 'effect'))).toEqual(ids.map(() => 1));
}

describe.each(['tls', 'sentinel', 'cluster'] as const)('on a Redis of the kind %s', (kind) => {
  test('a killed worker’s job runs again within three seconds', async () => {
    site = await startRedisSite(kind);
    const engine = await startEngine(2);
    const id = engine.want('work/effect', { ms: 1200 });
    await untilActive(engine.store, id);
    const [first] = runsOf(engine.store, id);
    const killedAt = Date.now();
    await engine.presses.find(({ name }) => name === first?.worker)?.kill();
    await untilSettled(engine.store, id);
    expect((runsOf(engine.store, id)[1]?.startedAt ?? Infinity) - killedAt).toBeLessThan(3000);
    await expectOneEffectEach(engine, [id]);
  });

  test('the server with the queues is killed, and then emptied: every effect once', async () => {
    site = await startRedisSite(kind);
    const engine = await startEngine(2);
    const ids = Array.from({ length: 40 }, () => engine.want('work/effect', { ms: 100 }));
    await until(
      () => completed(engine, ids),
      (done) => done > 2,
    );
    await site.strike();
    const done = completed(engine, ids);
    const more = Array.from({ length: 40 }, () => engine.want('work/effect', { ms: 100 }));
    await until(
      () => completed(engine, [...ids, ...more]),
      (now) => now > done + 2,
      40_000,
    );
    await site.flush();
    await expectOneEffectEach(engine, [...ids, ...more]);
  });
});

test('two installs on one Redis leave each other’s jobs alone, also when one starts anew', async () => {
  site = await startRedisSite('tls');
  const [one, other] = [await startEngine(), await startEngine()];
  const mine = Array.from({ length: 10 }, () => one.want('work/effect', { ms: 50 }));
  const theirs = Array.from({ length: 10 }, () => other.want('work/effect', { ms: 50 }));
  await one.api.kill();
  await expectOneEffectEach(one, mine);
  await expectOneEffectEach(other, theirs);
  for (const [engine, ids] of [
    [one, mine],
    [other, theirs],
  ] as const)
    expect(
      ids.flatMap((id) => runsOf(engine.store, id)).every(({ outcome }) => outcome === 'completed'),
    ).toBe(true);
});
