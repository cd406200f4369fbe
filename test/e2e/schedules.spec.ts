/** What comes by itself, by keyboard alone: told in words, run now, paused by one window and seen by another, given another time. */
import { startProgram, type Program } from './host/program.ts';
import { serious } from './host/serious.ts';
import { expect, test, type Page } from './host/test.ts';

let engine: Program;
const title = 'Clean up temporary files';
const key = 'scheduled/cleanup-temp-files';

test.beforeAll(async () => {
  engine = await startProgram();
});
test.afterAll(async () => {
  await engine?.stop();
});

async function open(page: Page): Promise<void> {
  await engine.open(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Schedules', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Schedules' })).toBeVisible();
}

const card = (page: Page) => page.getByRole('region', { name: title });
const schedule = async () => (await engine.client.schedules.list()).find((each) => each.key === key);

async function press(page: Page, name: string): Promise<void> {
  await card(page)
    .getByRole('button', { name: `${name}: ${title}` })
    .focus();
  await page.keyboard.press('Enter');
}

async function axe(page: Page): Promise<void> {
  expect(await serious(page)).toEqual([]);
}

test('a schedule is read, run now, paused and resumed', async ({ page }) => {
  await open(page);
  await expect(card(page)).toContainText(/Every day at 00:00, .+/);
  await expect(
    card(page)
      .getByRole('list', { name: `Next runs of ${title}` })
      .getByRole('listitem'),
  ).toHaveCount(5);

  await press(page, 'Run now');
  await expect(card(page)).toContainText('By hand');
  await expect(card(page).getByText('Completed')).toBeVisible({ timeout: 30_000 });

  await press(page, 'Pause');
  await expect(card(page)).toContainText('Paused since');
  expect((await schedule())?.pausedAt).not.toBeNull();
  // By somebody else: it is seen without a reload.
  await engine.client.schedules.resume({ key });
  await expect(card(page).getByRole('button', { name: `Pause: ${title}` })).toBeVisible();
});

test('a time is picked in words or as a cron expression, and its meaning is told while it is chosen', async ({
  page,
}) => {
  await open(page);
  await press(page, 'Edit');
  const dialog = page.getByRole('dialog', { name: `When: ${title}` });
  await expect(dialog.getByText(/^Every day at 00:00/)).toBeVisible();

  await dialog.getByRole('radio', { name: 'Daily' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('radio', { name: 'Weekly' })).toBeChecked();
  await dialog.getByRole('checkbox', { name: 'Thursday' }).focus();
  await page.keyboard.press('Space');
  await dialog.getByLabel('At', { exact: true }).fill('06:15');
  await expect(dialog.getByText(/^Every Monday and Thursday at 06:15, /)).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveCount(5);
  await axe(page);

  await dialog.getByRole('checkbox', { name: 'Monday' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Thursday' }).uncheck();
  await expect(dialog.getByText('Choose at least one day.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();

  await dialog.getByRole('radio', { name: 'Weekly' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const cron = dialog.getByRole('textbox', { name: 'Cron expression' });
  await cron.fill('0 25 * * 1');
  await expect(dialog.getByText(/The hour "25" cannot be read/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await cron.fill('*/20 6-8 * * 1-5');
  await expect(dialog.getByText(/^Every 20 minutes, from 06:00 to 08:40, Monday to Friday/)).toBeVisible();
  await cron.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(card(page)).toContainText('Every 20 minutes, from 06:00 to 08:40, Monday to Friday');
  expect(await schedule()).toMatchObject({ cron: '*/20 6-8 * * 1-5', isOwn: true });

  await press(page, 'Edit');
  await dialog.getByRole('button', { name: 'Back to the usual time' }).focus();
  await page.keyboard.press('Enter');
  await expect(card(page)).toContainText('Every day at 00:00');
  expect(await schedule()).toMatchObject({ isOwn: false });
});

test('an engine that cannot say what is planned is told, with a way to ask again', async ({ page }) => {
  await page.route('**/rpc/schedules/list', (route) => route.abort());
  await open(page);
  await expect(page.getByRole('alert')).toBeVisible();
  await page.unroute('**/rpc/schedules/list');
  await page.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  await expect(card(page)).toBeVisible();
});
