/** `dockhand import watch`, on a running engine. */
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HotFolderView } from '../../../workers/api/wire.ts';
import { runCli, runJson } from '../../support/cli.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';
import { goodCarriers, put } from './files.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dockhand-cli-watch-')));
let engine: HeadlessEngine;
beforeAll(async () => void (engine = await startHeadless()));
afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const json = <T>(...args: string[]) => runJson<T>(engine.dataDir, 'import', 'watch', ...args);
const words = (...args: string[]) => runCli(engine.dataDir, 'import', 'watch', ...args);

it('a folder is watched, listed, paused, resumed and removed', async () => {
  await engine.client.importTemplates.create({
    name: 'Carriers',
    from: {
      draft: {
        entity: 'carrier',
        headings: ['USDOT Number', 'Legal Name', 'Phone'],
        mapping: { usdot: 'USDOT Number', legalName: 'Legal Name' },
        onDuplicate: 'update',
      },
    },
  });
  expect((await words('--list')).stdout).toBe('No folder is watched.\n');
  const added = await json<HotFolderView>(folder, '--template', 'carriers');
  expect(added.json).toMatchObject({ path: folder, template: { name: 'Carriers' }, state: 'watching' });
  put(folder, 'good.csv', goodCarriers);
  await until('the file is done', () => existsSync(join(folder, 'done', 'good.csv')), 40_000);
  const [listed] = (await json<HotFolderView[]>('--list')).json;
  expect(listed).toMatchObject({ total: 1, files: [{ name: 'good.csv', state: 'done' }] });
  expect((await json<HotFolderView[]>(folder, '--pause')).json[0]?.state).toBe('paused');
  expect((await words(folder, '--resume')).stdout).toMatch(/Carriers +watching/);
  expect((await words(folder, '--remove')).stdout).toBe(`${folder} is watched no longer.\n`);
  expect((await json<HotFolderView[]>('--list')).json).toEqual([]);
});

it.each([
  [[], 'usage'],
  [['/no/such/folder'], 'hot-folder-missing'],
  [[folder, '--template', 'none'], 'template-unknown'],
  [[folder, '--remove'], 'hot-folder-unknown'],
])('%j is refused as %s', async (args, code) => {
  const refused = await json<{ error: { code: string } }>(...args);
  expect([refused.code, refused.json.error.code]).toEqual([1, code]);
});
