import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sharedCommit } from '../../../workers/store/shared-commit.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

let temp: TempStore;
beforeEach(async () => {
  temp = await tempStore();
  temp.store.raw.exec('CREATE TABLE put (value TEXT UNIQUE)');
});
afterEach(() => temp.remove());

const put = (value: string) => () => {
  temp.store.raw.prepare('INSERT INTO put VALUES (?)').run(value);
  return value;
};
const values = () => temp.store.raw.prepare('SELECT value FROM put ORDER BY rowid').pluck().all();

test('what comes in one turn is committed together, in its order, and each gets its own result', async () => {
  const commits = vi.spyOn(temp.store, 'write');
  const shared = sharedCommit(temp.store, 'worker:test');
  expect(await Promise.all(['a', 'b', 'c'].map((value) => shared.write(put(value))))).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(values()).toEqual(['a', 'b', 'c']);
  expect(commits).toHaveBeenCalledTimes(1);
});

test('one that fails takes nobody with it', async () => {
  const shared = sharedCommit(temp.store, 'worker:test');
  const all = ['a', 'b', 'a', 'c'].map((value) => shared.write(put(value)));
  const settled = await Promise.allSettled(all);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(values()).toEqual(['a', 'b', 'c']);
});

test('nobody is told of a write before it is committed', async () => {
  const shared = sharedCommit(temp.store, 'worker:test');
  let inTransaction: boolean | undefined;
  await shared.write(put('a')).then(() => (inTransaction = temp.store.raw.inTransaction));
  expect(inTransaction).toBe(false);
});

test('a process that ends can have what waits committed at once', () => {
  const shared = sharedCommit(temp.store, 'worker:test');
  void shared.write(put('a'));
  void shared.write(put('b'));
  expect(values()).toEqual([]);
  shared.flush();
  expect(values()).toEqual(['a', 'b']);
  shared.flush();
  expect(values()).toEqual(['a', 'b']);
});
