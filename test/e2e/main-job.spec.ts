/** The clerk's whole job in a real browser: import a file, see what became of it, make the PDFs, open one. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programRoot } from '../../workers/paths.ts';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';

const invoices = `Invoice #,Customer ID,Bill To,Invoice Date,Due Date,Item,Qty,Unit Price,Discount %,Freight
A-1,C1,Łódź Śpedycja,2026-01-05,2026-02-04,Line haul,1,1450.00,0,62.50
A-1,C1,Łódź Śpedycja,2026-01-05,2026-02-04,Detention,2.5,60.00,0,62.50
A-2,C2,Toms Spezialitäten,2026-01-06,2026-02-05,Line haul,1,990.00,10,0
A-3,C3,Broken Date Inc,not a date,2026-02-05,Line haul,1,10.00,0,0
`;

let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-'));

test.beforeAll(async () => {
  engine = await startProgram();
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

  await engine.open(page);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(join(folder, 'invoices.csv'));
  await page.getByRole('button', { name: /^import/i }).click();

  await expect
    .poll(async () => (await engine.client.imports.list({})).rows[0], { timeout: 30_000 })
    .toMatchObject({ entity: 'invoice', state: 'done', created: 2, failed: 1 });
  await expect(page.getByRole('cell', { name: /not a date/ })).toBeVisible();

  await page.getByRole('link', { name: 'Invoices', exact: true }).click();
  await expect(page.getByText('Łódź Śpedycja')).toBeVisible();
  await page.getByRole('checkbox', { name: /select all/i }).check();
  await page.getByRole('button', { name: /^make .*pdfs?$/i }).click();
  await expect
    .poll(async () => (await engine.client.invoices.list({ pdf: 'made' })).total, { timeout: 30_000 })
    .toBe(2);
  const [made] = (await engine.client.invoices.list({ search: 'A-1' })).rows;
  expect(made?.totalCents).toBe(166_250);

  await page.reload();
  await page.getByRole('button', { name: /pdf of invoice A-1/i }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('dialog').locator('iframe, object, embed')).toHaveCount(1);
  expect(complaints).toEqual([]);
});

/** Real files, where they are: what each is, and how many rows come out of it. */
const samples = join(programRoot, '..', 'shared', 'samples');
const tabOf = { customer: 'Customers', lead: 'Leads', carrier: 'Carriers', invoice: 'Invoices' } as const;
const sampleFiles = [
  { file: 'northwind/customers.csv', entity: 'customer', rows: 91 },
  { file: 'northwind/suppliers.csv', entity: 'lead', rows: 29 },
  { file: 'fmcsa/carriers-census-shape.csv', entity: 'carrier', rows: 1405 },
  { file: 'northwind/invoices-flat.csv', entity: 'invoice', rows: 830 },
] as const;

test.describe('the samples through the console', () => {
  test.skip(!existsSync(samples), 'the samples are not here');
  for (const { file, entity, rows } of sampleFiles) {
    test(`${file} imports with guessed mapping`, async ({ page }) => {
      await engine.open(page);
      await page.getByRole('link', { name: 'Import', exact: true }).click();
      await page.locator('input[type=file]').setInputFiles(join(samples, file));
      await page.getByRole('radiogroup').first().getByText(tabOf[entity], { exact: true }).click();
      await page.getByRole('button', { name: /^import/i }).click();
      await expect
        .poll(async () => (await engine.client.imports.list({})).rows[0], { timeout: 30_000 })
        .toMatchObject({ entity, state: 'done', created: rows, failed: 0 });
      await expect(page.getByText(rows.toLocaleString('en-US')).first()).toBeVisible();
    });
  }
});
