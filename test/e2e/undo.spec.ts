/** Taking an import back in a real browser, with a row that was changed since. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';

let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-undo-'));

test.beforeAll(async () => {
  engine = await startProgram();
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function importFile(name: string, ...rows: string[]): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, ['USDOT Number,Legal Name,City', ...rows].join('\n'));
  const staged = await engine.client.files.stage({ path });
  const { importId } = await engine.client.imports.start({
    sha256: staged.sha256,
    name: staged.name,
    entity: 'carrier',
  });
  for await (const view of await engine.client.imports.watch({ importId })) if (view.state === 'done') break;
  return importId;
}

test('an import is undone from its page, and what was kept is listed', async ({ page }) => {
  await importFile('known.csv', '1000001,KNOWN LLC,RENO');
  const importId = await importFile(
    'mistake.csv',
    '1000001,KNOWN LLC,ELKO',
    '1000002,NEW LLC,ELKO',
    '1000003,LATER CHANGED LLC,ELKO',
  );
  await importFile('later.csv', '1000003,LATER CHANGED LLC,FALLON');

  await engine.open(page);
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.getByRole('link', { name: 'mistake.csv' }).click();
  await page.getByRole('button', { name: 'Undo this import' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 new records are removed.');
  await expect(dialog).toContainText('1 changed record gets its former values again.');
  await dialog.getByRole('button', { name: 'Undo this import' }).click();

  await expect(page.getByText('This import was undone, with exceptions')).toBeVisible();
  await expect(page.getByRole('cell', { name: /changed since, by import/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toHaveCount(0);
  const { rows } = await engine.client.partners.list({ entity: 'carrier' });
  expect(rows.map(({ key, city }) => `${key} ${city ?? ''}`).sort()).toEqual([
    '1000001 RENO',
    '1000003 FALLON',
  ]);
  expect((await engine.client.imports.get({ importId })).undo).toMatchObject({ undone: 2, kept: 1 });

  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Undone, 1 kept')).toBeVisible();
});
