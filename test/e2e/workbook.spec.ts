/** An Excel workbook of several sheets through the console: the sheet is chosen, and a check and the import are of that one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';
import { workbook } from '../support/workbook.ts';

let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-'));

test.beforeAll(async () => {
  engine = await startProgram();
  const heading = ['USDOT Number', 'Legal Name', 'ZIP'];
  const sheets = [
    { name: 'West', rows: [heading, [1, 'Acme', '02101']] },
    { name: 'East', rows: [heading, [2, 'Bolt', '02102'], [3, 'Cargo', '02103']] },
  ];
  writeFileSync(join(folder, 'carriers.xlsx'), workbook({ sheets }));
  const hollow = [
    { name: 'Empty', rows: [heading] },
    { name: 'Full', rows: [heading, [1, 'Acme', '02101']] },
  ];
  writeFileSync(join(folder, 'hollow.xlsx'), workbook({ sheets: hollow }));
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('another sheet can be chosen where the one that was chosen has only a header', async ({ page }) => {
  await engine.open(page);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(join(folder, 'hollow.xlsx'));
  await page.getByRole('combobox', { name: 'Sheet' }).click();
  await page.getByRole('option', { name: 'Empty' }).click();
  await expect(page.getByText('has a header and no rows under it')).toBeVisible();
  await page.reload();
  await expect(page.getByText('has a header and no rows under it')).toBeVisible();
  await page.getByRole('combobox', { name: 'Sheet' }).click();
  await page.getByRole('option', { name: 'Full' }).click();
  await expect(
    page.getByRole('region', { name: 'First rows: table' }).getByRole('cell', { name: 'Acme', exact: true }),
  ).toBeVisible();
});

test('from a workbook to the carriers of its second sheet', async ({ page }) => {
  await engine.open(page);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(join(folder, 'carriers.xlsx'));
  const sheet = page.getByRole('combobox', { name: 'Sheet' });
  await expect(sheet).toHaveValue('West');
  await sheet.click();
  await page.getByRole('option', { name: 'East' }).click();
  await expect(sheet).toHaveValue('East');
  await expect(page.getByRole('cell', { name: 'Cargo', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Check only' }).click();
  await page.getByRole('button', { name: 'Import it now' }).click();
  await expect
    .poll(async () => (await engine.client.imports.list({})).rows, { timeout: 30_000 })
    .toMatchObject([
      { dryRun: false, sheet: 'East', state: 'done', created: 2 },
      { dryRun: true, sheet: 'East', state: 'done' },
    ]);
  expect((await engine.client.partners.list({ entity: 'carrier' })).total).toBe(2);
});
