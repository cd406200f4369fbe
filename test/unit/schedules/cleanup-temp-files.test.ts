import {
  existsSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cleanupTempFiles } from '../../../workers/jobs/cleanup-temp-files.ts';
import { want } from '../../fixtures/queues/jobs-in-store.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { jobContext } from '../../support/job-context.ts';

const hour = 3_600_000;
const importId = '0199aaaa-0000-7000-8000-000000000001';

let temp: TempStore;
let folder: string;
beforeEach(async () => {
  temp = await tempStore();
  folder = temp.store.paths.temp;
  mkdirSync(folder);
});
afterEach(() => temp.remove());

const cleanUp = () => cleanupTempFiles(jobContext(temp.store, {}));
const files = () => readdirSync(folder).sort();

/** A file in the temporary folder that was last written so many hours ago. */
function put(name: string, hours: number): string {
  const path = join(folder, name);
  writeFileSync(path, name);
  age(path, hours);
  return path;
}

function age(path: string, hours: number): void {
  const at = (Date.now() - hours * hour) / 1000;
  utimesSync(path, at, at);
}

test('what is more than a day old goes, what is newer stays, and a second run finds nothing', async () => {
  put('staging-old', 25);
  put('staging-new', 23);
  put('abc.1.survey', 200);
  put('pdf-part-1-x', 48);
  put('from-the-future', -24);
  expect(await cleanUp()).toMatchObject({ removed: 3, left: 0 });
  expect(files()).toEqual(['from-the-future', 'staging-new']);
  expect(await cleanUp()).toMatchObject({ removed: 0, left: 0 });
});

test('the scratch files of an import that is not over stay, however old; when it is over they go', async () => {
  const jobId = want(temp.store, 'import/process-csv', { importId });
  put(`spool-${importId}.sqlite`, 100);
  put(`dry-run-${importId}.sqlite-journal`, 100);
  put('spool-0199aaaa-0000-7000-8000-000000000002.sqlite', 100);
  expect(await cleanUp()).toMatchObject({ removed: 1, left: 0 });
  temp.store.raw.prepare(`UPDATE outbox SET state = 'failed', settled_at = 1 WHERE id = ?`).run(jobId);
  expect(await cleanUp()).toMatchObject({ removed: 2, left: 0 });
  expect(files()).toEqual([]);
});

test('nothing outside is touched: of a link the link goes, folders are not entered', async () => {
  const outside = join(temp.dataDir, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'kept'), '');
  age(join(outside, 'kept'), 100);
  symlinkSync(join(outside, 'kept'), join(folder, 'to-file'));
  symlinkSync(outside, join(folder, 'to-folder'));
  symlinkSync(join(outside, 'nothing'), join(folder, 'to-nothing'));
  for (const name of files()) lutimesSync(join(folder, name), 1, 1);
  // Young itself, though what it points to is old.
  symlinkSync(join(outside, 'kept'), join(folder, 'young-link'));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'sub', 'kept'), '');
  age(join(folder, 'sub', 'kept'), 100);
  age(join(folder, 'sub'), 100);
  expect(await cleanUp()).toMatchObject({ removed: 3, left: 0 });
  expect(files()).toEqual(['sub', 'young-link']);
  expect(existsSync(join(outside, 'kept'))).toBe(true);
  expect(existsSync(join(folder, 'sub', 'kept'))).toBe(true);
});

test('a link in the place of the folder is not followed, and no folder at all is nothing to do', async () => {
  const outside = join(temp.dataDir, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'kept'), '');
  age(join(outside, 'kept'), 100);
  rmSync(folder, { recursive: true });
  expect(await cleanUp()).toMatchObject({ removed: 0, left: 0 });
  symlinkSync(outside, folder);
  expect(await cleanUp()).toMatchObject({ removed: 0, left: 0 });
  expect(lstatSync(folder).isSymbolicLink()).toBe(true);
  expect(readdirSync(outside)).toEqual(['kept']);
});

test.each(['lstat', 'unlink'] as const)(
  'an entry that refuses %s is left, and the rest goes',
  async (call) => {
    for (const name of ['a', 'b', 'c']) put(name, 30);
    const original = promises[call];
    const refused = Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' });
    Object.assign(promises, {
      [call]: (path: string) =>
        path.endsWith('b') ? Promise.reject(refused) : (original as (path: string) => Promise<unknown>)(path),
    });
    syncBuiltinESMExports();
    try {
      expect(await cleanUp()).toMatchObject({ removed: 2, left: 1 });
    } finally {
      Object.assign(promises, { [call]: original });
      syncBuiltinESMExports();
    }
    expect(files()).toEqual(['b']);
  },
);

test('a run that is told to stop among ten thousand files stops soon, and the next one does the rest', async () => {
  for (let index = 0; index < 10_000; index += 1) put(`staging-${index}`, 30);
  put('staging-new', 0);
  const context = jobContext(temp.store, {});
  const stopped = new Error('stopped');
  const run = cleanupTempFiles({
    ...context,
    progress(fraction) {
      context.progress(fraction);
      if (fraction > 0.1) context.abort(stopped);
    },
  });
  await expect(run).rejects.toBe(stopped);
  const rest = files().length;
  expect(rest).toBeLessThan(9_001);
  expect(rest).toBeGreaterThan(8_500);
  expect(await cleanUp()).toMatchObject({ removed: rest - 1, left: 0 });
  expect(files()).toEqual(['staging-new']);
});
