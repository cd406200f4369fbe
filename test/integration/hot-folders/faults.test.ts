/** What a file system can do to a hot folder: nothing is lost, nothing comes twice, and each trouble says what to do. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorInfo } from '../../../workers/errors.ts';
import { addHotFolder, hotFolderList } from '../../../workers/imports/hot-folder/folders.ts';
import { moveWhole } from '../../../workers/imports/hot-folder/move.ts';
import { troubleOf } from '../../../workers/imports/hot-folder/trouble.ts';
import { WatchedFolder } from '../../../workers/imports/hot-folder/watch-folder.ts';
import { createTemplate } from '../../../workers/imports/templates.ts';
import { processCsv } from '../../../workers/jobs/process-csv.ts';
import { silentLogger } from '../../../workers/log.ts';
import type { HotFolderRecord } from '../../../workers/store/hot-folder.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { settleJobs } from '../../support/import-lab.ts';
import { jobContext } from '../../support/job-context.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

let temp: TempStore;
let hot: string;
let folder: HotFolderRecord;
let watched: WatchedFolder;
let clock: VirtualClock;
const undo: (() => void)[] = [];

beforeEach(async () => {
  clock = new VirtualClock();
  temp = await tempStore(clock);
  hot = `${temp.dataDir}-hot`;
  mkdirSync(hot);
  createTemplate(temp.store, 'user:test', 'carriers', {
    draft: {
      entity: 'carrier',
      headings: ['DOT', 'Name'],
      mapping: { usdot: 'DOT', legalName: 'Name' },
      onDuplicate: 'update',
    },
  });
  await use(hot);
});
afterEach(() => {
  for (const back of undo.splice(0).toReversed()) back();
  temp.remove();
  rmSync(hot, { recursive: true, force: true });
});

async function use(path: string): Promise<void> {
  folder = await addHotFolder(temp.store, 'user:test', { path, template: 'carriers' });
  watched = new WatchedFolder(temp.store, silentLogger);
}

const { signal } = new AbortController();
const content = (usdot: number) => `DOT,Name\n${usdot},CARRIER ${usdot}\nabc,REFUSED\n`;
const put = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
const read = (name: string) => readFileSync(join(folder.path, name), 'utf8');
const listed = (inside = '') => readdirSync(join(folder.path, inside)).sort();
const dots = () => temp.store.raw.prepare('SELECT usdot FROM carrier ORDER BY usdot').pluck().all();
const files = () => hotFolderList(temp.store, new Map()).find(({ id }) => id === folder.id)?.files ?? [];

/** Looks until what lies there has settled and is taken. */
async function take(): Promise<void> {
  for (let look = 0; look < 5; look += 1) {
    await watched.look(folder, signal);
    await clock.advance(3_000);
  }
}

/** The next steps of what was taken; imports that were begun are run. @returns what is in the way. */
async function goOn(): Promise<ErrorInfo | null> {
  try {
    for (let step = 0; step < 4; step += 1) {
      await watched.advance(folder, signal);
      const open = temp.store.raw.prepare(`SELECT id FROM import WHERE state = 'waiting'`).pluck().all();
      for (const importId of open as string[]) await processCsv(jobContext(temp.store, { importId }));
      settleJobs(temp.store);
    }
    return null;
  } catch (error) {
    return troubleOf(folder.path, error);
  }
}

const command = (name: string, ...args: string[]) => execFileSync(name, args, { stdio: 'ignore' });

/** A small file system of its own in memory; null where this user may not mount one. */
function tmpfs(kib: number): string | null {
  const path = mkdtempSync(`${temp.dataDir}-mount-`);
  try {
    command('mount', '-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', path);
  } catch {
    rmSync(path, { recursive: true });
    return null;
  }
  undo.push(() => {
    command('umount', path);
    rmSync(path, { recursive: true });
  });
  return path;
}

/** A folder on another file system than `hot`; null where there is none. */
function elsewhere(): string | null {
  const shared = '/dev/shm';
  if (!existsSync(shared) || statSync(shared).dev === statSync(hot).dev) return tmpfs(1024);
  const path = mkdtempSync(join(shared, 'dockhand-hot-'));
  undo.push(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

describe('with done on another file system', () => {
  it('a file and its results come there, and it leaves the folder', async ({ skip }) => {
    const other = elsewhere() ?? skip('There is no second file system to write to.');
    rmSync(join(hot, 'done'), { recursive: true });
    symlinkSync(other, join(hot, 'done'));
    put('a.csv', content(1));
    await take();
    expect(await goOn()).toBeNull();
    expect(readdirSync(other).sort()).toEqual(['a.csv', 'a.csv.rejected.csv', 'a.csv.result.json']);
    expect([read('done/a.csv'), existsSync(join(hot, 'a.csv')), dots()]).toEqual([content(1), false, ['1']]);
  });

  it('a file that is lost on the way stays as it was, and nothing half lies there', async ({ skip }) => {
    const other = tmpfs(64) ?? skip('This user may not mount a file system.');
    const source = join(hot, 'large.csv');
    writeFileSync(source, 'x'.repeat(200_000));
    await expect(moveWhole(source, join(other, 'large.csv'))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect([statSync(source).size, readdirSync(other)]).toEqual([200_000, []]);
  });

  it('a file that grows while it is copied is not removed', async ({ skip }) => {
    const other = elsewhere() ?? skip('There is no second file system to write to.');
    const source = join(hot, 'growing.csv');
    writeFileSync(source, 'x'.repeat(64 << 20));
    const growing = setInterval(() => {
      if (existsSync(source)) appendFileSync(source, 'more\n');
    }, 1);
    try {
      await expect(moveWhole(source, join(other, 'growing.csv'))).rejects.toMatchObject({
        code: 'file-changed',
      });
    } finally {
      clearInterval(growing);
    }
    expect(readFileSync(source, 'utf8').endsWith('more\n')).toBe(true);
    expect(readdirSync(other)).toEqual([]);
  });
});

describe('a folder that is', () => {
  it('full says so, and goes on when there is room', async ({ skip }) => {
    const small = tmpfs(64) ?? skip('This user may not mount a file system.');
    await use(small);
    put('a.csv', content(2));
    await take();
    const filler = join(small, '.filler');
    writeFileSync(filler, '');
    try {
      for (;;) appendFileSync(filler, 'x'.repeat(4096));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    }
    const trouble = await goOn();
    expect(trouble).toMatchObject({ code: 'disk-full' });
    expect(trouble?.message).toMatch(/no room left.*Make room/);
    expect([read('a.csv'), dots()]).toEqual([content(2), ['2']]);
    rmSync(filler);
    expect(await goOn()).toBeNull();
    expect(listed('done')).toEqual(['a.csv', 'a.csv.rejected.csv', 'a.csv.result.json']);
    expect([read('done/a.csv'), dots(), files()[0]?.state]).toEqual([content(2), ['2'], 'done']);
  });

  it('read-only says so, and goes on when it can be written', async ({ skip }) => {
    const own = tmpfs(1024) ?? skip('This user may not mount a file system.');
    await use(own);
    put('a.csv', content(3));
    await take();
    command('mount', '-o', 'remount,ro', own);
    const trouble = await goOn();
    expect(trouble).toMatchObject({ code: 'hot-folder-read-only' });
    expect(trouble?.message).toMatch(/Make it writable/);
    command('mount', '-o', 'remount,rw', own);
    expect(await goOn()).toBeNull();
    expect([read('done/a.csv'), dots()]).toEqual([content(3), ['3']]);
  });
});

describe('a file that', () => {
  it('is taken away while it is imported is over, and its result says that it lies nowhere', async () => {
    put('a.csv', content(4));
    await take();
    rmSync(join(hot, 'a.csv'));
    expect(await goOn()).toBeNull();
    expect(dots()).toEqual(['4']);
    expect(JSON.parse(read('done/a.csv.result.json'))).toMatchObject({
      state: 'done',
      movedTo: null,
      rejected: 'a.csv.rejected.csv',
    });
    expect(files()[0]).toMatchObject({ state: 'done', movedTo: null });
  });

  it('grows after it was taken stays, and comes again as a whole', async () => {
    put('a.csv', content(5));
    await take();
    appendFileSync(join(hot, 'a.csv'), '6,LATER\n');
    expect(await goOn()).toBeNull();
    expect([dots(), existsSync(join(hot, 'a.csv'))]).toEqual([['5'], true]);
    expect(JSON.parse(read('done/a.csv.result.json'))).toMatchObject({ movedTo: null });
    await take();
    expect(await goOn()).toBeNull();
    expect([dots(), existsSync(join(hot, 'a.csv'))]).toEqual([['5', '6'], false]);
    expect(read('done/a (2).csv')).toMatch(/6,LATER\n$/);
  });

  it.each([
    ['a line end', 'two\nlines.csv'],
    ['letters of many alphabets', 'Ünïcödé 運送 🚚.csv'],
    ['255 bytes', `${'n'.repeat(251)}.csv`],
    ['255 bytes in long letters', `${'運'.repeat(83)}ab.csv`],
    ['an ending that is nearly all of it', `a.${'x'.repeat(253)}`],
  ])('has %s in its name is imported and moved', async (_, name) => {
    put(name, content(7));
    await take();
    expect(await goOn()).toBeNull();
    expect([dots(), listed()]).toEqual([['7'], ['done', 'failed']]);
    const [moved = '', ...beside] = listed('done').sort((one, other) => one.length - other.length);
    expect([read(`done/${moved}`), beside.length]).toEqual([content(7), 2]);
    if (Buffer.byteLength(name) < 200) expect(moved).toBe(name);
    expect(files()[0]).toMatchObject({ name, state: 'done' });
  });

  it('has a name that stands in done already, also as a folder, gets a number', async () => {
    mkdirSync(join(hot, 'done', 'a.csv'));
    writeFileSync(join(hot, 'done', 'a (2).csv'), 'somebody else’s');
    put('a.csv', content(8));
    await take();
    expect(await goOn()).toBeNull();
    expect([read('done/a (3).csv'), read('done/a (2).csv')]).toEqual([content(8), 'somebody else’s']);
  });
});
