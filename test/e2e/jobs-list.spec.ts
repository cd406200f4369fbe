/** The list of jobs: searched, selected by keyboard, acted upon many at once, copied with changes, written out. */
import { readFileSync } from 'node:fs';
import { openStore } from '../../workers/store/open.ts';
import { startProgram, type Program } from './host/program.ts';
import { serious } from './host/serious.ts';
import { expect, test, type Page } from './host/test.ts';

let engine: Program;

test.beforeAll(async () => {
  engine = await startProgram();
  // Workers take nothing: what waits stays for the tests.
  await engine.client.system.pause({ until: null });
  const store = openStore({ dataDir: engine.dataDir });
  store.write('user:test', (tx) => {
    for (let n = 1; n <= 12; n += 1)
      tx.insertOutbox({
        queue: 'invoice',
        name: 'generate-pdf',
        payload: { invoiceId: `invoice-${n}` },
        ...(n > 10 ? { runAt: tx.now + 3_600_000 } : {}),
      });
    tx.insertOutbox({
      queue: 'invoice',
      name: 'batch-generate',
      payload: { ranges: [[1, 2]], count: 2, note: 'Café Solé' },
    });
  });
  store.close();
});
test.afterAll(() => engine?.stop());

const table = (page: Page) => page.getByRole('table', { name: 'Jobs', exact: true });
const rows = (page: Page) => table(page).locator('tbody tr:not([data-placeholder])');
const bar = (page: Page) => page.getByRole('region', { name: 'Selected jobs' });

test('a value in the data is found without its accents, and the address keeps search and filters', async ({
  page,
}) => {
  await engine.open(page, '/jobs');
  await page.getByRole('searchbox', { name: 'Search jobs' }).fill('cafe sole');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search jobs' }).fill('invoice-1');
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole('combobox', { name: 'Kind of job' }).click();
  await page.getByRole('option', { name: 'Make an invoice PDF' }).click();
  await page.getByRole('combobox', { name: 'Time' }).click();
  await page.getByRole('option', { name: 'Last hour' }).click();
  await expect(page).toHaveURL(/q=invoice-1/);
  await expect(page).toHaveURL(/name=generate-pdf/);
  await expect(page).toHaveURL(/since=hour/);
  await page.reload();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole('combobox', { name: 'Time' }).click();
  await page.getByRole('option', { name: 'From day to day' }).click();
  await page.getByLabel('Wanted to').fill('2020-01-01');
  await expect(page.getByText('No job matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows(page)).not.toHaveCount(0);
});

test('jobs are selected and put forward by keyboard, and those that cannot be are said to be why', async ({
  page,
}) => {
  await engine.open(page, '/jobs?queue=invoice&name=generate-pdf&state=waiting');
  await expect(rows(page)).toHaveCount(12);
  await rows(page).nth(0).getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await rows(page).nth(3).getByRole('checkbox').focus();
  await page.keyboard.press('Shift+Space');
  await expect(bar(page)).toContainText('4 selected');
  await bar(page).getByRole('button', { name: 'Do not wait' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Run 2 jobs without waiting for their time?');
  await expect(dialog).toContainText('2 jobs cannot: It waits for its turn, not for a time.');
  await dialog.getByRole('button', { name: 'Do not wait' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('2 jobs put forward.');
  await expect(dialog).toContainText('2 could not');
  await expect(dialog).toContainText(/operation [\da-f-]{36}/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(bar(page)).toContainText('Nothing selected');
});

test('all that a filter finds are cancelled and removed, by mouse with Shift too, and other windows see it', async ({
  page,
  context,
}) => {
  await engine.open(page, '/jobs?q=invoice-&name=generate-pdf&queue=invoice');
  await expect(rows(page)).toHaveCount(12);
  const other = await context.newPage();
  await engine.open(other, '/jobs?q=invoice-2');
  await expect(rows(other)).toHaveCount(1);
  await rows(page).nth(5).getByRole('checkbox').click();
  await rows(page)
    .nth(2)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('4 selected');
  await bar(page).getByRole('button', { name: 'Select all 12' }).click();
  await expect(bar(page)).toContainText('All 12 that match are selected');
  const dialog = page.getByRole('dialog');
  for (const [action, asks, says] of [
    ['Cancel', 'Cancel 12 jobs?', '12 jobs cancelled.'],
    ['Remove', 'Remove 12 jobs?', '12 jobs removed.'],
  ] as const) {
    if (action === 'Remove') await bar(page).getByRole('button', { name: 'Select all 12' }).click();
    await bar(page).getByRole('button', { name: action, exact: true }).click();
    await expect(dialog).toContainText(asks);
    await dialog.getByRole('button', { name: `${action} 12 jobs` }).click();
    await expect(dialog).toContainText(says);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await expect(page.getByText('No job matches')).toBeVisible();
  await expect(other.getByText('No job matches')).toBeVisible();
});

test('a job is copied with other data, after each field was right', async ({ page }) => {
  const store = openStore({ dataDir: engine.dataDir });
  const id = store.write('user:test', (tx) =>
    tx.insertOutbox({ queue: 'invoice', name: 'generate-pdf', payload: { invoiceId: 'odd' } }),
  );
  store.close();
  await engine.open(page, `/jobs/${id}`);
  await page.getByRole('button', { name: 'Copy with changes' }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('textbox', { name: 'invoiceId' });
  await expect(field).toHaveValue('odd');
  await field.fill('');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('This is needed.');
  await field.fill('still-odd');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText(/Invalid UUID/);
  await field.fill('0193a000-0000-7000-8000-0000000000aa');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(page.getByText('0193a000-0000-7000-8000-0000000000aa')).toBeVisible();

  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(dialog).toContainText('Cancel 1 job?');
  await dialog.getByRole('button', { name: 'Cancel 1 job' }).click();
  await expect(dialog).toContainText('1 job cancelled.');
});

test('a job whose data are lists is copied as JSON', async ({ page }) => {
  await engine.open(page, '/jobs?q=cafe');
  await rows(page).first().getByRole('link').click();
  await page.getByRole('button', { name: 'Copy with changes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('{"ranges": [[1, 2]],');
  await dialog.getByRole('button', { name: 'Start the copy' }).click();
  await expect(dialog).toContainText('This is no JSON');
  await dialog.getByRole('textbox').fill('{"ranges": [[0, 2]], "count": 2}');
  await dialog.getByRole('button', { name: 'Start the copy' }).click();
  await expect(dialog).toContainText('ranges.0.0: ');
});

test('the list that is shown is written out as a file', async ({ page }) => {
  await engine.open(page, '/jobs?q=cafe');
  await expect(rows(page)).toHaveCount(1);
  await bar(page).getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'As CSV' }).click();
  const path = await (await download).path();
  const lines = readFileSync(path, 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('Make invoice PDFs');
});

for (const scheme of ['light', 'dark'] as const)
  test(`at 125 % in the ${scheme} theme, axe has nothing serious to say of list and dialogs`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1024, height: 640 });
    await page.emulateMedia({ colorScheme: scheme });
    await engine.open(page, '/jobs?since=days');
    await expect(rows(page)).not.toHaveCount(0);
    await rows(page).first().getByRole('checkbox').click();
    await bar(page).getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.getByRole('dialog')).not.toContainText('Looking');
    for (const name of ['dialog', 'list']) {
      expect([name, await serious(page)]).toEqual([name, []]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
  });
