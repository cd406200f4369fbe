import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleDepths } from '../../../workers/queues/depths.ts';
import type { AnyCatalog } from '../../../workers/queues/define.ts';
import { pruneHistory, type Pruned } from '../../../workers/queues/retention.ts';
import { hourOf } from '../../../workers/queues/roll-up.ts';
import { pruneOldHistory } from '../../../workers/jobs/prune-history.ts';
import { deadLetter, effect, hotFile, jobHour, jobRun, outbox } from '../../../workers/store/schema.ts';
import { redrive } from '../../../workers/queues/redrive.ts';
import { testCatalog } from '../../fixtures/queues/jobs.ts';
import { addPast, counted } from '../../fixtures/history/past.ts';
import { want } from '../../fixtures/queues/jobs-in-store.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { jobContext } from '../../support/job-context.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.UTC(2026, 5, 1, 3, 30);
const limit = now - 90 * day;
let clock: VirtualClock;
let temp: TempStore;
beforeEach(async () => {
  clock = new VirtualClock(now);
  temp = await tempStore(clock);
});
afterEach(() => temp.remove());

const prune = (): Promise<Pruned> => pruneOldHistory(jobContext(temp.store, {}));
const jobsLeft = () =>
  temp.store.orm
    .select()
    .from(outbox)
    .all()
    .map(({ id }) => id);

test('jobs that were settled more than 90 days ago go with their runs, and no others', async () => {
  const [, newest, last] = addPast(temp.store, [
    { key: 'work/a', at: limit - 1, retries: 2 },
    { key: 'work/a', at: limit },
    { key: 'work/a', at: now },
  ]);
  expect(await prune()).toMatchObject({ jobs: 4 });
  expect(jobsLeft()).toEqual([newest, last]);
  expect(temp.store.orm.select().from(jobRun).all()).toHaveLength(2);
});

test('a job that is not settled stays, however old it is', async () => {
  clock.sleep(-200 * day);
  const waiting = want(temp.store, 'work/a');
  clock.sleep(200 * day);
  addPast(temp.store, [{ key: 'work/a', at: now }]);
  await prune();
  expect(jobsLeft()).toContain(waiting);
});

test('a job with a run that is not over stays', async () => {
  const [id] = addPast(temp.store, [
    { key: 'work/a', at: limit - day },
    { key: 'work/a', at: now },
  ]);
  temp.store.raw.exec(
    `UPDATE job_run SET outcome = 'running', finished_at = NULL WHERE job_id = '${id ?? ''}'`,
  );
  await prune();
  expect(jobsLeft()).toContain(id);
});

test('the newest change stays, so that a watcher is never told of an old number again', async () => {
  const [, newest] = addPast(temp.store, [
    { key: 'work/a', at: limit - day },
    { key: 'work/a', at: limit - day },
  ]);
  await prune();
  expect(jobsLeft()).toEqual([newest]);
});

test('what goes was counted before', async () => {
  addPast(temp.store, [
    { key: 'work/a', at: hourOf(limit) * 60 * minute, retries: 1 },
    { key: 'work/a', at: now },
  ]);
  await prune();
  expect(jobsLeft()).toHaveLength(1);
  expect(counted(temp.store)).toEqual({ runs: 3, waits: 3, durations: 3, uncounted: 0 });
});

test('hours and depth samples older than 90 days go', async () => {
  clock.sleep(-100 * day);
  for (let hour = 0; hour < 100 * 24; hour += 12) {
    addPast(temp.store, [{ key: 'work/a', at: clock.now() }]);
    sampleDepths(temp.store, ['work', 'other']);
    clock.sleep(12 * 60 * minute);
  }
  const { hours, samples } = await prune();
  // Half days were written, and unchanged depths once a day.
  expect({ hours, samples }).toEqual({ hours: 20, samples: 2 * 10 });
  const oldest = temp.store.orm.select().from(jobHour).orderBy(jobHour.hour).get();
  expect(oldest?.hour).toBe(hourOf(limit));
});

test('an open dead letter outlives its job; a closed one goes 90 days after it was closed', async () => {
  const [open, closed, lately] = addPast(
    temp.store,
    [1, 2, 3, 4].map((n) => ({ key: 'work/a', at: limit - n * day, outcome: 'failed' as const })),
  );
  const letter = (jobId: string | undefined, closedAt: number | null) => ({
    ...openLetter(jobId ?? ''),
    closedAt,
  });
  temp.store.write('user:test', ({ orm }) =>
    orm
      .insert(deadLetter)
      .values([letter(open, null), letter(closed, limit - 1), letter(lately, limit)])
      .run(),
  );
  expect(await prune()).toMatchObject({ deadLetters: 1 });
  expect(jobsLeft()).toHaveLength(1);
  const left = temp.store.orm.select().from(deadLetter).all();
  expect(left.map(({ jobId }) => jobId)).toEqual([open, lately]);
});

const labels = {
  'work/letter': {
    ...testCatalog['work/letter'],
    effect: { kind: 'outside', inDoubt: 'ask', key: () => 'label:1', passing: 'label:' },
  },
} satisfies AnyCatalog;

/** One line of the ledger per job: its key, how it stands and when. */
function ledger(rows: readonly { key: string; jobId: string | undefined; state?: string; at?: number }[]) {
  temp.store.write('user:test', ({ orm }) =>
    orm
      .insert(effect)
      .values(rows.map((row) => ({ state: 'done', at: limit - 1, ...row, jobId: row.jobId ?? '' })))
      .run(),
  );
}
const keysLeft = () =>
  temp.store.orm
    .select()
    .from(effect)
    .orderBy(effect.key)
    .all()
    .map(({ key }) => key);
const pruneWith = (catalog?: AnyCatalog) => pruneHistory(temp.store, jobContext(temp.store, {}), catalog);

test('the ledger keeps what was done, but for what is declared to be passing, done and old', async () => {
  ledger([
    { key: 'label:done', jobId: 'gone' },
    { key: 'label:intended', jobId: 'gone', state: 'intended' },
    { key: 'label:lately', jobId: 'gone', at: limit },
    { key: 'label:unknown', jobId: 'gone', state: 'unknown' },
    { key: 'labels:1', jobId: 'gone' },
    { key: 'mail:invoice-1', jobId: 'gone' },
    { key: 'pdf:1', jobId: 'gone' },
  ]);
  expect(await pruneWith()).toMatchObject({ effects: 0 });
  expect(keysLeft()).toHaveLength(7);
  expect(await pruneWith(labels)).toMatchObject({ effects: 1 });
  expect(keysLeft()).toEqual([
    'label:intended',
    'label:lately',
    'label:unknown',
    'labels:1',
    'mail:invoice-1',
    'pdf:1',
  ]);
});

test('what is passing stays as long as one of its jobs is unfinished or may be run again', async () => {
  const [failed, repeated, completed] = addPast(temp.store, [
    { key: 'work/a', at: limit + day, outcome: 'failed' },
    { key: 'work/a', at: limit - day, outcome: 'failed' },
    { key: 'work/a', at: limit + day },
    { key: 'work/a', at: now },
  ]);
  const again = redrive(temp.store, 'user:test', repeated ?? '');
  const waiting = want(temp.store, 'work/a');
  temp.store.write('user:test', ({ orm }) => orm.insert(deadLetter).values(openLetter('lettered')).run());
  ledger([
    { key: 'label:completed', jobId: completed },
    { key: 'label:failed', jobId: failed },
    { key: 'label:lettered', jobId: 'lettered' },
    { key: 'label:repeated', jobId: repeated },
    { key: 'label:waiting', jobId: waiting },
  ]);
  await pruneWith(labels);
  expect(jobsLeft()).not.toContain(repeated);
  const kept = ['label:failed', 'label:lettered', 'label:repeated', 'label:waiting'];
  expect(keysLeft()).toEqual(kept);
  temp.store.raw
    .prepare(`UPDATE outbox SET state = 'completed', settled_at = ? WHERE id IN (?, ?, ?)`)
    .run(limit + day, again, waiting, failed);
  temp.store.raw.exec('UPDATE dead_letter SET closed_at = 1');
  await pruneWith(labels);
  expect(keysLeft()).toEqual([]);
});

const openLetter = (jobId: string) => ({
  jobId,
  queue: 'work',
  name: 'a',
  payload: '{}',
  errors: '[]',
  code: 'busy',
  message: 'Busy.',
  fingerprint: 'x',
  failedAt: limit - day,
});

test('a backlog goes in transactions of at most 500 rows, with turns of the event loop between', async () => {
  addPast(
    temp.store,
    Array.from({ length: 1501 }, (_, n) => ({ key: 'work/a', at: limit - 10 * day + n, retries: n % 2 })),
  );
  const sizes: number[] = [];
  let turns = 0;
  let over = false;
  const turn = () => {
    turns += 1;
    if (!over) setImmediate(turn);
  };
  turn();
  const { store } = temp;
  const total = store.raw.prepare<[], number>('SELECT total_changes()').pluck();
  const observed = {
    ...store,
    write: ((...args) => {
      const before = total.get() ?? 0;
      const result = store.write(...args);
      sizes.push((total.get() ?? 0) - before);
      return result;
    }) as typeof store.write,
  };
  const { signal } = new AbortController();
  await pruneHistory(observed, { actor: 'job:test', signal, progress: () => {} });
  over = true;
  expect(jobsLeft()).toHaveLength(1);
  // The roll-up comes first: it marks 500 runs and writes their hours. A job that goes is also noted for the search, by a trigger.
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2 * 500 + 20);
  expect(turns).toBeGreaterThan(sizes.length - 10);
});

test('told to stop, it stops between two transactions, and the next time does the rest', async () => {
  addPast(
    temp.store,
    Array.from({ length: 1000 }, (_, n) => ({ key: 'work/a', at: limit - 10 * day + n })),
  );
  const context = jobContext(temp.store, {});
  const progress = (share: number) => {
    if (share > 0.3) context.abort(new Error('shutting down'));
  };
  await expect(pruneOldHistory({ ...context, progress })).rejects.toThrow('shutting down');
  expect(jobsLeft().length).toBeGreaterThan(1);
  expect(jobsLeft().length).toBeLessThan(1000);
  await prune();
  expect(jobsLeft()).toHaveLength(1);
  expect(counted(temp.store)).toMatchObject({ uncounted: 0 });
});

test('what became of files in hot folders goes when it is old and over', async () => {
  temp.store.write('test', ({ orm }) => {
    const file = (name: string, settledAt: number | null) => ({
      folderId: 'hot', name, bytes: 1, state: 'done', at: limit - day, settledAt,
    }); // prettier-ignore
    orm
      .insert(hotFile)
      .values([file('old', limit - 1), file('new', limit), file('open', null)])
      .run();
  });
  expect(await prune()).toMatchObject({ hotFiles: 1 });
  const left = temp.store.orm.select().from(hotFile).all();
  expect(left.map(({ name }) => name)).toEqual(['new', 'open']);
});
