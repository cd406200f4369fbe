/** Electron itself with the built program, started as a person would start it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, type Page } from '@playwright/test';
import { ensureBuilt } from '../../../electron/launch/build.ts';
import { findElectron } from '../../../electron/launch/electron-binary.ts';
import { programRoot } from '../../../workers/paths.ts';
import type { HeadlessOptions } from '../../support/engine.ts';
import { reachEngine } from './endpoint.ts';
import type { Program } from './program.ts';

/** @throws Error when Electron is not installed. */
export async function startElectron(options: HeadlessOptions): Promise<Program> {
  const executablePath = findElectron();
  if (executablePath === null) throw new Error('Electron is not installed: npm start fetches it.');
  await ensureBuilt((sentence) => process.stderr.write(`${sentence}\n`));
  const own = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'dockhand-electron-')) : null;
  const dataDir = options.dataDir ?? own ?? '';
  // A container's root has no sandbox; everybody else tests with it.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath,
    args: [...sandbox, programRoot, '--data', dataDir],
    env: environment(options.env),
  });
  const window = await app.firstWindow();
  const reached = await reachEngine(dataDir);
  return {
    ...reached,
    dataDir,
    window,
    open: (page, path) => show(page, path),
    async stop() {
      await app.close();
      if (own !== null) await rm(own, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** The window outlives a test, so each begins with a fresh page in it. */
async function show(page: Page, path = '/'): Promise<void> {
  await page.evaluate((hash) => (window.location.hash = hash), path);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Without what would make Electron a plain Node. */
function environment(more: NodeJS.ProcessEnv = {}): Record<string, string> {
  const all = Object.entries({ ...process.env, ...more }).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE');
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
