import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordDeaths } from '../../../workers/queues/deaths.ts';
import { saveProgress, setBegin } from '../../../workers/store/job-run.ts';
import { beginAs, want } from '../../fixtures/queues/jobs-in-store.ts';
import { jobOf, outcomesOf, runsOf } from '../../fixtures/queues/look.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

let temp: TempStore;
let clock: VirtualClock;
beforeEach(async () => {
  clock = new VirtualClock();
  temp = await tempStore(clock);
});
afterEach(() => temp.remove());

const die = (instance: string, how: 'crashed' | 'aborted' = 'crashed') =>
  recordDeaths(temp.store, (run) => run.instance === instance, how);

test('the jobs of a dead process wait again; those of others run on', () => {
  const [mine, other] = [want(temp.store, 'work/effect'), want(temp.store, 'work/effect')];
  beginAs(temp.store, 'one', mine);
  beginAs(temp.store, 'two', other);
  expect(die('one')).toEqual([{ jobId: mine, queue: 'work', quarantined: false }]);
  expect(jobOf(temp.store, mine)).toMatchObject({ state: 'waiting', attempts: 0 });
  expect(outcomesOf(temp.store, mine)).toEqual(['crashed']);
  expect(jobOf(temp.store, other).state).toBe('active');
});

test('told twice, it is recorded once', () => {
  beginAs(temp.store, 'one', want(temp.store, 'work/effect'));
  expect(die('one')).toHaveLength(1);
  expect(die('one')).toEqual([]);
});

test('the third crash at the same place sets the job aside as failed', async () => {
  const id = want(temp.store, 'work/effect');
  for (const expected of [false, false, true]) {
    await clock.advance(3000);
    beginAs(temp.store, 'one', id);
    saveProgress(temp.store, id, 400, null);
    expect(die('one')[0]!.quarantined).toBe(expected);
  }
  const job = jobOf(temp.store, id);
  expect(job).toMatchObject({ state: 'failed' });
  expect(job.settledAt).not.toBeNull();
  expect(JSON.parse(job.error!)).toMatchObject({ code: 'crashed-too-often' });
  expect(runsOf(temp.store, id).map(({ progress }) => progress)).toEqual([400, 400, 400]);
});

test('a job that dies with workers that also die without it is not set aside', async () => {
  const [id, other] = [want(temp.store, 'work/effect'), want(temp.store, 'work/effect')];
  for (const round of [1, 2, 3]) {
    await clock.advance(60_000);
    beginAs(temp.store, `mine-${round}`, id);
    die(`mine-${round}`);
    if (round !== 2) continue;
    beginAs(temp.store, 'other', other);
    die('other');
  }
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'waiting', runAt: clock.now() + 6000 });
});

test('a job that was leased before its turn and had not begun is innocent', () => {
  const id = want(temp.store, 'work/effect');
  beginAs(temp.store, 'one', id, true);
  expect(die('one')).toEqual([{ jobId: id, queue: 'work', quarantined: false }]);
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'waiting', attempts: 0, runAt: null });
  expect(outcomesOf(temp.store, id)).toEqual(['aborted']);
});

test('whoever has begun is not, though it was leased before its turn', () => {
  const id = want(temp.store, 'work/effect');
  const run = beginAs(temp.store, 'one', id, true);
  temp.store.write('test:begin', () => setBegin(temp.store, run.no, clock.now(), 0));
  die('one');
  expect(outcomesOf(temp.store, id)).toEqual(['crashed']);
});

test('a job that always dies before anybody knows that it had begun is set aside all the same', async () => {
  const id = want(temp.store, 'work/effect');
  for (const start of ['one', 'two', 'three', 'four']) {
    await clock.advance(3000);
    beginAs(temp.store, start, id, true);
    die(start);
  }
  expect(outcomesOf(temp.store, id)).toEqual(['aborted', 'crashed', 'crashed', 'crashed']);
  expect(jobOf(temp.store, id).state).toBe('failed');
});

test('the end of the whole engine is never held against a job', () => {
  const id = want(temp.store, 'work/effect');
  for (let start = 0; start < 6; start += 1) {
    beginAs(temp.store, `start-${start}`, id);
    die(`start-${start}`, 'aborted');
  }
  expect(jobOf(temp.store, id).state).toBe('waiting');
});
