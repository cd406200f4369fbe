/** Rows that may be about a known company, in the console: the choice for leads, the filter of the check, the way to the record. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program } from './host/program.ts';
import { serious } from './host/serious.ts';
import { expect, test } from './host/test.ts';

let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-'));

test.beforeAll(async () => {
  engine = await startProgram();
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function stage(name: string, ...rows: string[]) {
  const path = join(folder, name);
  writeFileSync(path, rows.join('\n'));
  return engine.client.files.stage({ path });
}

test('leads that are customers already are left out if so chosen, and lead to the customer', async ({
  page,
}) => {
  const customers = await stage(
    'customers.csv',
    'Customer Number,Name,ZIP',
    'C-104,"Blue River Foods, Inc.",93706',
  );
  const before = await engine.client.imports.start({ ...customers, entity: 'customer' });
  for await (const view of await engine.client.imports.watch(before)) if (view.state === 'done') break;
  const leads = await stage(
    'leads.csv',
    'Company,Email,Phone,ZIP',
    'BLUE RIVER FOODS LLC,a@river.example,,93706',
    'Bolt Storage,b@bolt.example,(559) 555-0142,',
    'Bolt Storage West,c@bolt.example,559.555.0142,',
    'Stranger,d@stranger.example,,',
  );
  await engine.open(page, `/import/check/${leads.sha256}/${leads.name}`);
  const choice = page.getByRole('radiogroup', { name: 'Leads that are customers or carriers already' });
  await expect(choice.getByRole('radio', { name: 'Import with a warning' })).toBeChecked();
  await choice.getByRole('radio', { name: 'Leave them out' }).check();
  await page.getByRole('button', { name: 'Check only' }).click();

  const filter = page.getByText('Perhaps duplicates 2', { exact: true });
  await expect(filter).toBeVisible({ timeout: 30_000 });
  await filter.click();
  const grid = page.getByRole('grid', { name: 'Rows of the file' });
  await expect(grid.getByRole('row')).toHaveCount(3);
  await expect(grid.getByText('Bolt Storage West')).toBeVisible();
  await expect(
    grid.getByText('Perhaps the same as line 3 of this file: the same phone number.'),
  ).toBeVisible();
  await expect(grid.getByText('Stranger')).toHaveCount(0);
  await expect(grid.getByText('Skipped', { exact: true })).toHaveCount(1);
  expect(await serious(page)).toEqual([]);

  await grid.getByText('Bolt Storage West').click();
  await page.getByRole('button', { name: 'Go to line 3' }).press('Enter');
  await expect(page.getByRole('radio', { name: 'All 4' })).toBeChecked();
  await expect(grid).toBeFocused();
  await expect(grid.getByRole('gridcell', { name: 'Bolt Storage', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('ArrowUp');
  await page.getByRole('link', { name: 'Open customer C-104' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await expect(page.getByText('Blue River Foods, Inc.')).toBeVisible();

  await page.goBack();
  await page.getByRole('button', { name: 'Import it now' }).click();
  await expect(page.getByText('3 of 4 rows are in; skipped: 1.')).toBeVisible({ timeout: 30_000 });
  expect((await engine.client.partners.list({ entity: 'lead' })).total).toBe(3);
});
