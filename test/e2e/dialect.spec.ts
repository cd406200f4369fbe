/** How a file is written is shown with its rows, and what a person chooses instead is read anew and kept. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';

let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-'));

test.beforeAll(async () => {
  engine = await startProgram();
  // 0x9C is œ in Windows-1252 only.
  writeFileSync(
    join(folder, 'carriers.csv'),
    Buffer.from('USDOT Number;Legal Name;City\n1000001;S\x9Cur, Inc;RENO\n1000002;Bolt LLC;ELKO\n', 'latin1'),
  );
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('delimiter and header are changed, judged at once, kept over a reload, and hold for the import', async ({
  page,
}) => {
  await engine.open(page);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(join(folder, 'carriers.csv'));
  await expect(page.getByRole('combobox', { name: 'Encoding' })).toHaveValue('Automatic: Windows-1252');
  const delimiter = page.getByRole('combobox', { name: 'Columns are separated by' });
  await expect(delimiter).toHaveValue('Automatic: semicolon ;');
  await expect(page.getByRole('cell', { name: 'Sœur, Inc', exact: true })).toBeVisible();

  await delimiter.click();
  await page.getByRole('option', { name: 'Comma ,' }).click();
  await expect(page.getByRole('cell', { name: '1000001;Sœur', exact: true })).toBeVisible();
  await page.reload();
  await expect(delimiter).toHaveValue('Comma ,');
  await delimiter.click();
  await page.getByRole('option', { name: 'Semicolon ;' }).click();

  const header = page.getByRole('combobox', { name: 'Header' });
  await header.click();
  await page.getByRole('option', { name: 'The file has no header' }).click();
  await expect(page.getByRole('cell', { name: 'USDOT Number', exact: true })).toBeVisible();
  await header.click();
  await page.getByRole('option', { name: 'On this line …' }).click();
  await page.getByRole('textbox', { name: 'Line of the header' }).fill('900');
  await expect(page.getByText('cannot be the header')).toBeVisible();
  await page.getByRole('textbox', { name: 'Line of the header' }).fill('1');
  await expect(page.getByRole('cell', { name: 'Bolt LLC', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect
    .poll(async () => (await engine.client.imports.list({})).rows[0], { timeout: 30_000 })
    .toMatchObject({ state: 'done', created: 2, dialect: { delimiter: ';', headerLine: 1 } });
});
