/** The built main process on the double of `electron`; its window is a page of the spec's browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { HeadlessOptions } from '../../support/engine.ts';
import { bootShell } from '../../support/shell.ts';
import { openShellPage, shellOrigin } from '../../support/shell-page.ts';
import { reachEngine } from './endpoint.ts';
import type { Program } from './program.ts';

export async function startOnDouble(options: HeadlessOptions): Promise<Program> {
  const own = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'dockhand-shell-')) : null;
  const dataDir = options.dataDir ?? own ?? '';
  const shell = await bootShell(dataDir, { env: options.env });
  const reached = await reachEngine(dataDir);
  const endings: (() => void)[] = [];
  return {
    ...reached,
    dataDir,
    window: null,
    async open(page, path) {
      if (!page.url().startsWith(shellOrigin)) {
        endings.push(await openShellPage(page, shell));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      }
      if (path !== undefined) await page.goto(`${shellOrigin}/#${path}`);
    },
    async stop() {
      for (const end of endings) end();
      shell.do({ do: 'quit' });
      await shell.ended;
      if (own !== null) await rm(own, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
