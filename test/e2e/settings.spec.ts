/** The settings from the console: the warehouse is set and checked at its fields, and a finding of the diagnostics is set right by a button. */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';

let engine: Program;
test.beforeAll(async () => void (engine = await startProgram()));
test.afterAll(async () => engine?.stop());

test('a warehouse gets its name and a time zone that is found by a city', async ({ page }) => {
  await engine.open(page, '/');
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Settings' }).click();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Give the warehouse a name.')).toBeVisible();
  await name.fill('Joliet North');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await zone.fill('chicago');
  await page.getByRole('option', { name: /America\/Chicago/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await engine.client.site.get()).toMatchObject({
    warehouseName: 'Joliet North',
    timeZone: 'America/Chicago',
  });
  await page.reload();
  await expect(name).toHaveValue('Joliet North');
  await expect(zone).toHaveValue(/America\/Chicago/);
});

test('the sections of the settings are one place in the navigation', async ({ page }) => {
  await engine.open(page, '/settings/printers');
  const main = page.getByRole('navigation', { name: 'Main' });
  await expect(main.getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page');
  const sections = page.getByRole('navigation', { name: 'Settings' });
  await sections.getByRole('link', { name: 'Documents' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
  await sections.getByRole('link', { name: 'Imports' }).click();
  await page.getByRole('textbox', { name: 'Days after the last use' }).fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => engine.client.imports.keptDays()).toEqual({ days: 30 });
});

test('what the program can set right itself has a button in the diagnostics', async ({ page }) => {
  const path = join(engine.dataDir, 'settings.json');
  writeFileSync(path, '{"redis":{"url":"redis://dock:gate-17@127.0.0.1:1"}}', { mode: 0o644 });
  await engine.open(page, '/settings/diagnostics');
  await expect(page.getByText('1 thing to be looked at', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Make it readable by its owner only' }).click();
  await expect(page.getByText('Done. It was checked again.')).toBeVisible();
  await expect(page.getByText(/is its owner's only/)).toBeVisible();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('the support bundle is saved from the diagnostics', async ({ page }) => {
  await engine.open(page, '/settings/diagnostics');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Support bundle' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^dockhand-support-\d{4}-\d\d-\d\d\.zip$/);
});
