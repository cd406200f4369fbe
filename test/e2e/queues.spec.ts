/** Queues by keyboard: paused and resumed, seen on the start page and on the command line; what waits longest, and who serves it. */
import { expect, test, type Page } from '@playwright/test';
import type { QueueView } from '../../workers/api/queues-wire.ts';
import { runJson } from '../support/cli.ts';
import { startHeadless, type HeadlessEngine } from '../support/engine.ts';

let engine: HeadlessEngine;

test.beforeAll(async () => {
  engine = await startHeadless();
});
test.afterAll(async () => {
  await engine?.stop();
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${engine.url}/#token=${engine.token}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto(`${engine.url}/#${path}`);
}

test('a queue is paused, which holds and is seen, and resumed on the command line', async ({ page }) => {
  await open(page, '/jobs/queues');
  const row = page
    .getByRole('table', { name: 'Queues', exact: true })
    .getByRole('row', { name: /^Scheduled/ });
  await row.getByRole('button', { name: 'Pause the queue Scheduled' }).focus();
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Paused');
  // Workers look once a second.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const { jobId } = await engine.client.schedules.run({ key: 'scheduled/cleanup-temp-files' });
  const oldest = row.getByRole('link', { name: 'Clean up temporary files' });
  await expect(oldest).toBeVisible();
  await expect(oldest).toHaveAttribute('href', new RegExp(jobId));

  await page.goto(`${engine.url}/#/`);
  await expect(page.getByText('The queue Scheduled is paused')).toBeVisible();

  const { json } = await runJson<QueueView>(engine.dataDir, 'queues', 'resume', 'scheduled');
  expect(json).toMatchObject({ queue: 'scheduled', pause: null });
  await expect(page.getByText('The queue Scheduled is paused')).toBeHidden();
  await expect.poll(async () => (await engine.client.jobs.get({ id: jobId })).state).toBe('completed');
});

test('the processes that serve the queues are listed with their memory', async ({ page }) => {
  await open(page, '/jobs/queues');
  const workers = page.getByRole('table', { name: 'Workers', exact: true });
  const office = workers.getByRole('row', { name: /^office/ });
  await expect(office).toContainText(/\d+(\.\d)? MB/, { timeout: 15_000 });
  await expect(office).toContainText('E-mail (2 at once)');
  const child = (await engine.client.queues.list()).workers.find(({ name }) => name === 'office');
  await expect(office).toContainText(String(child?.pid));
});
