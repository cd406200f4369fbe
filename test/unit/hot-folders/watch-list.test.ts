import { describe, expect, test } from 'vitest';
import { isIgnored } from '../../../workers/imports/hot-folder/ignored-names.ts';
import { WatchList, type FileState } from '../../../workers/imports/hot-folder/watch-list.ts';

/** Looks every two seconds at one file, which is as `states` say. @returns at which looks it had settled. */
function settledAt(states: FileState[], everyMs = 2_000): number[] {
  const list = new WatchList();
  return states.flatMap((state, look) => {
    const now = 1_000_000 + look * everyMs;
    const chosen = list.choose(new Set(['a.csv']), now);
    return chosen.length > 0 && list.looked('a.csv', state, now) ? [look] : [];
  });
}

const still = (looks: number, size = 10, mtimeMs = 5): FileState[] =>
  Array.from({ length: looks }, () => ({ size, mtimeMs }));

describe('a file has settled', () => {
  test('when it is the same at three looks over four seconds', () => {
    expect(settledAt(still(3))).toEqual([2]);
    expect(settledAt(still(2))).toEqual([]);
  });

  test('not sooner when looks are close together, nor by one late look', () => {
    expect(settledAt(still(20, 10), 250)[0]).toBe(16);
    expect(settledAt(still(2), 60_000)).toEqual([]);
  });

  test('not while it grows, nor while only its time changes', () => {
    const growing = Array.from({ length: 10 }, (_, i) => ({ size: i, mtimeMs: 5 }));
    const touched = Array.from({ length: 10 }, (_, i) => ({ size: 10, mtimeMs: i }));
    expect([settledAt(growing), settledAt(touched)]).toEqual([[], []]);
    expect(settledAt([...growing, ...still(3)])[0]).toBe(12);
  });

  test('when it is empty only after a minute', () => {
    expect(settledAt(still(40, 0))[0]).toBe(30);
  });

  test('also when the clock is set back meanwhile', () => {
    const list = new WatchList();
    const times = [9_000_000, 9_002_000, 1_000, 3_000, 5_000];
    const settled = times.map((now) => {
      list.choose(new Set(['a.csv']), now);
      return list.looked('a.csv', { size: 1, mtimeMs: 1 }, now);
    });
    expect(settled).toEqual([false, false, false, false, true]);
  });
});

describe('of many files', () => {
  const names = (count: number) => new Set(Array.from({ length: count }, (_, i) => `f${i}.csv`));

  test('200 are looked at, the same ones until they are done', () => {
    const list = new WatchList();
    const first = list.choose(names(10_000), 0);
    expect(first).toHaveLength(200);
    expect(list.choose(names(10_000), 2_000)).toEqual(first);
    list.forget('f7.csv');
    const all = names(10_000);
    all.delete('f7.csv');
    const next = list.choose(all, 4_000);
    expect(next).toHaveLength(200);
    expect(next).toContain('f200.csv');
  });

  test('those that never settle make room for others, and get their turn again', () => {
    const list = new WatchList();
    let now = 0;
    for (let look = 0; look < 40; look += 1) {
      now += 2_000;
      for (const name of list.choose(names(300), now)) list.looked(name, { size: look, mtimeMs: look }, now);
    }
    expect(list.choose(names(300), now)).toContain('f250.csv');
    expect(list.choose(names(300), now)).not.toContain('f1.csv');
    for (let i = 200; i < 300; i += 1) list.forget(`f${i}.csv`);
    expect(list.choose(names(200), now + 60_000)).toContain('f1.csv');
  });

  test('what is gone is forgotten', () => {
    const list = new WatchList();
    list.choose(new Set(['a.csv']), 0);
    expect(list.choose(new Set(), 2_000)).toEqual([]);
  });
});

test.each([
  'a.csv.part',
  'b.TMP',
  '~$c.xlsx',
  'd.crdownload',
  '.e.csv',
  'f.csv~',
  'g.filepart',
  'Thumbs.db',
  'desktop.ini',
])('%s is not for us', (name) => expect(isIgnored(name)).toBe(true));

test.each(['a.csv', 'partial.csv', 'tmp.txt', 'part', 'a.part.csv', 'no ending', '$x.csv', '-.csv'])(
  '%s is',
  (name) => expect(isIgnored(name)).toBe(false),
);
