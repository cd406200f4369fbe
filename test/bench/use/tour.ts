/** Opens every screen that can be reached: those of the navigation, and one of each kind that they link to. */
import { expect, type Page } from '@playwright/test';

/** `#/invoices/0192…` and `#/jobs/1` are one kind each. */
const kindOf = (href: string) => href.replace(/\?.*$/, '').replaceAll(/\/[^/]*\d[^/]*/g, '/*');

/** @returns how many screens were opened. */
export async function tour(page: Page): Promise<number> {
  const seen = new Set<string>();
  const waiting = await links(page, 'nav a[href^="#/"]');
  for (let href = waiting.shift(); href !== undefined; href = waiting.shift()) {
    if (seen.has(kindOf(href))) continue;
    seen.add(kindOf(href));
    await page.evaluate((hash) => (window.location.hash = hash), href);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    waiting.push(...(await links(page, 'main a[href^="#/"], nav a[href^="#/"]')));
  }
  await page.evaluate(() => (window.location.hash = '#/'));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return seen.size;
}

async function links(page: Page, selector: string): Promise<string[]> {
  return await page
    .locator(selector)
    .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? '').filter((href) => href !== ''));
}
