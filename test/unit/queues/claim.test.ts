import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordEnding } from '../../../workers/queues/finish.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { openStore } from '../../../workers/store/open.ts';
import { beginAs, claimAs, claimantOf, claimFor, want } from '../../fixtures/queues/jobs-in-store.ts';
import { jobOf, outcomesOf, runsOf } from '../../fixtures/queues/look.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

let clock: VirtualClock;
let temp: TempStore;
beforeEach(async () => {
  clock = new VirtualClock();
  temp = await tempStore(clock);
});
afterEach(() => temp.remove());

test('the first claim gets the job, and the run remembers how long it had waited', async () => {
  const id = want(temp.store, 'work/effect', { a: 1 });
  await clock.advance(1234);
  const claimed = claimAs(temp.store, 'one', id);
  expect(claimed).toMatchObject({
    kind: 'run',
    run: { jobId: id, key: 'work/effect', attempt: 1, payload: '{"a":1}', waitMs: 1234 },
  });
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'active', attempts: 0, startedAt: clock.now() });
  expect(runsOf(temp.store, id)).toMatchObject([{ outcome: 'running', instance: 'one', worker: 'press-1' }]);
});

test('a job that is running is not for a second worker, nor for the same one', () => {
  const id = want(temp.store, 'work/effect');
  beginAs(temp.store, 'one', id);
  expect(claimAs(temp.store, 'two', id)).toMatchObject({ kind: 'later' });
  expect(claimAs(temp.store, 'one', id, [id])).toMatchObject({ kind: 'later' });
  expect(runsOf(temp.store, id)).toHaveLength(1);
});

test('the database itself allows one live run of a job', () => {
  const id = want(temp.store, 'work/effect');
  beginAs(temp.store, 'one', id);
  const other = openStore({ dataDir: temp.dataDir });
  const second = other.raw.prepare(
    `INSERT INTO job_run (job_id, attempt, queue, name, worker, instance, started_at, wait_ms)
     SELECT job_id, attempt, queue, name, 'press-2', 'two', started_at, wait_ms FROM job_run`,
  );
  expect(() => second.run()).toThrow(/UNIQUE/);
  other.close();
});

test('a lease in the name of this process without a run is left over, and gives way', () => {
  const id = want(temp.store, 'work/effect');
  beginAs(temp.store, 'one', id);
  expect(claimAs(temp.store, 'one', id)).toMatchObject({ kind: 'run', run: { attempt: 1 } });
  expect(outcomesOf(temp.store, id)).toEqual(['aborted', 'running']);
});

test('a settled job is not run again', () => {
  const id = want(temp.store, 'work/effect');
  recordEnding(temp.store, beginAs(temp.store, 'one', id), { kind: 'completed', result: '1' });
  expect(claimAs(temp.store, 'two', id)).toEqual({ kind: 'settled', state: 'completed', error: null });
});

test('a job whose time has not come is put off until then', async () => {
  const id = want(temp.store, 'work/effect', {}, clock.now() + 5000);
  expect(claimAs(temp.store, 'one', id)).toEqual({ kind: 'later', afterMs: 5000 });
  await clock.advance(5000);
  expect(claimAs(temp.store, 'one', id)).toMatchObject({ kind: 'run', run: { waitMs: 0 } });
});

test('a retry has its own waiting time, and the next attempt', async () => {
  const id = want(temp.store, 'work/fail');
  const error = { code: 'unexpected', message: 'boom' };
  recordEnding(temp.store, beginAs(temp.store, 'one', id), { kind: 'retry', error, afterMs: 2000 });
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'retrying', attempts: 1, runAt: clock.now() + 2000 });
  await clock.advance(2300);
  expect(claimAs(temp.store, 'one', id)).toMatchObject({ kind: 'run', run: { attempt: 2, waitMs: 300 } });
});

test('a job that was handed back keeps its attempt', () => {
  const id = want(temp.store, 'work/fail');
  const error = { code: 'shutting-down', message: 'bye' };
  recordEnding(temp.store, beginAs(temp.store, 'one', id), { kind: 'handed-back', error, afterMs: 0 });
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'waiting', attempts: 0 });
  expect(claimAs(temp.store, 'two', id)).toMatchObject({ kind: 'run', run: { attempt: 1 } });
});

test('a cancel that came while the job was handed back is carried out at the claim', () => {
  const id = want(temp.store, 'work/fail');
  const run = beginAs(temp.store, 'one', id);
  requestCancel(temp.store, 'user:test', id);
  recordEnding(temp.store, run, {
    kind: 'handed-back',
    error: { code: 'shutting-down', message: 'bye' },
    afterMs: 0,
  });
  expect(claimAs(temp.store, 'two', id)).toMatchObject({ kind: 'settled', state: 'cancelled' });
  expect(jobOf(temp.store, id).state).toBe('cancelled');
});

test('strangers are refused: a job that SQLite does not know, and one of another tenant', () => {
  const id = want(temp.store, 'work/effect');
  const claimant = claimantOf(temp.store, 'one');
  expect(claimAs(temp.store, 'one', 'stranger')).toEqual({ kind: 'refused', reason: 'unknown-job' });
  const refused = { kind: 'refused', reason: 'other-tenant' };
  expect(claimFor(temp.store, id, 'another', claimant)).toEqual(refused);
  expect(claimFor(temp.store, id, undefined, claimant)).toEqual(refused);
  expect(claimFor(temp.store, id, 'another', { ...claimant, tenantId: 'another' })).toEqual(refused);
});

test('an ending that comes after the run was ended by others changes nothing', () => {
  const id = want(temp.store, 'work/effect');
  const run = beginAs(temp.store, 'one', id);
  expect(recordEnding(temp.store, run, { kind: 'completed', result: '1' })).toBe(true);
  const error = { code: 'late', message: 'late' };
  expect(recordEnding(temp.store, run, { kind: 'failed', error })).toBe(false);
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'completed', result: '1', error: null });
});
