import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { silentLogger } from '../../../workers/log.ts';
import { defineJob, PermanentFailure, RunAborted, type JobContext } from '../../../workers/queues/define.ts';
import { createRunner, type Runner, type RunnerOptions, type Turn } from '../../../workers/queues/runner.ts';
import { noWatchdog } from '../../../workers/queues/watchdog.ts';
import { siteTenant } from '../../../workers/store/job-outbox.ts';
import { liveRunOf } from '../../../workers/store/job-run.ts';
import { want } from '../../fixtures/queues/jobs-in-store.ts';
import { jobOf, outcomesOf, runsOf, until } from '../../fixtures/queues/look.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

type Context = JobContext<{ n: number }>;

const job = defineJob({
  queue: 'work',
  name: 'it',
  role: 'press',
  payload: z.object({ n: z.number() }),
  timeoutMs: ({ n }) => n,
  timeoutCounts: 'whole-run',
  attempts: 2,
  backoffMs: 1000,
  backoffCapMs: 1000,
  concurrency: 1,
  effect: { kind: 'local', commitsWith: 'state', key: () => 'it' },
  title: 'It',
  describe: () => 'it',
});

let temp: TempStore;
let exits: string[];
let errors: string[];
beforeEach(async () => {
  temp = await tempStore();
  exits = [];
  errors = [];
});
afterEach(() => temp.remove());

function optionsFor(handler: (context: Context) => Promise<unknown>): RunnerOptions {
  return {
    store: temp.store,
    log: { ...silentLogger, error: (event) => void errors.push(event) },
    catalog: { 'work/it': job },
    handlers: { 'work/it': () => Promise.resolve(handler as never) },
    worker: 'press-1',
    instance: 'one',
    watchdog: noWatchdog,
    random: () => 0,
    exit: (reason) => void exits.push(reason),
  };
}
const runnerOf = (handler: (context: Context) => Promise<unknown>) => createRunner(optionsFor(handler));
const take = (runner: Runner, id: string) => runner.take(id, siteTenant(temp.store));
const untilRunning = (runner: Runner) =>
  until(
    () => runner.running,
    (running) => running === 1,
  );
const untilStopped = ({ signal }: Context) => sleep(60_000, undefined, { signal });

test('gives the job what the catalog promises, and settles it with its result', async () => {
  const id = want(temp.store, 'work/it', { n: 1000 });
  let seen: Partial<Context> = {};
  const outcome = await take(
    runnerOf((context) => {
      seen = context;
      return Promise.resolve({ made: 1 });
    }),
    id,
  );
  expect(outcome).toEqual({ kind: 'done' });
  expect(seen).toMatchObject({ jobId: id, payload: { n: 1000 }, attempt: 1, actor: `job:${id}` });
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'completed', result: '{"made":1}' });
});

test('what a job logs has its id, and where something unforeseen was thrown is logged, of a foreseen refusal not', async () => {
  const lines: { event: string; fields: Record<string, unknown> }[] = [];
  const record = (event: string, fields?: Record<string, unknown>) =>
    void lines.push({ event, fields: fields ?? {} });
  const runnerThrowing = (error: Error) =>
    createRunner({
      ...optionsFor(({ log }) => {
        log.info('said by the job', { n: 1 });
        throw error;
      }),
      log: { debug: record, info: record, warn: record, error: record },
    });
  const id = want(temp.store, 'work/it', { n: 1000 });
  await take(runnerThrowing(new TypeError('not foreseen')), id);
  expect(lines.find(({ event }) => event === 'said by the job')?.fields).toMatchObject({ jobId: id, n: 1 });
  expect(lines.find(({ event }) => event === 'job threw')?.fields['stack']).toMatch(/not foreseen[^]*at /);
  lines.length = 0;
  await take(
    runnerThrowing(new PermanentFailure('refused', 'No.')),
    want(temp.store, 'work/it', { n: 1000 }),
  );
  expect(lines.some(({ event }) => event === 'job threw')).toBe(false);
});

test('asks Bull to bring a failed job back when SQLite says that it is due', async () => {
  const id = want(temp.store, 'work/it', { n: 1000 });
  const runner = runnerOf(() => Promise.reject(new Error('boom')));
  expect(await take(runner, id)).toEqual({ kind: 'put-back', afterMs: 500, front: false });
  const { runAt } = jobOf(temp.store, id);
  expect(runAt! - runsOf(temp.store, id)[0]!.finishedAt!).toBe(500);
});

test('a lost lock aborts the run and hands the job back, to the front', async () => {
  const id = want(temp.store, 'work/it', { n: 60_000 });
  const runner = runnerOf(untilStopped);
  const outcome = take(runner, id);
  await untilRunning(runner);
  runner.abort(id, new RunAborted('lock-lost', 'Lost.'));
  expect(await outcome).toEqual({ kind: 'put-back', afterMs: 0, front: true });
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'waiting', attempts: 0 });
  expect(outcomesOf(temp.store, id)).toEqual(['aborted']);
});

test('the signal says why, and only the first reason counts', async () => {
  const id = want(temp.store, 'work/it', { n: 60_000 });
  let reason: unknown;
  const runner = runnerOf(async (context) => {
    await untilStopped(context).catch(() => {});
    reason = context.signal.reason;
    throw context.signal.reason;
  });
  const outcome = take(runner, id);
  await untilRunning(runner);
  runner.abortAll(new RunAborted('cancelled', 'No.'));
  runner.abortAll(new RunAborted('shutting-down', 'Bye.'));
  expect(await outcome).toEqual({ kind: 'done' });
  expect(reason).toMatchObject({ code: 'cancelled' });
  expect(jobOf(temp.store, id).state).toBe('cancelled');
});

test('a job that finishes although it was told to stop has finished', async () => {
  const id = want(temp.store, 'work/it', { n: 60_000 });
  const runner = runnerOf(async (context) => {
    await untilStopped(context).catch(() => {});
    return 'done all the same';
  });
  const outcome = take(runner, id);
  await untilRunning(runner);
  runner.abortAll(new RunAborted('cancelled', 'No.'));
  expect(await outcome).toEqual({ kind: 'done' });
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'completed', result: '"done all the same"' });
});

test('a worker that is stopping puts jobs back untouched', async () => {
  const id = want(temp.store, 'work/it', { n: 1000 });
  const runner = runnerOf(() => Promise.resolve(1));
  runner.refuseMore();
  expect(await take(runner, id)).toEqual({ kind: 'put-back', afterMs: 0, front: true });
  expect(runsOf(temp.store, id)).toEqual([]);
});

test('a worker that begins to stop while a lease is being taken takes none', async () => {
  const id = want(temp.store, 'work/it', { n: 1000 });
  const runner = runnerOf(() => Promise.resolve(1));
  const outcome = take(runner, id);
  runner.refuseMore();
  expect(await outcome).toEqual({ kind: 'put-back', afterMs: 0, front: true });
  expect(runsOf(temp.store, id)).toEqual([]);
});

test('a job that Bull hands out twice at once runs once, and the second one comes later', async () => {
  const id = want(temp.store, 'work/it', { n: 1000 });
  let runs = 0;
  const runner = runnerOf(async () => {
    runs += 1;
    await sleep(20);
  });
  const [first, second] = await Promise.all([take(runner, id), take(runner, id)]);
  expect(first).toEqual({ kind: 'done' });
  expect(second).toMatchObject({ kind: 'put-back', front: false });
  expect(runs).toBe(1);
  expect(outcomesOf(temp.store, id)).toEqual(['completed']);
});

test('a job is over before its end is written down, so that the next one is let in within the same commit', async () => {
  const [one, two] = [1, 2].map((n) => want(temp.store, 'work/it', { n: n * 1000 })) as [string, string];
  const runner = runnerOf(() => Promise.resolve(1));
  const commits = vi.spyOn(temp.store, 'write');
  let second: Promise<unknown> | undefined;
  await runner.take(one, siteTenant(temp.store), {
    come: () => Promise.resolve(true),
    over() {
      expect(jobOf(temp.store, one).state).toBe('active');
      second = take(runner, two);
    },
    missed() {},
    comesAtOnce: () => false,
  });
  await second;
  expect(commits).toHaveBeenCalledTimes(3);
});

/** A turn that comes, or does not, when the test says so. */
function heldTurn() {
  const said: string[] = [];
  let say: (comes: boolean) => void = () => {};
  const comes = new Promise<boolean>((resolve) => (say = resolve));
  const turn: Turn = {
    comesAtOnce: () => false,
    come: () => comes,
    over: () => void said.push('over'),
    missed: () => void said.push('missed'),
  };
  return { turn, say, said };
}

test('a leased job whose turn does not come is handed back, and its attempt is not used up', async () => {
  const id = want(temp.store, 'work/it', { n: 1000 });
  const { turn, say, said } = heldTurn();
  const outcome = runnerOf(() => Promise.reject(new Error('ran'))).take(id, siteTenant(temp.store), turn);
  say(false);
  expect(await outcome).toEqual({ kind: 'put-back', afterMs: 0, front: true });
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'waiting', attempts: 0 });
  expect(outcomesOf(temp.store, id)).toEqual(['aborted']);
  expect(said).toEqual([]);
});

test('a leased job that is cancelled before its turn does not run', async () => {
  const id = want(temp.store, 'work/it', { n: 1000 });
  const { turn, say, said } = heldTurn();
  const runner = runnerOf(() => Promise.reject(new Error('ran')));
  const outcome = runner.take(id, siteTenant(temp.store), turn);
  await untilRunning(runner);
  runner.abort(id, new RunAborted('cancelled', 'No.'));
  say(true);
  expect(await outcome).toEqual({ kind: 'done' });
  expect(jobOf(temp.store, id).state).toBe('cancelled');
  expect(said).toEqual(['over']);
});

test('the time that a leased job was held counts as waiting, not as running', async () => {
  const clock = new VirtualClock();
  const own = await tempStore(clock);
  const id = want(own.store, 'work/it', { n: 60_000 });
  const { turn, say } = heldTurn();
  const handler = () => new Promise((resolve) => void clock.after(10, () => resolve(1)));
  const runner = createRunner({ ...optionsFor(handler), store: own.store });
  const outcome = runner.take(id, siteTenant(own.store), turn);
  await clock.advance(70);
  say(true);
  await clock.advance(10);
  await outcome;
  expect(runsOf(own.store, id)).toMatchObject([{ waitMs: 70, runMs: 10 }]);
  own.remove();
});

test('a job that was leased before its turn is known to have begun when it has', async () => {
  const id = want(temp.store, 'work/it', { n: 60_000 });
  const { turn, say } = heldTurn();
  let end: (result: unknown) => void = () => {};
  const runner = runnerOf(() => new Promise((resolve) => (end = resolve)));
  const outcome = runner.take(id, siteTenant(temp.store), turn);
  await untilRunning(runner);
  expect(liveRunOf(temp.store, id)?.ahead).toBe(1);
  say(true);
  await until(
    () => liveRunOf(temp.store, id)?.ahead,
    (ahead) => ahead === 0,
  );
  end(1);
  await outcome;
  expect(outcomesOf(temp.store, id)).toEqual(['completed']);
});

test('a job that is not to be run wants no turn', async () => {
  const { turn, said } = heldTurn();
  await runnerOf(() => Promise.resolve(1)).take('stranger', siteTenant(temp.store), turn);
  expect(said).toEqual(['missed']);
});

test('a job of another version, by name or by payload, fails for good and says so', async () => {
  const runner = runnerOf(() => Promise.resolve(1));
  const unknown = want(temp.store, 'work/other', {});
  const unreadable = want(temp.store, 'work/it', { n: 'many' });
  expect(await take(runner, unknown)).toMatchObject({ kind: 'failed' });
  expect(await take(runner, unreadable)).toMatchObject({ kind: 'failed' });
  expect(JSON.parse(jobOf(temp.store, unknown).error!)).toMatchObject({ code: 'unknown-job' });
  expect(JSON.parse(jobOf(temp.store, unreadable).error!)).toMatchObject({ code: 'payload-invalid' });
});

test('a handler that throws before it awaits anything is a failed attempt like any other', async () => {
  const id = want(temp.store, 'work/it', { n: 1000 });
  const runner = runnerOf(() => {
    throw new Error('at once');
  });
  expect(await take(runner, id)).toMatchObject({ kind: 'put-back' });
  expect(outcomesOf(temp.store, id)).toEqual(['retry']);
});

test('an end that cannot be written is written when there is room again, and the lease is held until then', async () => {
  const id = want(temp.store, 'work/it', { n: 60_000 });
  const { raw } = temp.store;
  const pragma = (name: string) => raw.pragma(name, { simple: true }) as number;
  const unlimited = pragma('max_page_count');
  const runner = runnerOf(() => {
    raw.pragma(`max_page_count = ${pragma('page_count')}`);
    return Promise.resolve('x'.repeat(100_000));
  });
  const outcome = take(runner, id);
  await until(
    () => errors.length,
    (failures) => failures >= 2,
  );
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'active', settledAt: null });
  expect(runner.running).toBe(1);
  raw.pragma(`max_page_count = ${unlimited}`);
  expect(await outcome).toEqual({ kind: 'done' });
  expect(jobOf(temp.store, id).state).toBe('completed');
});

test('a job that ignores its abort for three and a half seconds ends the process; what is known is written down first', async () => {
  const clock = new VirtualClock();
  const own = await tempStore(clock);
  const [deaf, other] = [1, 2].map((n) => want(own.store, 'work/it', { n: n * 60_000 })) as [string, string];
  const runner = createRunner({
    ...optionsFor(() => new Promise(() => {})),
    store: own.store,
  });
  for (const id of [deaf, other]) void runner.take(id, siteTenant(own.store));
  await clock.advance(60_000 + 3499);
  expect(exits).toEqual([]);
  await clock.advance(1);
  expect(exits).toEqual(['work/it did not stop (timed-out)']);
  expect(jobOf(own.store, deaf)).toMatchObject({ state: 'retrying', attempts: 1 });
  expect(jobOf(own.store, other)).toMatchObject({ state: 'waiting', attempts: 0 });
  own.remove();
});

test('a process that ends gives up the leases of what still runs', async () => {
  const id = want(temp.store, 'work/it', { n: 60_000 });
  const runner = runnerOf(() => new Promise(() => {}));
  void take(runner, id);
  await untilRunning(runner);
  runner.giveUpLeases();
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'waiting', attempts: 0 });
  expect(outcomesOf(temp.store, id)).toEqual(['aborted']);
});
