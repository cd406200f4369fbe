import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addPast, counted } from '../../fixtures/history/past.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

const program = join(import.meta.dirname, '../../fixtures/history/keeper-process.ts');
const day = 24 * 3_600_000;
const now = Date.UTC(2026, 5, 1, 3, 30);

let temp: TempStore;
beforeEach(async () => {
  temp = await tempStore();
});
afterEach(() => temp.remove());

/** Four batches of runs of different hours, in their last third kept and else too old. */
function addFourBatches(): void {
  addPast(
    temp.store,
    Array.from({ length: 1600 }, (_, n) => ({
      key: n % 5 === 0 ? 'work/b' : 'work/a',
      at: now - 100 * day + n * (day / 100),
      retries: n % 4 === 0 ? 1 : 0,
    })),
  );
}

async function keeper(work: 'roll-up' | 'prune', side = 'after', commit = 0): Promise<ChildProcess> {
  const child = fork(program, [temp.dataDir, work, String(now), side, String(commit)]);
  await once(child, 'message');
  return child;
}

async function run(...args: Parameters<typeof keeper>): Promise<NodeJS.Signals | null> {
  const child = await keeper(...args);
  const gone = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  child.send('go');
  return (await gone)[1];
}

const allCounted = { runs: 2000, waits: 2000, durations: 2000, uncounted: 0 };

test('killed before or after any commit of a roll-up, each run is counted once in the end', async () => {
  addFourBatches();
  expect(await run('roll-up', 'before', 1)).toBe('SIGKILL');
  expect(counted(temp.store)).toMatchObject({ runs: 0, uncounted: 2000 });
  expect(await run('roll-up', 'after', 1)).toBe('SIGKILL');
  expect(await run('roll-up', 'before', 2)).toBe('SIGKILL');
  expect(counted(temp.store)).toMatchObject({ runs: 1000, uncounted: 1000 });
  expect(await run('roll-up')).toBeNull();
  expect(counted(temp.store)).toEqual(allCounted);
});

test('processes that roll up at once count each run once', async () => {
  addFourBatches();
  const keepers = await Promise.all([keeper('roll-up'), keeper('roll-up'), keeper('roll-up')]);
  const codes = keepers.map((child) => once(child, 'exit'));
  for (const child of keepers) child.send('go');
  expect(await Promise.all(codes)).toEqual([
    [0, null],
    [0, null],
    [0, null],
  ]);
  expect(counted(temp.store)).toEqual(allCounted);
});

test('killed at any commit of a prune, no run is lost from the figures and the rest goes the next time', async () => {
  addFourBatches();
  const { raw } = temp.store;
  const number = (sql: string) => raw.prepare<[], number>(sql).pluck().get();
  // Roll-up first: commits 1 to 4 are its own.
  expect(await run('prune', 'before', 5)).toBe('SIGKILL');
  expect(counted(temp.store)).toEqual(allCounted);
  expect(number('SELECT count(*) FROM outbox')).toBe(1600);
  for (const commit of [1, 2]) {
    const before = number('SELECT count(*) FROM outbox') ?? 0;
    expect(await run('prune', 'after', commit)).toBe('SIGKILL');
    expect(number('SELECT count(*) FROM outbox')).toBeLessThan(before);
  }
  expect(await run('prune')).toBeNull();
  // A thousand of the jobs were more than 90 days old.
  expect(number('SELECT count(*) FROM outbox')).toBe(600);
  expect(number('SELECT count(*) FROM job_run')).toBe(750);
  expect(number('SELECT count(*) FROM job_run WHERE job_id NOT IN (SELECT id FROM outbox)')).toBe(0);
  // The hour that is 90 days old is kept as a whole, with its first half.
  const kept = counted(temp.store).runs;
  expect(kept).toBeGreaterThanOrEqual(750);
  expect(kept).toBeLessThan(760);
});
