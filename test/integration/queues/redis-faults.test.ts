import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, expect, test } from 'vitest';
import { handOverQueue, keyPrefix } from '../../../workers/queues/bull.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { outbox } from '../../../workers/store/schema.ts';
import { adminOf } from '../../fixtures/queues/admin.ts';
import { changeJobs } from '../../../workers/queues/change-jobs.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { jobOf, outcomesOf, runsOf, until, untilActive, untilSettled } from '../../fixtures/queues/look.ts';
import { startProxy } from '../../fixtures/queues/proxy.ts';
import { traced } from '../../fixtures/queues/trace.ts';

let engine: TestEngine;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
  await engine.stop();
});

async function admin() {
  const client = await adminOf(engine.redis);
  cleanups.push(() => client.disconnect());
  return client;
}

async function allCompleted(ids: string[], limitMs = 30_000) {
  await until(
    () => ids.filter((id) => jobOf(engine.store, id).state !== 'completed').length,
    (unfinished) => unfinished === 0,
    limitMs,
  );
}

function expectOneEffectEach(ids: string[]) {
  expect(ids.map((id) => traced(engine.store, id, 'effect'))).toEqual(ids.map(() => 1));
}

test('what is wanted while Redis is away is handed over when it comes', async () => {
  engine = await TestEngine.start();
  await engine.redis.kill();
  const ids = Array.from({ length: 10 }, () => engine.want('work/effect'));
  await until(
    () => Date.now(),
    (now) => now > jobOf(engine.store, ids[9]!).createdAt + 700,
  );
  expect(ids.map((id) => jobOf(engine.store, id).handedAt)).toEqual(ids.map(() => null));
  await engine.redis.restart();
  await allCompleted(ids);
  expectOneEffectEach(ids);
});

test('Redis is killed while jobs run: every effect once', async () => {
  engine = await TestEngine.start({ presses: 2 });
  const ids = Array.from({ length: 30 }, () => engine.want('work/effect', { ms: 60 }));
  for (let round = 0; round < 3; round += 1) {
    const before = ids.filter((id) => jobOf(engine.store, id).state === 'completed').length;
    await engine.redis.restart();
    await until(
      () => ids.filter((id) => jobOf(engine.store, id).state === 'completed').length,
      (completed) => completed > before || completed === ids.length,
    );
  }
  await allCompleted(ids);
  expectOneEffectEach(ids);
});

test('a run goes on while Redis is away, and its end counts', async () => {
  engine = await TestEngine.start();
  const id = engine.want('steps/resume', { steps: 20, ms: 50 });
  await untilActive(engine.store, id);
  await engine.redis.kill();
  const job = await untilSettled(engine.store, id);
  expect(job).toMatchObject({ state: 'completed', result: '20' });
  await engine.redis.restart();
  await untilSettled(engine.store, engine.want('steps/resume', { steps: 1, ms: 1 }));
  expect(outcomesOf(engine.store, id)).toEqual(['completed']);
});

test('Redis is emptied under the engine: what was waiting, delayed, retrying and running is all done, once', async () => {
  engine = await TestEngine.start();
  const client = await admin();
  const running = engine.want('work/effect', { ms: 700 });
  const waiting = Array.from({ length: 10 }, () => engine.want('work/effect', { ms: 50 }));
  const delayed = engine.want('work/effect', {}, { runAt: Date.now() + 1500 });
  const retrying = engine.want('work/later', { afterMs: 1500 });
  await untilActive(engine.store, running);
  await until(
    () => jobOf(engine.store, delayed).handedAt,
    (handedAt) => handedAt !== null,
  );
  await client.flushall();
  await allCompleted([running, ...waiting, delayed, retrying]);
  expectOneEffectEach([running, ...waiting, delayed]);
  expect(outcomesOf(engine.store, running)).toEqual(['completed']);
  expect(outcomesOf(engine.store, retrying)).toEqual(['retry', 'completed']);
});

test('the folder of Redis is deleted and it starts with nothing: every effect once', async () => {
  engine = await TestEngine.start({ presses: 2 });
  const ids = Array.from({ length: 30 }, () => engine.want('work/effect', { ms: 50 }));
  const long = engine.want('steps/resume', { steps: 60, ms: 50 });
  await untilActive(engine.store, long);
  // All but what the supervisor would write anew before it starts Redis again.
  for (const name of readdirSync(engine.redis.dir).filter((entry) => entry !== 'redis.conf'))
    rmSync(join(engine.redis.dir, name), { recursive: true });
  await engine.redis.restart();
  await allCompleted([...ids, long]);
  expectOneEffectEach(ids);
  expect(traced(engine.store, long, 'step')).toBe(60);
  expect(outcomesOf(engine.store, long)).toEqual(['completed']);
});

test('an add whose answer is lost has landed, and is not run twice', async () => {
  engine = await TestEngine.start({ children: [] });
  const proxy = await startProxy(engine.redis.address);
  cleanups.push(() => proxy.close());
  engine.redisSeenBy = (role) =>
    role === 'api' ? { ...engine.redis.address, port: proxy.port } : engine.redis.address;
  await engine.api.start();
  // The first job shows that the wire works, and loads Bull's script, which is sent by its hash from then on.
  const first = engine.want('work/effect');
  await until(
    () => jobOf(engine.store, first).handedAt,
    (handedAt) => handedAt !== null,
  );
  proxy.loseAnswerTo('exec');
  const id = engine.want('work/effect');
  await until(
    () => jobOf(engine.store, id).handedAt,
    (handedAt) => handedAt !== null,
  );
  expect(proxy.lost).toBe(1);
  const client = await admin();
  expect(await client.lrange(`${keyPrefix}:work:wait`, 0, -1)).toEqual([id, first]);
  await engine.press.start();
  await allCompleted([first, id]);
  expectOneEffectEach([first, id]);
  expect(outcomesOf(engine.store, id)).toEqual(['completed']);
});

test('a Redis that has no memory for a job is owed it until it has', async () => {
  engine = await TestEngine.start();
  const client = await admin();
  await client.config('SET', 'maxmemory', '1');
  const id = engine.want('work/effect');
  const log = join(engine.dataDir, 'logs', 'api.log');
  await until(
    () => readFileSync(log, 'utf8'),
    (text) => text.split('hand-over failed').length > 2,
  );
  expect(jobOf(engine.store, id).handedAt).toBeNull();
  await client.config('SET', 'maxmemory', '0');
  expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed' });
});

test('an entry that Bull counts as finished, or that is in no list, does not keep an unfinished job from running', async () => {
  engine = await TestEngine.start({ children: ['api'] });
  const client = await admin();
  const ids = ['completed', 'failed', 'nowhere'].map(() => engine.want('work/effect'));
  await until(
    () => ids.map((id) => jobOf(engine.store, id).handedAt),
    (handed) => handed.every((at) => at !== null),
  );
  const [completed, failed] = ids as [string, string, string];
  await client.del(`${keyPrefix}:work:wait`);
  await client.zadd(`${keyPrefix}:work:completed`, Date.now(), completed);
  await client.zadd(`${keyPrefix}:work:failed`, Date.now(), failed);
  await engine.redis.restart();
  await engine.press.start();
  await allCompleted(ids);
  expectOneEffectEach(ids);
});

test('an active entry that nobody runs is given to somebody', async () => {
  engine = await TestEngine.start({ children: ['api'] });
  const client = await admin();
  const unlocked = engine.want('work/effect');
  const locked = engine.want('work/effect');
  await until(
    () => client.llen(`${keyPrefix}:work:wait`),
    (length) => length === 2,
  );
  // As a worker leaves it that dies between taking an id and locking it, and one whose lock Redis brought back from its file.
  await client.rpoplpush(`${keyPrefix}:work:wait`, `${keyPrefix}:work:active`);
  await client.rpoplpush(`${keyPrefix}:work:wait`, `${keyPrefix}:work:active`);
  await client.set(`${keyPrefix}:work:${locked}:lock`, 'gone', 'PX', 60_000);
  await engine.press.start();
  const began = Date.now();
  await allCompleted([unlocked, locked]);
  expect(Date.now() - began).toBeLessThan(5000);
  expectOneEffectEach([unlocked, locked]);
});

test('what Redis brings back as active of a settled job is gone again when it has come back', async () => {
  engine = await TestEngine.start();
  const client = await admin();
  const id = engine.want('work/effect');
  await untilSettled(engine.store, id);
  await until(
    () => client.zscore(`${keyPrefix}:work:completed`, id),
    (score) => score !== null,
  );
  await client.lpush(`${keyPrefix}:work:active`, id);
  await engine.redis.restart();
  await until(
    async () => (client.status === 'ready' ? client.llen(`${keyPrefix}:work:active`) : null),
    (length) => length === 0,
  );
  expect(outcomesOf(engine.store, id)).toEqual(['completed']);
});

test('a job that waits for a time runs at once when a person puts it forward', async () => {
  engine = await TestEngine.start();
  const client = await admin();
  const id = engine.want('work/effect', {}, { runAt: Date.now() + 600_000 });
  await until(
    () => client.zscore(`${keyPrefix}:work:delayed`, id),
    (score) => score !== null,
  );
  const change = { action: 'promote', ids: [id], operationId: uuidv7() } as const;
  expect(await changeJobs(engine.store, 'user:test', change, () => true)).toEqual([{ id, done: true }]);
  expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed', attempts: 1 });
  expect(outcomesOf(engine.store, id)).toEqual(['completed']);
  expect(await client.zscore(`${keyPrefix}:work:delayed`, id)).toBeNull();
});

test('a delayed job is run within seconds of its time, also when Bull never heard of that time', async () => {
  engine = await TestEngine.start();
  const client = await admin();
  const id = engine.want('work/effect', {}, { runAt: Date.now() + 60_000 });
  await until(
    () => client.zscore(`${keyPrefix}:work:delayed`, id),
    (score) => score !== null,
  );
  await until(
    () => jobOf(engine.store, id).handedAt,
    (handedAt) => handedAt !== null,
  );
  // As after a message that was lost, or a computer that slept: the time has come, and no timer is set for it.
  const now = Date.now();
  engine.store.write('user:test', () =>
    engine.store.orm.update(outbox).set({ runAt: now }).where(eq(outbox.id, id)).run(),
  );
  await client.zadd(`${keyPrefix}:work:delayed`, now * 0x1000, id);
  expect(await untilSettled(engine.store, id)).toMatchObject({ state: 'completed', attempts: 1 });
  expect(Date.now() - now).toBeLessThan(8000);
});

test('a delayed job that was announced while the connection for that was away runs at its time', async () => {
  engine = await TestEngine.start();
  const client = await admin();
  const id = engine.want('work/effect', {}, { runAt: Date.now() + 60_000 });
  await until(
    () => jobOf(engine.store, id).handedAt,
    (handedAt) => handedAt !== null,
  );
  const runAt = Date.now() + 1000;
  engine.store.write('user:test', () =>
    engine.store.orm.update(outbox).set({ runAt }).where(eq(outbox.id, id)).run(),
  );
  await client.zadd(`${keyPrefix}:work:delayed`, runAt * 0x1000, id);
  await client.client('KILL', 'TYPE', 'pubsub');
  await untilSettled(engine.store, id);
  // Sooner than anybody looks for what is overdue.
  expect((runsOf(engine.store, id)[0]?.startedAt ?? Infinity) - runAt).toBeLessThan(2500);
});

test('a job of another tenant and a job that SQLite does not know are refused', async () => {
  engine = await TestEngine.start();
  const client = await admin();
  const queue = handOverQueue('work', client);
  const foreign = engine.want('work/effect', {}, { runAt: Date.now() + 60_000 });
  await until(
    () => jobOf(engine.store, foreign).handedAt,
    (handedAt) => handedAt !== null,
  );
  await (await queue.getJob(foreign))!.update({ tenantId: 'somebody-else' });
  await (await queue.getJob(foreign))!.promote();
  await queue.add('effect', { tenantId: 'whoever' }, { jobId: 'stranger' });
  const states = async () => {
    const [one, other] = await Promise.all([queue.getJob(foreign), queue.getJob('stranger')]);
    return [await one?.getState(), await other?.getState()];
  };
  await until(states, (seen) => seen.every((state) => state === 'failed'));
  expect((await queue.getJob('stranger'))?.failedReason).toBe('unknown-job');
  expect((await queue.getJob(foreign))?.failedReason).toBe('other-tenant');
  expect(traced(engine.store, foreign, 'effect')).toBe(0);
  expect(runsOf(engine.store, foreign)).toEqual([]);
});

test('a job that is settled is not run again, whatever Bull holds', async () => {
  engine = await TestEngine.start();
  const client = await admin();
  const id = engine.want('work/effect');
  await untilSettled(engine.store, id);
  const queue = handOverQueue('work', client);
  await until(
    async () => (await queue.getJob(id))?.isCompleted(),
    (done) => done === true,
  );
  const { tenantId } = jobOf(engine.store, id);
  await (await queue.getJob(id))!.remove();
  await queue.add('effect', { tenantId }, { jobId: id });
  await until(
    async () => (await queue.getJob(id))?.isCompleted(),
    (done) => done === true,
  );
  expect(outcomesOf(engine.store, id)).toEqual(['completed']);
  expect(traced(engine.store, id, 'effect')).toBe(1);
});

test('a cancelled job is removed from Bull', async () => {
  engine = await TestEngine.start({ children: ['api'] });
  const client = await admin();
  const id = engine.want('work/effect');
  await until(
    () => client.exists(`${keyPrefix}:work:${id}`),
    (exists) => exists === 1,
  );
  await until(
    () => jobOf(engine.store, id).handedAt,
    (handedAt) => handedAt !== null,
  );
  requestCancel(engine.store, 'user:test', id);
  await until(
    () => client.exists(`${keyPrefix}:work:${id}`),
    (exists) => exists === 0,
  );
  expect(await client.llen(`${keyPrefix}:work:wait`)).toBe(0);
});
