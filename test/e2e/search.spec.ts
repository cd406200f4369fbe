/** The search everywhere, by keyboard alone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';

let engine: Program;
test.beforeAll(async () => {
  engine = await startProgram();
  const path = join(engine.dataDir, 'hauliers.csv');
  writeFileSync(
    path,
    'USDOT Number,Legal Name,City\n7654321,Żółw Haulage,Łódź\n7654322,Lodestar Haulage,Reno\n',
  );
  const { sha256, name } = await engine.client.files.stage({ path });
  const { importId } = await engine.client.imports.start({ sha256, name, entity: 'carrier' });
  for await (const { state } of await engine.client.imports.watch({ importId }))
    if (state === 'done' || state === 'failed') break;
});
test.afterAll(async () => engine?.stop());

test('a carrier is found by its city without accents, and opened with Enter', async ({ page }) => {
  await engine.open(page, '/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search everything' });
  await expect(field).toBeFocused();
  await page.keyboard.type('lodz');
  const options = page.getByRole('option');
  await expect(options).toHaveCount(1);
  await expect(options).toContainText('Żółw Haulage');
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
  await expect(page).toHaveURL(/#\/carriers\?q=7654321$/);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'Opened before' }).getByRole('option')).toContainText('Żółw');
});

test('arrow keys go through groups, and Escape closes', async ({ page }) => {
  await engine.open(page, '/');
  await page.getByRole('button', { name: 'Search everything' }).click();
  const field = page.getByRole('combobox', { name: 'Search everything' });
  await page.keyboard.type('haul');
  await expect(page.getByRole('group', { name: 'Imports' }).getByRole('option')).toContainText(
    'hauliers.csv',
  );
  const carriers = page.getByRole('group', { name: 'Carriers' }).getByRole('option');
  await expect(carriers).toHaveCount(2);
  const selected = page.getByRole('option', { selected: true });
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveCount(1);
  const id = await selected.getAttribute('id');
  await expect(field).toHaveAttribute('aria-activedescendant', id ?? '');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
});

test('screens and things to do are offered, nothing found says so, and it is accessible in both schemes', async ({
  page,
}) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await engine.open(page, '/');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option', { name: 'Import a file' })).toBeVisible();
    await page.keyboard.type('haul');
    await expect(page.getByRole('group', { name: 'Carriers' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.getByRole('combobox', { name: 'Search everything' }).fill('zzz nothing');
    await expect(page.getByText('Nothing begins with “zzz nothing”.')).toBeVisible();
    await page.getByRole('combobox', { name: 'Search everything' }).fill('settings mail');
    await page.getByRole('option', { name: 'Settings: E-mail' }).waitFor();
    await expect(page.getByRole('status')).toContainText('1 result shown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/settings\/mail$/);
  }
});
