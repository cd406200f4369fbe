/**
 * An import from the file to its undo and the history, by the keyboard alone: whatever closes or vanishes, the focus stays on
 * something, and nothing on the way is a serious fault for axe.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { writeCarrierFile } from '../support/carrier-file.ts';
import { startProgram, type Program } from './host/program.ts';
import { serious } from './host/serious.ts';
import { expect, test, type Page } from './host/test.ts';

// A picture of the page before and after each of a thousand keys would take longer than the keys.
test.use({ trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false } });

let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-keyboard-'));

test.beforeAll(async () => {
  engine = await startProgram();
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const isFocused = (locator: Locator) =>
  locator.evaluateAll((elements) => elements.some((element) => element === document.activeElement));

/** Tab, or back, until it has the focus, as a person without a mouse does. */
async function tabTo(page: Page, locator: Locator, key = 'Tab') {
  // The input of a segmented control is there without being drawn.
  await locator.first().waitFor({ state: 'attached' });
  for (let i = 0; i < 160; i += 1) {
    if (await isFocused(locator)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not get to ${String(locator)}.`);
}

async function press(page: Page, locator: Locator, key = 'Enter', way = 'Tab') {
  await tabTo(page, locator, way);
  await expect(locator.first()).toBeEnabled();
  await page.keyboard.press(key);
}

/** An option of a list that is searched by typing. */
async function choose(page: Page, locator: Locator, option: string) {
  await tabTo(page, locator);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type(option);
  await expect(page.getByRole('option', { name: option, exact: true })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** The focus is on something that can be seen to have it. */
async function expectPlace(page: Page) {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName ?? 'BODY')).not.toBe('BODY');
}

async function expectSound(page: Page) {
  await expectPlace(page);
  // Again while something fades in: half-faded words have too little contrast.
  await expect(async () => {
    expect(await serious(page)).toEqual([]);
  }).toPass({ timeout: 10_000 });
}

async function open(page: Page) {
  await engine.open(page);
  await press(page, page.getByRole('link', { name: 'Import', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
}

async function chooseFile(page: Page, path: string) {
  const chooser = page.waitForEvent('filechooser');
  await press(page, page.getByRole('button', { name: 'Choose a file' }));
  await (await chooser).setFiles(path);
  await expect(page.getByRole('button', { name: 'Check only' })).toBeEnabled();
  await expectPlace(page);
}

/** One of the earlier imports, from the list of them. */
async function openLatest(page: Page) {
  await open(page);
  await press(page, page.getByRole('link', { name: 'yards.csv' }).first());
  await expect(page.getByRole('heading', { level: 1, name: 'yards.csv' })).toBeVisible();
  await expectPlace(page);
}

// Each goes on where the one before has stopped.
test.describe.configure({ mode: 'serial', timeout: 240_000 });

const usdot = 1_000_000;

test('a file is read, mapped and checked', async ({ page }) => {
  const path = join(folder, 'yards.csv');
  writeFileSync(
    path,
    [
      'USDOT Number;Legal Name;Road;Unit;Place',
      `${usdot + 1};ACE LLC;1 Main St;A;Elko, NV`,
      `not a number;BEE LLC;2 Oak St;;Reno, NV`,
      `${usdot + 3};;3 Elm St;C;Ely, NV`,
      `${usdot + 4};;4 Ash St;;Ely, NV`,
      `${usdot + 5};;5 Fir St;;Ely, NV`,
    ].join('\n'),
  );
  const known = join(folder, 'known.csv');
  writeFileSync(known, `USDOT Number,Legal Name,City\n${usdot + 1},ACE LLC,RENO\n`);
  const staged = await engine.client.files.stage({ path: known });
  const before = await engine.client.imports.start({ ...staged, entity: 'carrier' });
  for await (const view of await engine.client.imports.watch(before)) if (view.state === 'done') break;

  await open(page);
  await expectSound(page);
  await chooseFile(page, path);

  // The way in which the file is written.
  await tabTo(page, page.getByRole('combobox', { name: 'Columns are separated by' }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expectPlace(page);
  await press(page, page.getByRole('button', { name: 'Show every row' }));
  await expect(page.getByRole('grid').getByText('BEE LLC')).toBeVisible();
  await expectSound(page);

  // A join, a part and a constant.
  const form = page.getByRole('group', { name: /^How/ });
  const filling = (name: string) => form.getByRole('radio', { name });
  await press(page, page.getByRole('button', { name: 'More ways to fill Street' }));
  await tabTo(page, filling('One column'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const columns = form.getByRole('combobox', { name: 'Columns, in this order' });
  await choose(page, columns, 'Road');
  await choose(page, columns, 'Unit');
  await page.keyboard.press('Escape');
  await tabTo(page, form.getByRole('textbox', { name: 'Put between them' }));
  await page.keyboard.press('Control+A');
  await page.keyboard.type(' # ');
  await expect(page.getByText('1 Main St # A · 2 Oak St')).toBeVisible();
  await expectSound(page);
  await press(page, form.getByRole('button', { name: 'Done' }));
  await expect(page.getByRole('button', { name: 'More ways to fill Street' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await press(page, page.getByRole('button', { name: 'More ways to fill City' }));
  await tabTo(page, filling('One column'));
  await page.keyboard.press('ArrowRight');
  await tabTo(page, form.getByRole('textbox', { name: 'Split at' }));
  await page.keyboard.press('Control+A');
  await page.keyboard.type(', ');
  await tabTo(page, page.getByRole('combobox', { name: 'Column for City' }), 'Shift+Tab');
  await choose(page, page.getByRole('combobox', { name: 'Column for City' }), 'Place');
  await press(page, form.getByRole('button', { name: 'Add a replacement' }));
  await page.keyboard.type('ely');
  await page.keyboard.press('Tab');
  await page.keyboard.type('EAST ELY');
  await expect(page.getByText('Elko · Reno · EAST ELY')).toBeVisible();
  await press(page, form.getByRole('button', { name: 'Done' }));
  await press(page, page.getByRole('button', { name: 'More ways to fill Country' }));
  await tabTo(page, filling('One column'));
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight');
  await tabTo(page, form.getByRole('textbox', { name: 'Value' }));
  await page.keyboard.type('US');
  await press(page, form.getByRole('button', { name: 'Done' }));
  await expect(page.getByRole('combobox', { name: 'Column for Country' })).toHaveValue('Always “US”');

  // What happens to rows that exist, and the check.
  await tabTo(page, page.getByRole('radio', { name: 'Update them' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Fill gaps only' })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await press(page, page.getByRole('button', { name: 'Check only' }));
  const grid = page.getByRole('grid', { name: 'Rows of the file' });
  await expect(grid.getByText('BEE LLC')).toBeVisible({ timeout: 30_000 });
  await expect(grid.locator('[aria-invalid]')).toHaveCount(4);
  await expectSound(page);

  // All rows, and the refused ones again.
  await tabTo(page, page.getByRole('radio', { name: 'Refused 4' }));
  while (!(await page.getByRole('radio', { name: 'All 5' }).isChecked()))
    await page.keyboard.press('ArrowLeft');
  await expect(grid.getByText('City: RENO → Elko').first()).toBeVisible();
  while (!(await page.getByRole('radio', { name: 'Refused 4' }).isChecked()))
    await page.keyboard.press('ArrowRight');
  await expect(grid.getByRole('row')).toHaveCount(5);
});

test('a check is corrected, made again and imported', async ({ page }) => {
  await openLatest(page);
  const grid = page.getByRole('grid', { name: 'Rows of the file' });
  // A cell, a fill down, a replacement, a default for what is refused.
  await tabTo(page, grid);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(String(usdot + 2));
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('gridcell', { name: String(usdot + 2) })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('NAMED LLC');
  await page.keyboard.press('Enter');
  await expect(grid.getByText('NAMED LLC')).toHaveCount(1);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+D');
  await expect(grid.getByText('NAMED LLC')).toHaveCount(2);
  await expectPlace(page);
  const replace = page.getByRole('button', { name: 'Find and replace…' });
  await press(page, replace, 'Enter', 'Shift+Tab');
  await page.getByRole('textbox', { name: 'Find' }).waitFor();
  await expectSound(page);
  await page.keyboard.type('NAMED');
  await page.keyboard.press('Tab');
  await page.keyboard.type('FOUND');
  await page.keyboard.press('Enter');
  await expect(grid.getByText('FOUND LLC')).toHaveCount(2);
  await expect(replace).toBeFocused();
  const setAll = page.getByRole('button', { name: 'Set for refused rows…' });
  await press(page, setAll);
  const dialog = page.getByRole('dialog');
  await choose(page, dialog.getByRole('combobox', { name: 'Column' }), 'USDOT Number');
  await tabTo(page, dialog.getByRole('textbox', { name: /^Value/ }));
  await page.keyboard.type(String(usdot + 6));
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('gridcell', { name: String(usdot + 6) })).toBeVisible();
  await expect(setAll).toBeFocused();
  await tabTo(page, grid);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('LAST LLC');
  await page.keyboard.press('Enter');
  await expect(grid.getByText('LAST LLC')).toBeVisible();

  // The check again; then one correction is taken back, so that a row is refused for good.
  await press(page, page.getByRole('button', { name: 'Check again' }), 'Enter', 'Shift+Tab');
  await expect(page.getByText('All 5 rows can be imported.')).toBeVisible({ timeout: 30_000 });
  await expect(grid.getByText('RENO', { exact: true })).toBeVisible();
  await expectSound(page);
  await press(page, page.getByRole('button', { name: 'Undo the last correction' }));
  await expect(grid.getByText('LAST LLC')).toHaveCount(0);
  await expectPlace(page);
  await press(page, page.getByRole('button', { name: 'Import it now' }), 'Enter', 'Shift+Tab');
  await expect(page.getByText('4 of 5 rows are in.')).toBeVisible({ timeout: 30_000 });
  await expectSound(page);
  const { rows } = await engine.client.partners.list({ entity: 'carrier', search: 'FOUND LLC' });
  const own = rows.filter(({ key }) => Number(key) > usdot && Number(key) < usdot + 9);
  expect(own.map(({ city, country }) => [city, country])).toEqual([
    ['EAST ELY', 'US'],
    ['EAST ELY', 'US'],
  ]);
  const download = page.waitForEvent('download');
  await press(page, page.getByRole('button', { name: 'Download refused rows' }));
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('5 Fir St');
  await expectPlace(page);
});

test('an import is undone, and stands so in the list', async ({ page }) => {
  await openLatest(page);
  const dialog = page.getByRole('dialog');
  const undo = page.getByRole('button', { name: 'Undo this import' });
  await press(page, undo);
  await expectSound(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(undo).toBeFocused();
  await page.keyboard.press('Enter');
  await press(page, dialog.getByRole('button', { name: 'Undo this import' }));
  await expect(page.getByText('This import was undone', { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expectSound(page);

  await press(page, page.getByRole('link', { name: 'Import another file' }));
  await expect(page.getByText('Undone').first()).toBeVisible();
  await expectSound(page);
});

test('an import under way is cancelled, and what is in is taken back', async ({ page }) => {
  const path = join(folder, 'long.csv');
  await writeCarrierFile(path, 200_000, 'ascending');
  await open(page);
  await chooseFile(page, path);
  // It does not begin before everything but the last key is pressed.
  await engine.client.system.pause({ until: null });
  await press(page, page.getByRole('button', { name: 'Import', exact: true }));
  const cancel = page.getByRole('button', { name: 'Cancel import' });
  const dialog = page.getByRole('dialog');
  await press(page, cancel);
  await expect(dialog.getByRole('radio', { name: 'Keep them' })).toBeChecked();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('radio', { name: 'Keep them' }));
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Take them back' })).toBeChecked();
  await tabTo(page, dialog.getByRole('button', { name: 'Cancel import' }));
  await engine.client.system.resume();
  const importId = page.url().split('/').at(-1) ?? '';
  await expect.poll(async () => (await engine.client.imports.get({ importId })).created).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText('This import was undone', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expectSound(page);
  const { total } = await engine.client.partners.list({ entity: 'carrier', search: 'CARRIER 1' });
  expect(total).toBe(0);
});
