/** The rows of a file in the console: a million of them, scrolled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCarrierFile } from '../support/carrier-file.ts';
import { startProgram, type Program } from './host/program.ts';
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
