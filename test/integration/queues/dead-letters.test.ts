import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOverQueue } from '../../../workers/queues/bull.ts';
import { discardLetters, redriveLetters } from '../../../workers/queues/dead-letters.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { settleWithoutRun } from '../../../workers/store/job-run.ts';
import { letterGroups, letterOf, letterPage } from '../../../workers/store/queries/dead-letters.ts';
import { adminOf } from '../../fixtures/queues/admin.ts';
import { TestEngine } from '../../fixtures/queues/engine.ts';
import { jobOf, until, untilSettled } from '../../fixtures/queues/look.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.start();
});
afterAll(() => engine.stop());

const known = () => true;
const user = 'user:test';

async function failed(key: string, payload: unknown = {}): Promise<string> {
  const id = engine.want(key, payload);
  expect(await untilSettled(engine.store, id, 30_000)).toMatchObject({ state: 'failed' });
  return id;
}

function repetitions(id: string): number {
  return engine.store.raw
    .prepare<[string], number>('SELECT count(*) FROM outbox WHERE redriven_from = ?')
    .pluck()
    .get(id) as number;
}

test('a job whose attempts are exhausted leaves a letter with its payload and the error of each', async () => {
  const id = await failed('work/fail', { times: 99 });
  const letter = letterOf(engine.store, id);
  expect(letter).toMatchObject({
    queue: 'work',
    name: 'fail',
    code: 'unexpected',
    message: 'failure 3',
    closedAt: null,
  });
  expect(JSON.parse(letter?.payload ?? '')).toEqual({ times: 99 });
  expect(JSON.parse(letter?.errors ?? '')).toMatchObject([
    { attempt: 1, outcome: 'retry', message: 'failure 1' },
    { attempt: 2, outcome: 'retry', message: 'failure 2' },
    { attempt: 3, outcome: 'failed', message: 'failure 3' },
  ]);
});

test('one that was set aside for its crashes, and one that did not stop, leave theirs too', async () => {
  const [crashed, spinning] = [await failed('work/crash', { times: 99 }), await failed('work/spin')];
  expect(letterOf(engine.store, crashed)).toMatchObject({ code: 'crashed-too-often' });
  expect(letterOf(engine.store, spinning)).toMatchObject({ code: 'timed-out' });
});

test('a cancelled job leaves none', async () => {
  const id = engine.want('work/effect', {}, { runAt: Date.now() + 60_000 });
  requestCancel(engine.store, user, id);
  expect(letterOf(engine.store, id)).toBeUndefined();
});

test('a failure that only Bull knows of, and one from before there were letters, are found', async () => {
  const old = await failed('work/permanent');
  engine.store.raw.prepare('DELETE FROM dead_letter WHERE job_id = ?').run(old);
  const client = await adminOf(engine.redis);
  const queue = handOverQueue('work', client);
  await queue.add('effect', { tenantId: 'whoever' }, { jobId: 'stranger-1' });
  await until(
    async () => (await queue.getJob('stranger-1'))?.isFailed(),
    (is) => is === true,
  );
  client.disconnect();
  // Looked for when Redis comes back and when the api starts.
  await engine.redis.restart();
  await engine.api.kill();
  await until(
    () => [letterOf(engine.store, old)?.code, letterOf(engine.store, 'stranger-1')?.code],
    (codes) => codes.join() === 'no-such-invoice,foreign-other-tenant',
  );
  await expect(redriveLetters(engine.store, user, { ids: ['stranger-1'] }, known)).rejects.toThrow(
    'only known to Bull',
  );
});

test('redriving one makes one new job with a link, however often it is asked', async () => {
  const id = await failed('work/refused');
  expect(await redriveLetters(engine.store, user, { ids: [id] }, known)).toEqual({ redriven: 1, skipped: 0 });
  expect(await redriveLetters(engine.store, user, { ids: [id] }, known)).toEqual({ redriven: 0, skipped: 1 });
  const letter = letterOf(engine.store, id);
  expect(letter).toMatchObject({ closedBy: user });
  const again = await untilSettled(engine.store, letter?.redrivenAs ?? '');
  expect(again).toMatchObject({ redrivenFrom: id, attempts: 1, state: 'failed' });
  // The repetition has failed as well: that is a letter of its own.
  expect(letterOf(engine.store, again.id)).toMatchObject({ closedAt: null });
});

test('a group has one cause, and is redriven by several at once, once each, also after a crash in the middle', async () => {
  const store = engine.store;
  // Not to be run while it is looked at: a queue that this program does not have.
  const ids = Array.from({ length: 700 }, (_, n) =>
    store.write(user, (tx) => tx.insertOutbox({ queue: 'elsewhere', name: 'print', payload: { n } })),
  );
  for (const [n, id] of ids.entries()) failWithout(id, `No printer “P${n}” at 10.0.0.${n % 250}`);
  const groups = letterGroups(store, 100).filter(({ queue }) => queue === 'elsewhere');
  expect(groups).toMatchObject([{ letters: 700 }]);
  const fingerprint = groups[0]?.fingerprint ?? '';
  await redriveElsewhere(fingerprint, 'crash');
  const done = ids.filter((id) => repetitions(id) === 1).length;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(700);
  await Promise.all([redriveElsewhere(fingerprint), redriveElsewhere(fingerprint)]);
  expect(ids.map(repetitions)).toEqual(ids.map(() => 1));
  expect(letterPage(store, { fingerprint }, 'open', { limit: 10, offset: 0 }).total).toBe(0);
});

test('a filter discards what it finds and nothing else, and nothing is deleted', async () => {
  const [one, other] = [await failed('work/permanent'), await failed('work/fail', { times: 99 })];
  const { discarded } = await discardLetters(engine.store, user, { filter: { code: 'no-such-invoice' } });
  expect(discarded).toBeGreaterThan(0);
  expect(letterOf(engine.store, one)).toMatchObject({ closedBy: user, redrivenAs: null });
  expect(letterOf(engine.store, other)).toMatchObject({ closedAt: null });
  expect(jobOf(engine.store, one).state).toBe('failed');
});

test('letters are as they were when Redis is emptied, and when its folder is deleted, and can be redriven', async () => {
  const [one, other] = [await failed('work/refused'), await failed('work/refused')];
  const letters = () => engine.store.raw.prepare('SELECT * FROM dead_letter ORDER BY no').all();
  const before = letters();
  const client = await adminOf(engine.redis);
  await client.flushall();
  client.disconnect();
  await expectWorkGoesOn();
  await engine.redis.kill();
  const folder = engine.redis.dir;
  for (const name of readdirSync(folder))
    if (name !== 'redis.conf') rmSync(join(folder, name), { recursive: true });
  await engine.redis.restart();
  await expectWorkGoesOn();
  expect(letters()).toEqual(before);
  await redriveLetters(engine.store, user, { ids: [one, other] }, known);
  engine.api.send({ type: 'enqueued' });
  for (const id of [one, other])
    await untilSettled(engine.store, letterOf(engine.store, id)?.redrivenAs ?? '', 30_000);
});

async function expectWorkGoesOn(): Promise<void> {
  const job = await untilSettled(engine.store, engine.want('work/effect'), 30_000);
  expect(job).toMatchObject({ state: 'completed' });
}

/** As the runner would have left it. */
function failWithout(id: string, message: string): void {
  const error = { code: 'no-printer', message };
  engine.store.write(
    user,
    ({ now }) => settleWithoutRun(engine.store, id, now, 1, { state: 'failed', error }),
    'normal',
  );
}

/** @param how `crash`: the process is killed after its first transaction. */
async function redriveElsewhere(fingerprint: string, how = ''): Promise<void> {
  const program = join(import.meta.dirname, '../../fixtures/queues/redrive-process.ts');
  const child = fork(program, [engine.dataDir, fingerprint, how], { stdio: 'inherit' });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(how === 'crash' ? signal : code).toBe(how === 'crash' ? 'SIGKILL' : 0);
}
