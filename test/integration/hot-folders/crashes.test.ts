/** That a crash at any step between a file's arrival and its last move loses nothing and imports nothing twice. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { addHotFolder } from '../../../workers/imports/hot-folder/folders.ts';
import { createTemplate } from '../../../workers/imports/templates.ts';
import { migrateStore } from '../../../workers/store/migrate.ts';
import { openStore } from '../../../workers/store/open.ts';
import { bundledProgram } from '../../fixtures/queues/program.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const project = join(import.meta.dirname, '..', '..', '..');
let program: string;
beforeAll(async () => {
  const folder = await bundledProgram({
    'watch-once': join(project, 'test/fixtures/hot-folders/watch-once.ts'),
    'workers/imports/parse-thread': join(project, 'workers/imports/parse-thread.ts'),
  });
  program = join(folder, 'watch-once.js');
});

const files = {
  'good.csv': 'DOT,Name\n700001,GOOD LLC\n700002,BETTER LLC\n',
  'part.csv': 'DOT,Name\n700003,FINE LLC\nabc,REFUSED\n',
  'empty head.csv': 'Name\nX\n',
};

interface Scene {
  dataDir: string;
  hot: string;
  remove(): void;
}

async function scene(): Promise<Scene> {
  const root = mkdtempSync(join(tmpdir(), 'dockhand-hot-crash-'));
  const dataDir = join(root, 'data');
  const hot = mkdtempSync(join(root, 'hot-'));
  const store = openStore({ dataDir });
  await migrateStore(store);
  createTemplate(store, 'user:test', 'carriers', {
    draft: {
      entity: 'carrier',
      headings: ['DOT', 'Name'],
      mapping: { usdot: 'DOT', legalName: 'Name' },
      onDuplicate: 'update',
    },
  });
  await addHotFolder(store, 'user:test', { path: hot, template: 'carriers' });
  store.close();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(hot, name), content);
  return { dataDir, hot, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** @returns whether it came to its end. */
async function run({ dataDir }: Scene, killAt?: string): Promise<boolean> {
  const steps = killAt === undefined ? [] : [join(dataDir, 'steps.txt'), killAt];
  const instrument = ['--import', join(project, 'test/fixtures/effects/steps.ts')];
  const child = spawn(process.execPath, [...instrument, program, dataDir, ...steps], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0 && code !== null) throw new Error(`It ended with ${code}.`);
  return code === 0;
}

const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const listed = (folder: string) => readdirSync(folder).sort();

/** Every file is in one place with its bytes and its result, is imported once, and nothing else lies about. */
function expectAllInOrder({ dataDir, hot }: Scene, at: string): void {
  expect(listed(hot), at).toEqual(['done', 'failed']);
  expect(listed(join(hot, 'done')), at).toEqual([
    'good.csv', 'good.csv.result.json', 'part.csv', 'part.csv.rejected.csv', 'part.csv.result.json',
  ]); // prettier-ignore
  expect(listed(join(hot, 'failed')), at).toEqual([
    'empty head.csv', 'empty head.csv.result.json', 'empty head.csv.result.txt',
  ]); // prettier-ignore
  for (const [name, content] of Object.entries(files)) {
    const folder = name.startsWith('empty') ? 'failed' : 'done';
    expect(readFileSync(join(hot, folder, name), 'utf8'), at).toBe(content);
  }
  const store = openStore({ dataDir });
  const imports = store.raw.prepare('SELECT file_sha256 FROM import ORDER BY file_name').pluck().all();
  expect(imports, at).toEqual([hashOf(files['good.csv']), hashOf(files['part.csv'])]);
  const rows = store.raw.prepare('SELECT usdot, version FROM carrier ORDER BY usdot').all();
  expect(rows, at).toEqual(
    [700_001, 700_002, 700_003].map((usdot) => ({ usdot: String(usdot), version: 1 })),
  );
  const open = store.raw.prepare('SELECT count(*) FROM hot_file WHERE settled_at IS NULL').pluck().get();
  expect(open, at).toBe(0);
  store.close();
}

it('takes files through, and does nothing more when run again', async () => {
  const undisturbed = await scene();
  expect(await run(undisturbed)).toBe(true);
  expectAllInOrder(undisturbed, 'undisturbed');
  expect(await run(undisturbed)).toBe(true);
  expectAllInOrder(undisturbed, 'run again');
  undisturbed.remove();
});

it('goes on wherever it was killed', async ({ annotate }) => {
  const counted = await scene();
  await run(counted, 'none');
  const steps = readFileSync(join(counted.dataDir, 'steps.txt'), 'utf8').trim().split('\n');
  counted.remove();
  const random = seededRandom(11);
  const mine = steps.filter((step) => step.startsWith('main:')).map((step) => ({ step, at: random() }));
  const chosen = mine
    .toSorted((a, b) => a.at - b.at)
    .slice(0, 40)
    .map(({ step }) => step);
  await annotate(`killed at ${chosen.length} of ${mine.length} steps`);
  let missed = 0;
  const worker = async () => {
    for (let step = chosen.pop(); step !== undefined; step = chosen.pop()) {
      const killed = await scene();
      if (await run(killed, step.split(' ')[0])) missed += 1;
      expect(await run(killed), step).toBe(true);
      expectAllInOrder(killed, step);
      killed.remove();
    }
  };
  await Promise.all([worker(), worker()]);
  expect(missed).toBeLessThan(10);
}, 240_000);
