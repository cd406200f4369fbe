/** The rows of a file in the console: a check corrected and imported by the keyboard alone, and a million rows scrolled. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { writeCarrierFile } from '../support/carrier-file.ts';
import { startProgram, type Program } from './host/program.ts';
import { expect, test, type Page } from './host/test.ts';

let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-'));

test.beforeAll(async () => {
  engine = await startProgram();
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const heading = 'USDOT Number,Legal Name,City';

async function stage(name: string, ...rows: string[]) {
  const path = join(folder, name);
  writeFileSync(path, [heading, ...rows].join('\n'));
  return engine.client.files.stage({ path });
}

/** Tab until it has the focus, as a person without a mouse does. */
async function tabTo(page: Page, locator: ReturnType<Page['locator']>) {
  for (let i = 0; i < 120; i += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The keyboard does not get there.');
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    test('a check is corrected and imported by the keyboard alone', async ({ page }) => {
      const first = scheme === 'light' ? 1_000_000 : 2_000_000;
      const known = await stage(`known-${scheme}.csv`, `${first + 1},KNOWN LLC,RENO`);
      const before = await engine.client.imports.start({ ...known, entity: 'carrier' });
      for await (const view of await engine.client.imports.watch(before)) if (view.state === 'done') break;
      const file = await stage(
        `mixed-${scheme}.csv`,
        `${first + 1},KNOWN LLC,ELKO`,
        `not a number,BROKEN LLC,ELKO`,
        `${first + 3},,ELKO`,
        `${first + 4},,ELKO`,
        `${first + 5},NEW LLC,ELKO`,
      );
      await engine.open(page, `/import/check/${file.sha256}/${file.name}`);
      const check = page.getByRole('button', { name: 'Check only' });
      await expect(check).toBeEnabled();
      await tabTo(page, check);
      await page.keyboard.press('Enter');

      const grid = page.getByRole('grid', { name: 'Rows of the file' });
      await expect(grid.getByText('BROKEN LLC')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('radio', { name: 'Refused 3' })).toBeChecked();
      await expect(grid.getByRole('row')).toHaveCount(4);
      await expect(grid.locator('[aria-invalid]')).toHaveCount(3);
      await expect(page.getByRole('button', { name: 'Download refused rows' })).toBeVisible();

      await tabTo(page, grid);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+A');
      await page.keyboard.type(String(first + 2));
      await page.keyboard.press('Enter');
      await expect(grid.getByRole('gridcell', { name: String(first + 2) })).toBeVisible();
      // The second name from the first of the two that lack one.
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.type('NAMED LLC');
      await page.keyboard.press('Enter');
      await expect(grid.getByText('NAMED LLC')).toHaveCount(1);
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Control+D');
      await expect(grid.getByText('NAMED LLC')).toHaveCount(2);

      const replace = page.getByRole('button', { name: 'Find and replace…' });
      await page.keyboard.press('Shift+Tab');
      while (!(await replace.evaluate((element) => element === document.activeElement)))
        await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Find' }).waitFor();
      await page.keyboard.type('NAMED');
      await page.keyboard.press('Tab');
      await page.keyboard.type('FOUND');
      await page.keyboard.press('Enter');
      await expect(grid.getByText('FOUND LLC')).toHaveCount(2);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);

      const again = page.getByRole('button', { name: 'Check again' });
      while (!(await again.evaluate((element) => element === document.activeElement)))
        await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await expect(page.getByText('All 5 rows can be imported.')).toBeVisible({ timeout: 30_000 });
      await expect(grid.getByText('RENO', { exact: true })).toBeVisible();
      await expect(grid.getByText('City: RENO → ELKO').first()).toBeVisible();
      const importNow = page.getByRole('button', { name: 'Import it now' });
      await tabTo(page, importNow);
      await page.keyboard.press('Enter');
      await expect(page.getByText('All 5 rows are in.')).toBeVisible({ timeout: 30_000 });
      const found = await engine.client.partners.list({ entity: 'carrier', search: 'FOUND LLC' });
      expect(found.rows.filter(({ key }) => Number(key) > first && Number(key) < first + 9)).toHaveLength(2);
    });
  });
}

test('a million rows are scrolled without a stall', async ({ page }) => {
  test.setTimeout(400_000);
  const rows = 1_000_000;
  const path = join(folder, 'million.csv');
  await writeCarrierFile(path, rows, 'ascending');
  const file = await engine.client.files.stage({ path });
  await engine.open(page, `/import/check/${file.sha256}/${file.name}`);
  await page.getByRole('button', { name: 'Show every row' }).click();
  await expect(page.getByText('1,000,000 rows')).toBeVisible({ timeout: 180_000 });
  const grid = page.getByRole('grid');
  const stalls = await grid.evaluate(async (element) => {
    const found: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) found.push(entry.duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const end = element.scrollHeight - element.clientHeight;
    const frames = 300;
    for (let i = 0; i <= frames; i += 1) {
      element.scrollTop = (end * i) / frames;
      await frame();
    }
    found.push(...observer.takeRecords().map(({ duration }) => duration));
    observer.disconnect();
    return found;
  });
  test.info().annotations.push({ type: 'longest task, ms', description: String(Math.max(0, ...stalls)) });
  process.stdout.write(`long tasks while scrolling, ms: ${stalls.map(Math.round).join(' ') || 'none'}\n`);
  expect(Math.max(0, ...stalls)).toBeLessThan(100);
  await expect(grid.getByText('CARRIER 999999 LLC')).toBeVisible();
  await expect(grid.getByText('1,000,001', { exact: true })).toBeVisible();
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await expect(grid.getByText('CARRIER 0, INC.')).toBeVisible();
  await page.keyboard.press('Control+End');
  await expect(grid.getByText('CARRIER 999999 LLC')).toBeVisible();
});
