/** What the monitor's page holds in memory after it was opened, paged through, and pushed at for as long as an hour of work. */
import { chromium } from '@playwright/test';
import { openStore } from '../../../workers/store/open.ts';
import { installedChromium } from '../../support/chromium.ts';
import type { HeadlessEngine } from '../../support/engine.ts';

const pagesTurned = 30;
/** As ten jobs a second, each changing three times, push in an hour. */
const changes = 108_000;
const changesAtOnce = 500;

export interface PageMemory {
  /** MiB of JavaScript's heap after a collection. */
  opened: number;
  turned: number;
  pushed: number;
  changes: number;
}

/** @throws Error when the page does not show the list. */
export async function pageMemory(engine: HeadlessEngine): Promise<PageMemory> {
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu'],
    ...installedChromium(),
  });
  try {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return Math.round((usedSize / 2 ** 20) * 10) / 10;
    };
    await page.goto(`${engine.url}/#token=${engine.token}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goto(`${engine.url}/#/jobs`);
    const row = page.locator('tbody tr:not([data-placeholder])').first();
    await row.waitFor();
    const opened = await heap();
    for (let turn = 2; turn < pagesTurned; turn += 1) {
      await page.goto(`${engine.url}/#/jobs?page=${turn}`);
      await page.locator('tbody:not([data-stale]) tr:not([data-placeholder])').first().waitFor();
    }
    const turned = await heap();
    await page.goto(`${engine.url}/#/jobs`);
    await push(engine.dataDir);
    // What waits at the stream's four messages a second is through once the list has its newest row as it is.
    await page.waitForTimeout((changes / changesAtOnce / 4) * 1000);
    return { opened, turned, pushed: await heap(), changes };
  } finally {
    await browser.close();
  }
}

async function push(dataDir: string): Promise<void> {
  const store = openStore({ dataDir });
  const move = store.raw.prepare(
    `UPDATE outbox SET progress = (progress + 7) % 1000, change = (SELECT max(change) + 1 FROM outbox)
     WHERE no = (SELECT max(no) FROM outbox) - ?`,
  );
  for (let done = 0; done < changes; done += changesAtOnce) {
    store.write('user:bench', () => {
      for (let n = 0; n < changesAtOnce; n += 1) move.run((done + n) % 10_000);
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  store.close();
}
