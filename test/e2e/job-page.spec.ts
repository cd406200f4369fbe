/** The page of one job: its timeline, log, relations and audit; and a payload of 50 MB that neither freezes nor fills the page. */
import { statSync } from 'node:fs';
import { openStore } from '../../workers/store/open.ts';
import { startProgram, type Program } from './host/program.ts';
import { serious } from './host/serious.ts';
import { expect, test } from './host/test.ts';

let engine: Program;

test.beforeAll(async () => {
  engine = await startProgram();
});
test.afterAll(async () => {
  await engine?.stop();
});

/** A job that no worker of this version takes, so that it stays as it is. */
function wantHuge(): string {
  const store = openStore({ dataDir: engine.dataDir });
  const items = Array.from({ length: 50 }, (_, n) => ({ n, text: 'x'.repeat(1024 * 1024) }));
  try {
    return store.write('user:test', (tx) =>
      tx.insertOutbox({ queue: 'other', name: 'huge', payload: { items } }),
    );
  } finally {
    store.close();
  }
}

test('a job tells how it went, what the log says, who asked for it and what belongs to it', async ({
  page,
}) => {
  const { jobId } = await engine.client.schedules.run({ key: 'scheduled/database-backup' });
  await engine.open(page, `/jobs/${jobId}`);
  const timeline = page.getByRole('list', { name: 'Timeline' });
  await expect(timeline.getByText('Over')).toBeVisible({ timeout: 30_000 });
  await expect(timeline).toContainText('Attempt 1');
  await expect(timeline).toContainText(/office, process \d+/);
  await expect(
    page.getByRole('list', { name: 'Belongs to it' }).getByRole('link', { name: 'The schedule' }),
  ).toBeVisible();
  const log = page.getByRole('table', { name: 'Log', exact: true });
  await expect(log.getByText('job completed')).toBeVisible();
  await log.getByText('job completed').focus();
  await page.keyboard.press('Enter');
  await expect(log.getByText(/"runMs":/)).toBeVisible();
  expect(await serious(page)).toEqual([]);
});

test('a cancelled job says who cancelled it, and the one that repeats it is linked', async ({ page }) => {
  const id = wantHuge();
  await engine.client.jobs.cancel({ id });
  const { jobId } = await engine.client.jobs.retry({ id });
  await engine.open(page, `/jobs/${id}`);
  const audit = page.getByRole('list', { name: 'Who did what' });
  await expect(audit.getByText('Cancelled')).toBeVisible();
  await expect(audit).toContainText(/Operation [0-9a-f-]{36}/);
  const repetition = page
    .getByRole('list', { name: 'Belongs to it' })
    .getByRole('listitem')
    .filter({ hasText: 'Repeated by' });
  await repetition.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/jobs/${jobId}$`));
});

test('a payload of 50 MB is shown by its beginning, the page stays quick and small, and it can be had whole', async ({
  page,
}) => {
  const id = wantHuge();
  await engine.open(page, `/jobs/${id}`);
  const payload = page.locator('pre[aria-label="Payload"]');
  await expect(payload).toContainText('"items": [');
  await expect(page.getByText(/^The beginning of 52\.\d MB/)).toBeVisible();

  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  expect(usedSize).toBeLessThan(40 * 1024 * 1024);

  const began = Date.now();
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  expect(Date.now() - began).toBeLessThan(5_000);

  await engine.open(page, `/jobs/${id}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download all of it: Payload' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`payload-${id}.json`);
  expect(statSync(await download.path()).size).toBeGreaterThan(50 * 1024 * 1024);
});
