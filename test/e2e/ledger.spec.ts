/** An invoice's whole life in a real browser: written, issued, paid in part, credited, voided or not, and aged. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';
import { pageTexts } from '../support/pdf-tools.ts';

let engine: Program;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-ledger-'));

test.beforeAll(async () => {
  engine = await startProgram();
  const rows = ['C-1,Harbor Foods', 'C-2,Northgate Steel', 'C-3,Lakeside Paper'].join('\n');
  const path = join(folder, 'customers.csv');
  writeFileSync(path, `Customer Number,Company Name\n${rows}\n`);
  const { sha256, name } = await engine.client.files.stage({ path });
  const { importId } = await engine.client.imports.start({ sha256, name, entity: 'customer' });
  for await (const { state } of await engine.client.imports.watch({ importId }))
    if (state !== 'waiting' && state !== 'running') break;
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const line = (dollars: number) => ({
  code: 'line-haul' as const,
  description: 'Line haul, Joliet IL to Columbus OH',
  unitPriceE4: dollars * 10_000,
});

async function issued(customer: string, dollars: number): Promise<{ id: string; number: string }> {
  const draft = await engine.client.invoices.createDraft({ customer, lines: [line(dollars)] });
  return (await engine.client.invoices.issue({ invoice: draft.id })).invoice;
}

test('from an empty form to an issued invoice, paid in part, credited, and seen in the aging', async ({
  page,
}) => {
  await engine.open(page, '/invoices');
  await page.getByRole('link', { name: 'New invoice' }).first().click();

  // What is missing is said where it is missing.
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('Choose a customer, or type a name below.')).toBeVisible();
  await expect(page.getByText('Say what it is for.')).toBeVisible();

  // By keyboard: the customer is found as one types.
  await page.getByRole('combobox', { name: 'Customer', exact: true }).focus();
  await page.keyboard.type('harbor');
  await expect(page.getByRole('option')).toHaveText([/Harbor Foods/]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Customer', exact: true })).toHaveValue(/Harbor Foods/);
  await page
    .getByRole('textbox', { name: 'Description, line 1' })
    .fill('Line haul, Joliet IL to Columbus OH');
  await page.getByRole('textbox', { name: 'Unit price, line 1' }).fill('1,000');
  await page.getByRole('button', { name: 'Add a line' }).click();
  await page.getByRole('textbox', { name: 'Description, line 2' }).fill('Detention, 2.5 h');
  await page.getByRole('textbox', { name: 'Qty, line 2' }).fill('2.5');
  await page.getByRole('textbox', { name: 'Unit price, line 2' }).fill('60');
  await expect(page.getByText('$1,150.00')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Load number' }).fill('L-20771');
  await page.getByRole('textbox', { name: 'Name, stop 1' }).fill('Harbor Cold Storage');
  await page.getByRole('textbox', { name: 'Place, stop 1' }).fill('Joliet, IL');
  await page.getByLabel('Date, stop 1').fill('2026-10-26');
  await page.getByRole('textbox', { name: 'In, stop 1' }).fill('7:45');
  await page.getByRole('textbox', { name: 'Place, stop 2' }).fill('Columbus, OH');
  await page.getByRole('textbox', { name: 'Weight, lb' }).fill('41,200');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('Such as 08:30')).toBeVisible();
  await page.getByRole('textbox', { name: 'In, stop 1' }).fill('07:45');
  await page.getByRole('button', { name: 'Save draft' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Draft invoice' })).toBeVisible();
  await expect(page.getByText('Harbor Cold Storage, Joliet, IL')).toBeVisible();

  // The dialog tells what comes of it; two clicks are one wish.
  await page.getByRole('button', { name: 'Issue', exact: true }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/INV-A1-\d{4}-000001/);
  await expect(dialog).toContainText('Net 30 days');
  await expect(dialog).toContainText('can never be changed');
  await dialog.getByRole('button', { name: 'Issue', exact: true }).dblclick();
  const heading = page.getByRole('heading', { level: 1, name: /Invoice INV-A1-\d{4}-000001/ });
  await expect(heading).toBeVisible();
  const { rows } = await engine.client.invoices.list({});
  expect(rows).toMatchObject([{ totalCents: 1_150_00, status: 'issued' }]);
  const invoice = rows[0]?.id ?? '';
  const { shipment, loadNumber } = await engine.client.invoices.get({ id: invoice });
  expect({ loadNumber, shipment }).toEqual({
    loadNumber: 'L-20771',
    shipment: {
      stops: [
        {
          kind: 'pickup',
          name: 'Harbor Cold Storage',
          place: 'Joliet, IL',
          date: '2026-10-26',
          arrived: '07:45',
        },
        { kind: 'delivery', place: 'Columbus, OH' },
      ],
      weightPounds: 41_200,
    },
  });

  await page.getByRole('button', { name: 'Record payment' }).press('Enter');
  await dialog
    .getByRole('textbox', { name: /^Amount/ })
    .first()
    .fill('400');
  await dialog.getByRole('textbox', { name: 'Reference' }).fill('1042');
  await dialog.getByRole('textbox', { name: 'Reference' }).press('Enter');
  await expect(page.getByText('Partly paid')).toBeVisible();
  const timeline = page.getByRole('list', { name: 'What happened' });
  await expect(timeline.getByRole('listitem').first()).toContainText('$400.00');
  await expect(timeline).toContainText('check 1042');

  // What is paid in part cannot be void, and the engine says why.
  await page.getByRole('button', { name: 'Void', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('wrong customer');
  await dialog.getByRole('button', { name: 'Make void' }).click();
  await expect(dialog.getByRole('alert')).toContainText('it cannot be void');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Credit note', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Detention was not agreed');
  await dialog.getByRole('radio', { name: 'Some lines or amounts' }).check();
  await dialog.getByRole('textbox', { name: 'Credit of Detention, 2.5 h' }).fill('200');
  await expect(dialog).toContainText('At most $150.00');
  await dialog.getByRole('textbox', { name: 'Credit of Detention, 2.5 h' }).fill('150');
  await dialog.getByRole('button', { name: 'Issue credit note' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Credit note CN-A1/ })).toBeVisible();
  expect(await engine.client.invoices.get({ id: invoice })).toMatchObject({ openCents: 600_00 });

  await page.getByRole('link', { name: 'Receivables', exact: true }).click();
  await expect(page.getByRole('row', { name: /Harbor Foods/ })).toContainText('$600.00');
  await page.getByRole('link', { name: 'Harbor Foods' }).click();
  await expect(page.getByRole('table', { name: 'Open invoices' })).toContainText('$600.00');
  await expect(page.getByRole('table', { name: 'Statement' })).toContainText('check 1042');
});

test('what was never paid is made void, and a draft stands in for it', async ({ page }) => {
  const { id, number } = await issued('C-2', 500);
  await engine.open(page, `/invoices/${id}`);
  await page.getByRole('button', { name: 'Void', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('wrong customer');
  await dialog.getByRole('checkbox', { name: /draft with the same lines/ }).check();
  await dialog.getByRole('button', { name: 'Make void' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Edit draft' })).toBeVisible();
  await engine.open(page, `/invoices?status=void`);
  await expect(page.getByRole('link', { name: number })).toBeVisible();
});

test('a second tab sees the change without asking', async ({ context }) => {
  const { id } = await issued('C-2', 250);
  const [first, second] = [await context.newPage(), await context.newPage()];
  await engine.open(first, `/invoices/${id}`);
  await engine.open(second, `/invoices/${id}`);
  await expect(second.getByRole('button', { name: 'Record payment' })).toBeVisible();
  await first.bringToFront();
  await first.getByRole('button', { name: 'Record payment' }).click();
  const dialog = first.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: /^Amount for/ }).first()).toHaveValue('250.00');
  await dialog.getByRole('button', { name: 'Record payment' }).click();
  await expect(first.getByText('Paid', { exact: true }).first()).toBeVisible();
  await expect(second.getByText('Paid', { exact: true }).first()).toBeVisible();
  await expect(second.getByRole('button', { name: 'Record payment' })).toHaveCount(0);
});

test('a credit on account is applied later, and a payment that bounced is reversed with its reason', async ({
  page,
}) => {
  const first = await issued('C-3', 100);
  await engine.client.payments.record({
    customer: 'C-3',
    amountCents: 150_00,
    method: 'check',
    reference: '77',
  });
  const second = await issued('C-3', 80);
  const dialog = page.getByRole('dialog');
  await engine.open(page, `/invoices/${second.id}`);
  await page.getByRole('button', { name: 'Apply credit' }).click();
  await expect(dialog).toContainText('Check 77');
  await expect(dialog.getByRole('textbox', { name: 'Amount' })).toHaveValue('50.00');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('60');
  await expect(dialog).toContainText('An amount up to $50.00');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('20');
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByText('$20.00 applied.')).toBeVisible();
  await expect(page.getByText('Partly paid')).toBeVisible();

  // The rest from the customer's account.
  await engine.open(page, '/receivables/C-3');
  const list = page.getByRole('table', { name: 'Payments and credits' });
  await expect(list.getByRole('row', { name: /Check 77/ })).toContainText('$30.00');
  await page.getByRole('button', { name: 'Apply Check 77' }).click();
  await expect(dialog.getByRole('textbox', { name: `Amount for ${second.number}` })).toHaveValue('30.00');
  await dialog.getByRole('textbox', { name: `Amount for ${second.number}` }).press('Enter');
  await expect(page.getByText('$30.00 applied.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Apply Check 77' })).toHaveCount(0);

  await engine.open(page, `/invoices/${first.id}`);
  await page.getByRole('button', { name: 'Reverse Check 77' }).click();
  await expect(dialog).toContainText('$150.00');
  await expect(dialog.getByRole('button', { name: 'Reverse payment' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('bounced');
  await dialog.getByRole('button', { name: 'Reverse payment' }).click();
  await expect(page.getByRole('list', { name: 'What happened' })).toContainText('Payment reversed');
  await expect(page.getByRole('button', { name: 'Reverse Check 77' })).toHaveCount(0);
  await engine.open(page, '/receivables/C-3');
  await expect(list.getByRole('row', { name: /Check 77/ })).toContainText('Reversed: bounced');
  for (const { id } of [first, second])
    expect(await engine.client.invoices.get({ id })).toMatchObject({ status: 'issued' });
});

test('a customer on hold: the console says why nothing is issued, for one draft and for many', async ({
  page,
}) => {
  await engine.open(page, '/receivables/C-2');
  await page.getByRole('button', { name: 'Put on hold' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('90 days late');
  await dialog.getByRole('textbox', { name: 'Reason' }).press('Enter');
  await expect(page.getByText('Nothing is issued to this customer: 90 days late')).toBeVisible();

  const draft = await engine.client.invoices.createDraft({ customer: 'C-2', lines: [line(70)] });
  await engine.client.invoices.createDraft({ customer: 'C-1', lines: [line(80)] });
  await engine.open(page, '/invoices?status=draft');
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  await dialog.getByRole('button', { name: /^Issue \d+ drafts$/ }).click();
  await expect(dialog.getByRole('alert')).toContainText('1 invoice issued.');
  await expect(dialog.getByRole('alert')).toContainText('is on hold (90 days late)');
  await page.keyboard.press('Escape');

  await engine.open(page, `/invoices/${draft.id}`);
  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  await dialog.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('nothing is issued');
  await dialog.getByRole('textbox', { name: /all the same/ }).fill('paid by phone, money is on its way');
  await dialog.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(page.getByRole('list', { name: 'What happened' })).toContainText('despite the credit hold');
});

test('a factor waits for a second person, and the one who entered it is told so', async ({ page }) => {
  await engine.open(page, '/receivables/remit-to');
  await page.getByRole('button', { name: 'Enter another' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Paid to' }).fill('Apex Factoring');
  await dialog.getByRole('textbox', { name: 'Address, bank or lockbox' }).fill('PO Box 9\nDallas, TX');
  await dialog.getByLabel('From').fill('2026-01-01');
  await dialog.getByRole('textbox', { name: 'Factor' }).fill('Apex Factoring');
  await dialog.getByRole('textbox', { name: 'Notice of assignment' }).fill('Pay only Apex.');
  await dialog.getByRole('button', { name: 'Enter', exact: true }).click();
  await expect(page.getByText('Not verified')).toBeVisible();
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(dialog).toContainText('somebody other than the one who entered it');
  await expect(dialog.getByRole('button', { name: 'Verify' })).toBeDisabled();
});

test('two invoices become one PDF that is saved, and the account’s statement is another', async ({
  page,
}) => {
  const [first, second] = [await issued('C-3', 310), await issued('C-3', 420)];
  await engine.open(page, '/invoices');
  for (const { number } of [first, second])
    await page.getByRole('checkbox', { name: `Select invoice ${number}` }).check();
  await page.getByRole('button', { name: 'One PDF for printing' }).click();
  await expect(page.getByText('2 invoices in one file.')).toBeVisible({ timeout: 60_000 });
  const merged = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the PDF' }).click();
  expect((await merged).suggestedFilename()).toMatch(/^Invoices-[\da-f]{8}\.pdf$/);
  const pages = pageTexts(readFileSync(await (await merged).path()), 'content');
  expect(pages).toHaveLength(2);
  for (const { number } of [first, second]) expect(pages.join('\n')).toContain(number);

  await engine.open(page, '/receivables/C-3');
  const statement = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Statement (PDF)' }).click();
  expect((await statement).suggestedFilename()).toMatch(/^Statement-C-3-\d{4}-\d\d-\d\d\.pdf$/);
  expect(readFileSync(await (await statement).path(), 'latin1')).toMatch(/^%PDF-/);
});
