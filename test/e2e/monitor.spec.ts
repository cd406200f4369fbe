/** The job monitor: queues with figures, failures by cause, and what becomes of them when they are run again or set aside. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';

let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-monitor-'));

test.beforeAll(async () => {
  engine = await startProgram();
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Workers look once a second whether they may go on: twice that, and a pause holds. */
const pausedMs = 2500;

/** Imports of files that are gone when their turn comes. @returns the jobs. */
async function failedImports(wanted: number): Promise<string[]> {
  const { files, imports, jobs, system } = engine.client;
  const started: string[] = [];
  await system.pause({ until: null });
  await new Promise((resolve) => setTimeout(resolve, pausedMs));
  for (let n = 0; n < wanted; n += 1) {
    const path = join(folder, 'customers.csv');
    writeFileSync(path, `Customer Number,Company Name\nC-1,Customer ${wanted} ${n}\n`);
    const { sha256, name } = await files.stage({ path });
    started.push((await imports.start({ sha256, name, entity: 'customer' })).jobId);
  }
  rmSync(join(engine.dataDir, 'staged'), { recursive: true });
  mkdirSync(join(engine.dataDir, 'staged'));
  await system.resume();
  const failed: string[] = [];
  for (const id of started) {
    let last = '';
    for await (const { state } of await jobs.wait({ id })) last = state;
    if (last === 'failed') failed.push(id);
  }
  expect(failed).toHaveLength(wanted);
  return failed;
}

test('failures with one cause are one line, found, run again singly and set aside, by keyboard', async ({
  page,
}) => {
  await engine.open(page, '/jobs/failures');
  await expect(page.getByText('No failures', { exact: true })).toBeVisible();
  const failed = await failedImports(2);
  const [first = ''] = failed;
  // By push: nobody asks again.
  const causes = page.getByRole('table', { name: 'Failures', exact: true });
  await expect(causes.getByRole('row')).toHaveCount(2);
  await expect(causes.getByRole('row').last()).toContainText('no longer keeps its copy');
  await causes.getByRole('link').focus();
  await page.keyboard.press('Enter');
  const letters = page.getByRole('table', { name: 'Failed', exact: true });
  await expect(letters.getByRole('row')).toHaveCount(failed.length + 1);

  const row = letters.getByRole('row').filter({ has: page.locator(`a[href$="${first}"]`) });
  await row.getByRole('button', { name: 'Run again' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 job started again.')).toBeVisible();
  const repetition = (await engine.client.deadLetters.get({ id: first })).redrivenAs;
  expect(repetition).not.toBeNull();

  await causes.getByRole('button', { name: /^Set aside/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Set aside' }).click();
  await expect
    .poll(async () => (await engine.client.deadLetters.list({ state: 'closed' })).total)
    .toBeGreaterThan(1);

  await engine.open(page, `/jobs/${first}`);
  await page.getByRole('link', { name: 'Open that job' }).click();
  await expect(page).toHaveURL(new RegExp(`/jobs/${repetition}$`));
});

test('the queues show what ended and how long it took, for another window too', async ({ page }) => {
  await failedImports(1);
  await engine.open(page, '/jobs/queues');
  const queues = page.getByRole('table', { name: 'Queues', exact: true });
  await expect(queues.getByRole('row', { name: /^Import/ })).toBeVisible();
  const durations = page.getByRole('table', { name: 'How long it took' });
  await expect(durations.getByRole('row', { name: /Import/ })).toContainText(/ms \/ .*ms \/ .*ms/);
  await page.getByText('90 days', { exact: true }).click();
  await expect(page).toHaveURL(/window=quarter/);
  await expect(durations.getByRole('row', { name: /Import/ })).toBeVisible();
});
