/** The clerk's whole job in a real browser: import a file, see what became of it, make the PDFs, open one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startHeadless, type HeadlessEngine } from '../support/engine.ts';

const invoices = `Invoice #,Customer ID,Bill To,Invoice Date,Due Date,Item,Qty,Unit Price,Discount %,Freight
A-1,C1,Łódź Śpedycja,2026-01-05,2026-02-04,Line haul,1,1450.00,0,62.50
A-1,C1,Łódź Śpedycja,2026-01-05,2026-02-04,Detention,2.5,60.00,0,62.50
A-2,C2,Toms Spezialitäten,2026-01-06,2026-02-05,Line haul,1,990.00,10,0
A-3,C3,Broken Date Inc,not a date,2026-02-05,Line haul,1,10.00,0,0
`;

let engine: HeadlessEngine;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-'));

test.beforeAll(async () => {
  engine = await startHeadless();
  writeFileSync(join(folder, 'invoices.csv'), invoices);
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('from a CSV file to an open PDF', async ({ page }) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });

  await page.goto(`${engine.url}/#token=${engine.token}`);
  await page.getByRole('link', { name: 'Import' }).click();
  await page.locator('input[type=file]').setInputFiles(join(folder, 'invoices.csv'));
  await page.getByRole('button', { name: /^import/i }).click();

  await expect(page.getByText(/A-3|not a date/).first()).toBeVisible();
  const outcome = await engine.client.imports.list({});
  expect(outcome.rows[0]).toMatchObject({ entity: 'invoice', state: 'done', created: 2, failed: 1 });

  await page.getByRole('link', { name: 'Invoices' }).click();
  await expect(page.getByText('Łódź Śpedycja')).toBeVisible();
  await page.getByRole('checkbox', { name: /select all/i }).check();
  await page.getByRole('button', { name: /make .*pdf/i }).click();
  await expect
    .poll(async () => (await engine.client.invoices.list({ pdf: 'made' })).total, { timeout: 30_000 })
    .toBe(2);
  const [made] = (await engine.client.invoices.list({ search: 'A-1' })).rows;
  expect(made?.totalCents).toBe(166_250);
  expect(complaints).toEqual([]);
});
