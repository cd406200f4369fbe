import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { FromOperator } from '../doubles/electron/operator.ts';
import { bootShell, type BootedShell } from '../support/shell.ts';
import { openShellPage } from '../support/shell-page.ts';

let dataDir: string;
let shell: BootedShell;

test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dockhand-shell-'));
  shell = await bootShell(dataDir);
});

test.afterEach(async () => {
  shell.do({ do: 'quit' });
  await shell.ended;
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

type Tray = Extract<FromOperator, { saw: 'tray' }>;
const trayShows =
  (state: string) =>
  (message: FromOperator): message is Tray =>
    message.saw === 'tray' && message.image.endsWith(`${state}.png`);

test('the window shows the console over its channel, and what the tray does shows in it', async ({
  page,
}) => {
  await shell.see('the tray goes idle', trayShows('idle'));
  const close = await openShellPage(page, shell);
  await expect(page.getByRole('button', { name: 'Engine: Ready' })).toBeVisible();
  shell.do({ do: 'click', label: 'For 60 minutes' });
  await shell.see('the tray is paused', trayShows('paused'));
  await expect(page.getByText(/^Work is paused until/)).toBeVisible();
  const at = shell.seen.length;
  await page.getByRole('button', { name: 'Resume now' }).click();
  await expect(page.getByText(/^Work is paused/)).toHaveCount(0);
  await expect.poll(() => shell.seen.slice(at).some(trayShows('idle'))).toBe(true);
  close();
});
