import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { ChildRole } from '../../../workers/protocol.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { outcomesOf, runsOf, until, untilSettled } from '../../fixtures/queues/look.ts';
import { startProxy } from '../../fixtures/queues/proxy.ts';
import { traced } from '../../fixtures/queues/trace.ts';

let engine: TestEngine;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  await engine.stop();
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** An engine in which the children of one role reach Redis over a wire that can go dead. */
async function overWire(wired: ChildRole) {
  engine = await TestEngine.start({ children: [] });
  const proxy = await startProxy(engine.redis.address);
  cleanups.push(() => proxy.close());
  engine.redisSeenBy = (role) =>
    role === wired ? { ...engine.redis.address, port: proxy.port } : engine.redis.address;
  await Promise.all([engine.api.start(), engine.press.start()]);
  expect(await untilSettled(engine.store, engine.want('work/effect'))).toMatchObject({ state: 'completed' });
  return proxy;
}

test.each(['press', 'api'] as const)(
  'connections of the %s that died without a word are made anew, and jobs run again, once',
  async (role) => {
    const proxy = await overWire(role);
    proxy.freeze();
    const ids = [engine.want('work/effect'), engine.want('steps/resume', { steps: 2, ms: 1 })];
    for (const id of ids) {
      expect(await untilSettled(engine.store, id, 25_000)).toMatchObject({ state: 'completed', attempts: 1 });
      expect(outcomesOf(engine.store, id)).toEqual(['completed']);
    }
    expect(traced(engine.store, ids[0] ?? '', 'effect')).toBe(1);
    // The same process: it was not found dead and started anew.
    expect([engine.api.restarts, engine.press.restarts]).toEqual([0, 0]);
  },
);

test('the press hears of delayed jobs again after the connection for that died without a word', async () => {
  const proxy = await overWire('press');
  proxy.freeze();
  const unheard = engine.want('work/effect', {}, { runAt: Date.now() + 500 });
  expect(await untilSettled(engine.store, unheard, 40_000)).toMatchObject({
    state: 'completed',
    attempts: 1,
  });
  const log = join(engine.dataDir, 'logs', 'press-1.log');
  await until(
    () => readFileSync(log, 'utf8'),
    (text) => text.includes('connection for events is dead'),
  );
  const runAt = Date.now() + 2500;
  const heard = engine.want('work/effect', {}, { runAt });
  await untilSettled(engine.store, heard);
  // Sooner than anybody looks for what is overdue.
  expect((runsOf(engine.store, heard)[0]?.startedAt ?? Infinity) - runAt).toBeLessThan(2500);
  expect(engine.press.restarts).toBe(0);
}, 90_000);
