/** Queues by keyboard: paused and resumed, seen on the start page and on the command line; what waits longest, and who serves it. */
import type { QueueView } from '../../workers/api/queues-wire.ts';
import { runJson } from '../support/cli.ts';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';

let engine: Program;

test.beforeAll(async () => {
  engine = await startProgram();
});
test.afterAll(async () => {
  await engine?.stop();
});

test('a queue is paused, which holds and is seen, and resumed on the command line', async ({ page }) => {
  await engine.open(page, '/jobs/queues');
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

  await engine.open(page, '/');
  await expect(page.getByText('The queue Scheduled is paused')).toBeVisible();

  const { json } = await runJson<QueueView>(engine.dataDir, 'queues', 'resume', 'scheduled');
  expect(json).toMatchObject({ queue: 'scheduled', pause: null });
  await expect(page.getByText('The queue Scheduled is paused')).toBeHidden();
  await expect.poll(async () => (await engine.client.jobs.get({ id: jobId })).state).toBe('completed');
});

test('the processes that serve the queues are listed with their memory', async ({ page }) => {
  await engine.open(page, '/jobs/queues');
  const workers = page.getByRole('table', { name: 'Workers', exact: true });
  const office = workers.getByRole('row', { name: /^office/ });
  await expect(office).toContainText(/\d+(\.\d)? MB/, { timeout: 15_000 });
  await expect(office).toContainText('E-mail (2 at once)');
  const child = (await engine.client.queues.list()).workers.find(({ name }) => name === 'office');
  await expect(office).toContainText(String(child?.pid));
});
