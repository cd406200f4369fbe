import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordPayment } from '../../../workers/invoices/ledger/payments.ts';
import { statement } from '../../../workers/invoices/ledger/statement.ts';
import { drawStatement } from '../../../workers/invoices/statement/draw-statement.ts';
import { statementDocument } from '../../../workers/invoices/statement/statement-document.ts';
import { clerk, ledger, type Ledger } from '../../support/ledger.ts';
import { pageTexts, pdfStructure, qpdfCheck } from '../../support/pdf-tools.ts';

let l: Ledger;
beforeEach(async () => void (l = await ledger()));
afterEach(() => l.remove());

const openTo = (customerId: string, cents: number, issueDate: string, currency = 'USD') =>
  l.issued(cents, { customer: customerId, currency }, issueDate);

it('lists what is open with its age, what was paid lately, and the sum', async () => {
  const customerId = l.customer('C1', { street: '1 Dock Road', city: 'Joliet' });
  const old = openTo(customerId, 100_00, '2025-10-01');
  openTo(customerId, 250_00, '2026-03-10');
  recordPayment(l.store, clerk, {
    customer: 'C1',
    date: '2026-03-12',
    amountCents: 40_00,
    method: 'check',
    reference: '7781',
  });
  recordPayment(l.store, clerk, {
    customer: 'C1',
    date: '2026-03-13',
    amountCents: 5_00,
    method: 'ach',
    shares: [],
  });
  const document = statementDocument(l.store, 'C1');
  const pdf = await drawStatement(document);
  expect(qpdfCheck(pdf)).toContain('No syntax');
  const [page = ''] = pageTexts(pdf, 'layout');
  for (const text of ['STATEMENT', 'Customer C1', '1 Dock Road', old.number, 'check 7781', 'Mar 15, 2026'])
    expect(page).toContain(text);
  expect(page).toMatch(/Oct 1, 2025 +Oct 31, 2025 +135 +100\.00 +60\.00/);
  expect(page).toMatch(/Not due yet +0–30 days +31–60 days +61–90 days +Over 90 days/);
  expect(page).toMatch(/\$250\.00 +\$0\.00 +\$0\.00 +\$0\.00 +\$60\.00/);
  expect(page).toMatch(/Total due +\$305\.00/);
  expect(document.accounts[0]?.dueCents).toBe(statement(l.store, 'C1').accounts[0]?.closingCents);
  expect(pdfStructure(pdf)).toContain('Table');
  expect((await drawStatement(statementDocument(l.store, 'C1'))).equals(pdf)).toBe(true);
});

it('goes on over pages with its head and the sum carried, page n of m, and each currency by itself', async () => {
  const customerId = l.customer('C2');
  for (let i = 0; i < 70; i++) openTo(customerId, 10_00, '2026-02-01');
  openTo(customerId, 99_00, '2026-02-01', 'EUR');
  const pdf = await drawStatement(statementDocument(l.store, 'C2'));
  const pages = pageTexts(pdf, 'layout');
  expect(pages.length).toBeGreaterThan(3);
  pages.forEach((page, i) => expect(page).toContain(`Page ${i + 1} of ${pages.length}`));
  expect(pages[0]).toContain('€99.00');
  expect(pages[1]).toMatch(/Carried forward +(\d+)0\.00/);
  expect(pages[2]).toMatch(/Invoice +Date +Due[^]*Brought forward/);
  expect(/Carried forward +([\d.]+)/.exec(pages[1] ?? '')?.[1]).toBe(
    /Brought forward +([\d.]+)/.exec(pages[2] ?? '')?.[1],
  );
  expect(pages.at(-1)).toMatch(/Total due +\$700\.00/);
});

it('stands at the end of a past day, without what came later', () => {
  const customerId = l.customer('C3');
  openTo(customerId, 100_00, '2026-03-01');
  openTo(customerId, 50_00, '2026-03-14');
  const [account] = statementDocument(l.store, 'C3', { to: '2026-03-10' }).accounts;
  expect(account).toMatchObject({ dueCents: 100_00, items: [{ openCents: 100_00 }] });
});

it('says so where nothing is owed', async () => {
  l.customer('C4');
  const [page] = pageTexts(await drawStatement(statementDocument(l.store, 'C4')), 'layout');
  expect(page).toContain('No open invoices');
});
