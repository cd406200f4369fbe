/** Moving a file of a hot folder where something is in the way. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addHotFolder, hotFolderList } from '../../../workers/imports/hot-folder/folders.ts';
import { freePlace, moveWhole } from '../../../workers/imports/hot-folder/move.ts';
import { settleFile } from '../../../workers/imports/hot-folder/settle.ts';
import { WatchedFolder } from '../../../workers/imports/hot-folder/watch-folder.ts';
import { silentLogger } from '../../../workers/log.ts';
import { takeHotFile, type HotFileRecord, type HotFolderRecord } from '../../../workers/store/hot-folder.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

let temp: TempStore;
let hot: string;
let folder: HotFolderRecord;
const clock = new VirtualClock();
beforeEach(async () => {
  temp = await tempStore(clock);
  hot = `${temp.dataDir}-hot`;
  mkdirSync(hot);
  folder = await addHotFolder(temp.store, 'user:test', { path: hot });
});
afterEach(() => {
  temp.remove();
  rmSync(hot, { recursive: true, force: true });
});

const put = (name: string, content: string) => writeFileSync(join(hot, name), content);
const read = (name: string) => readFileSync(join(hot, name), 'utf8');

/** A file that was taken and is over, as its row has it. */
function over(name: string, bytes: number, movedTo: string | null = null): HotFileRecord {
  const file = temp.store.write('test', (tx) => {
    const values = { folderId: folder.id, name, bytes, sha256: null, state: 'failed', error: null };
    return takeHotFile(temp.store, tx, values);
  });
  if (file === null) throw new Error('It is taken already.');
  return { ...file, movedTo };
}

const settle = (file: HotFileRecord) => settleFile(temp.store, 'test', folder, file, null);
const last = () => hotFolderList(temp.store, new Map())[0]?.files[0];

it('a file that was moved before a crash is not looked for again, and a new one of its name stays', async () => {
  put('failed/a.csv', 'old');
  put('a.csv', 'newer');
  await settle(over('a.csv', 3, join(hot, 'failed/a.csv')));
  expect([read('failed/a.csv'), read('a.csv')]).toEqual(['old', 'newer']);
  expect(last()).toMatchObject({ movedTo: join(hot, 'failed/a.csv'), settledAt: expect.any(Number) });
});

it('a file that was replaced while it was imported stays, to come again', async () => {
  put('a.csv', 'newer');
  await settle(over('a.csv', 3));
  expect(read('a.csv')).toBe('newer');
  expect(last()).toMatchObject({ movedTo: null, settledAt: expect.any(Number) });
  expect(existsSync(join(hot, 'failed/a.csv.result.json'))).toBe(true);
});

it('a file that was taken away is over all the same', async () => {
  await settle(over('a.csv', 3));
  expect(last()).toMatchObject({ movedTo: null, settledAt: expect.any(Number) });
});

it('an empty file that a killed move has left is filled', async () => {
  put('a.csv', 'own');
  put('failed/a.csv', '');
  await settle(over('a.csv', 3, join(hot, 'failed/a.csv')));
  expect(read('failed/a.csv')).toBe('own');
});

it('a file that came to the noted place meanwhile is not overwritten', async () => {
  put('a.csv', 'own');
  put('failed/a.csv', 'somebody else');
  await settle(over('a.csv', 3, join(hot, 'failed/a.csv')));
  expect([read('failed/a.csv'), read('failed/a (2).csv')]).toEqual(['somebody else', 'own']);
  expect(existsSync(join(hot, 'a.csv'))).toBe(false);
});

it('a failed move leaves no empty file behind', async () => {
  await expect(moveWhole(join(hot, 'nothing.csv'), join(hot, 'done/x.csv'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
  expect(readdirSync(join(hot, 'done'))).toEqual([]);
});

it('a name that is too long for its number and its result is shortened', async () => {
  const name = `${'ä'.repeat(120)}.csv`;
  const place = await freePlace(join(hot, 'done'), name, async (path) => !path.includes('(3)'));
  expect(Buffer.byteLength(place.split('/').at(-1) ?? '')).toBeLessThan(240);
  expect(place).toMatch(/ä \(3\)\.csv$/);
});

it('links and folders in a hot folder are left alone', async () => {
  writeFileSync(`${temp.dataDir}-secret.csv`, 'DOT,Name\n1,X\n');
  symlinkSync(`${temp.dataDir}-secret.csv`, join(hot, 'link.csv'));
  mkdirSync(join(hot, 'folder.csv'));
  const watched = new WatchedFolder(temp.store, silentLogger);
  for (let look = 0; look < 5; look += 1) {
    await watched.look(folder, new AbortController().signal);
    clock.sleep(5_000);
  }
  expect(last()).toBeUndefined();
  rmSync(`${temp.dataDir}-secret.csv`);
});

it('a look at ten thousand files stays quick', async ({ annotate }) => {
  for (let i = 0; i < 10_000; i += 1) put(`f${i}.csv`, '');
  const watched = new WatchedFolder(temp.store, silentLogger);
  const signal = new AbortController().signal;
  await watched.look(folder, signal);
  const before = process.cpuUsage();
  for (let look = 0; look < 5; look += 1) await watched.look(folder, signal);
  const { user, system } = process.cpuUsage(before);
  const perLook = (user + system) / 5_000;
  await annotate(`${perLook.toFixed(1)} ms of the processor for a look`);
  expect(perLook).toBeLessThan(200);
});
