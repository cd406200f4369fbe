/**
 * Paper by the console, with a real CUPS: printers get their roles, invoices are printed once, what waits says why, and a print of which
 * nobody knows is answered. Pictures go to the folder DOCKHAND_LOOK, where one is given.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCups, type CupsServer } from '../support/cups-server.ts';
import { startProgram, type Program } from './host/program.ts';
import { serious } from './host/serious.ts';
import { expect, test, type Page } from './host/test.ts';

const invoices = `Invoice #,Customer ID,Bill To,Invoice Date,Due Date,Item,Qty,Unit Price,Discount %,Freight
P-1,C1,Łódź Śpedycja,2026-01-05,2026-02-04,Line haul,1,1450.00,0,62.50
P-2,C2,Toms Spezialitäten,2026-01-06,2026-02-05,Line haul,1,990.00,10,0
P-3,C3,Harbor Foods,2026-01-07,2026-02-06,Line haul,1,10.00,0,0
`;

const hasCups = (() => {
  try {
    execFileSync('cupsd', ['-h'], {
      stdio: 'ignore',
      env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
    });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
})();

let server: CupsServer;
let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-print-'));

test.describe.configure({ mode: 'serial' });
test.skip(!hasCups, 'CUPS is not installed: there is nothing to print with');

test.beforeAll(async () => {
  if (!hasCups) return;
  server = await startCups();
  for (const name of ['Office', 'Warehouse-Hall', 'To-PDF']) await server.add(name);
  engine = await startProgram();
  writeFileSync(join(folder, 'invoices.csv'), invoices);
  const { sha256, name } = await engine.client.files.stage({ path: join(folder, 'invoices.csv') });
  const { importId } = await engine.client.imports.start({ sha256, name, entity: 'invoice', dryRun: false });
  for await (const view of await engine.client.imports.watch({ importId }))
    if (view.state !== 'waiting' && view.state !== 'running') break;
});
test.afterAll(async () => {
  await engine?.stop();
  server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text });
const printsOf = async (title: string) =>
  (await engine.client.printing.queue({ search: title })).rows.map(({ state }) => state);

/** Nothing serious for axe in both themes; with pictures of both, also at 125 %. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await serious(page)).toEqual([]);
    const pictures = process.env['DOCKHAND_LOOK'];
    if (pictures === undefined) continue;
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
    await page.setViewportSize({ width: 1024, height: 640 });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}-125.png`) });
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a printer gets a role, and one that makes no paper cannot', async ({ page }) => {
  await engine.open(page, '/settings/printers');
  await expect(row(page, 'To-PDF')).toContainText('Makes no paper');
  const panel = page.getByRole('region', { name: 'Invoices' });
  await panel.getByRole('combobox', { name: 'Printer', exact: true }).click();
  await expect(page.getByRole('option', { name: 'To-PDF (makes no paper)' })).toHaveAttribute(
    'data-combobox-disabled',
    'true',
  );
  await page.getByRole('option', { name: 'Office', exact: true }).click();
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Office').first()).toContainText('Invoices');
  expect(await engine.client.printing.roles()).toMatchObject([
    { role: 'invoice', printer: 'Office', fallback: null },
  ]);
  await page.getByRole('button', { name: 'Print a test page on Warehouse-Hall' }).click();
  await expect.poll(() => printsOf('Test page'), { timeout: 30_000 }).toEqual(['printed']);
  expect(server.papers('Warehouse-Hall')).toHaveLength(1);
  await look(page, 'printers');
});

test('three invoices are selected, counted and printed once', async ({ page }) => {
  await engine.open(page, '/invoices');
  await page.getByRole('checkbox', { name: /select all/i }).check();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 invoices on Office.');
  await look(page, 'print-dialog');
  await dialog.getByRole('button', { name: 'Print 3 invoices' }).click();
  await expect
    .poll(() => printsOf('Invoice P-'), { timeout: 60_000 })
    .toEqual(['printed', 'printed', 'printed']);
  expect(server.papers('Office')).toHaveLength(3);
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(dialog).toContainText('None of these is to be printed.');
  await expect(dialog).toContainText('3 invoices printed before');
  await expect(dialog.getByRole('button', { name: 'Print', exact: true })).toBeDisabled();
});

test('a print says that its printer is paused and goes when it is back', async ({ page }) => {
  server.run('cupsdisable', '-r', 'out of paper', 'Office');
  await engine.open(page, '/prints');
  await row(page, 'Invoice P-1').getByRole('button', { name: 'Print again' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('torn');
  await page.getByRole('dialog').getByRole('button', { name: 'Print again' }).click();
  await expect(page.getByText('One print waits for its printer')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('alert').filter({ hasText: 'paused (out of paper)' })).toBeVisible();
  await look(page, 'queue-held');
  server.run('cupsenable', 'Office');
  await expect.poll(() => printsOf('Invoice P-1'), { timeout: 60_000 }).toEqual(['printed', 'printed']);
  await expect(page.getByText('One print waits for its printer')).toBeHidden();
  await expect(row(page, 'Again: torn')).toContainText('Printed');
});

test('a print of which nobody knows is asked about, and answered either way', async ({ page }) => {
  server.jam('Office', true);
  const before = server.papers('Office').length;
  // The first is at the printer, and stays in the list as cancelled; the others wait behind it.
  for (const search of ['P-1', 'P-2', 'P-3']) {
    const [print] = (await engine.client.printing.queue({ search })).rows;
    await engine.client.printing.reprint({ id: print?.id ?? '', reason: 'filed' });
    await expect.poll(async () => (await printsOf(search))[0], { timeout: 30_000 }).toBe('handed');
  }
  // The print system forgets what it was given.
  server.run('cancel', '-a', '-x', 'Office');
  server.jam('Office', false);
  await engine.open(page, '/prints');
  await expect(page.getByText('2 prints may or may not have come out')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Show them' }).click();
  await look(page, 'queue-doubt');
  await row(page, 'Invoice P-2').getByRole('button', { name: 'Print again?' }).click();
  await page.getByRole('button', { name: 'It came out' }).click();
  await expect.poll(async () => (await printsOf('P-2'))[0]).toBe('printed');
  await row(page, 'Invoice P-3').getByRole('button', { name: 'Print again?' }).click();
  await page.getByRole('button', { name: 'It did not: print it again' }).click();
  await expect.poll(() => printsOf('P-3'), { timeout: 60_000 }).toEqual(['printed', 'failed', 'printed']);
  // What the jammed printer took, and the one that was printed again.
  expect(server.papers('Office').length - before).toBeLessThanOrEqual(2);
  await expect(page.getByText('may or may not have come out')).toBeHidden();
});
