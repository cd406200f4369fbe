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

test('a reading that was kept is found out anew, and is there again when it is wanted', async ({ page }) => {
  const path = join(folder, 'kept.csv');
  const write = (name: string) =>
    writeFileSync(path, `Haulier no;Haulier name,Short,City\n1000009;${name}, the,A\n1000008;B, the,B\n`);
  write('Acme');
  await engine.client.imports.start({
    ...(await engine.client.files.stage({ path })),
    entity: 'carrier',
    mapping: { usdot: 'Haulier no', legalName: 'Haulier name,Short,City' },
    dialect: { delimiter: ';' },
  });
  write('Bolt');
  await engine.open(page);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(path);
  const delimiter = page.getByRole('combobox', { name: 'Columns are separated by' });
  await expect(delimiter).toHaveValue('As kept: semicolon ;');
  await expect(page.getByText('Read as such files were read before: separator.')).toBeVisible();
  await page.getByRole('button', { name: 'Find it out anew' }).click();
  await expect(delimiter).toHaveValue('Automatic: comma ,');
  await expect(page.getByRole('columnheader', { name: 'Haulier no;Haulier name' })).toBeVisible();
  await page.reload();
  await expect(delimiter).toHaveValue('Automatic: comma ,');
  await page.getByRole('button', { name: 'Read it as kept' }).click();
  await expect(delimiter).toHaveValue('As kept: semicolon ;');
});
