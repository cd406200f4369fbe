import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aging } from '../../../workers/invoices/ledger/aging.ts';
import { creditInvoice } from '../../../workers/invoices/ledger/credit.ts';
import { applyPayment, recordPayment, reversePayment } from '../../../workers/invoices/ledger/payments.ts';
import { statement } from '../../../workers/invoices/ledger/statement.ts';
import { voidInvoice } from '../../../workers/invoices/ledger/void.ts';
import { addDays, endOfDay } from '../../../workers/invoices/ledger/warehouse-days.ts';
import { agingSql } from '../../../workers/store/queries/aging.ts';
import { clerk, ledger, refusal, type Ledger } from '../../support/ledger.ts';

let l: Ledger;
let customer: string;
beforeEach(async () => {
  l = await ledger();
  customer = l.customer('C-1', { termsDays: 0 });
});
afterEach(() => l.remove());

const dayMs = 86_400_000;
const today = '2026-03-15';
const issued = (cents: number, date?: string, change = {}) =>
  l.issued(cents, { customer, ...change }, date).id;
const totals = (asOf?: string) => {
  const [sum] = aging(l.store, { asOf }).totals;
  if (sum === undefined) return null;
  return [sum.notDueCents, sum.days30Cents, sum.days60Cents, sum.days90Cents, sum.olderCents];
};
const pay = (amountCents: number, date?: string) =>
  recordPayment(l.store, clerk, { customer, amountCents, method: 'check', date }).payment.id;

describe('aging', () => {
  it.each([
    [-1, 0],
    [0, 1],
    [30, 1],
    [31, 2],
    [60, 2],
    [61, 3],
    [90, 3],
    [91, 4],
    [400, 4],
  ])('puts what is %i days past its due date into column %i', (days, column) => {
    issued(5_00, addDays(today, -500), { termsDays: null });
    l.store.raw.prepare('UPDATE invoice SET due_date = ?').run(addDays(today, -days));
    expect(totals()).toEqual([0, 1, 2, 3, 4].map((at) => (at === column ? 5_00 : 0)));
  });

  it('leaves out drafts, what is paid or void, and credit notes, and never adds up currencies', () => {
    l.draft(1_00, { customer });
    const paid = issued(2_00);
    pay(2_00);
    expect(l.row(paid).status).toBe('paid');
    voidInvoice(l.store, clerk, issued(3_00), 'r');
    creditInvoice(l.store, clerk, issued(4_00), { reason: 'r', lines: [{ position: 1, amountCents: 1_00 }] });
    issued(7_00, today, { currency: 'EUR' });
    l.issued(9_00, { billToName: 'Cash customer', termsDays: 0 });
    const { rows, totals: sums } = aging(l.store);
    expect(
      rows.map(({ name, currency, openCents, invoices }) => [name, currency, openCents, invoices]),
    ).toEqual([
      ['Cash customer', 'USD', 9_00, 1],
      ['Customer C-1', 'EUR', 7_00, 1],
      ['Customer C-1', 'USD', 3_00, 1],
    ]);
    expect(sums.map(({ currency, openCents }) => [currency, openCents])).toEqual([
      ['EUR', 7_00],
      ['USD', 12_00],
    ]);
    expect(aging(l.store, { customer: 'C-1' }).rows).toHaveLength(2);
  });

  it('says what was owed at the end of any day, whatever has happened since', () => {
    issued(100_00, '2026-03-01');
    const voided = issued(50_00, '2026-03-05');
    const payment = pay(30_00, '2026-03-10');
    l.clock.sleep(3 * dayMs);
    voidInvoice(l.store, clerk, voided, 'r');
    l.clock.sleep(2 * dayMs);
    reversePayment(l.store, clerk, payment, 'bounced');
    const open = (day: string) => aging(l.store, { asOf: day }).totals[0]?.openCents ?? 0;
    expect(
      ['2026-02-28', '2026-03-01', '2026-03-09', '2026-03-10', '2026-03-17', '2026-03-18', '2026-03-19'].map(
        open,
      ),
    ).toEqual([0, 100_00, 150_00, 120_00, 120_00, 70_00, 70_00]);
    expect(open('2026-03-20')).toBe(100_00);
  });

  it('counts what was applied later from the day on which it was applied', () => {
    const payment = pay(30_00, '2026-03-10');
    issued(100_00, '2026-03-12');
    l.clock.sleep(4 * dayMs);
    applyPayment(l.store, clerk, payment);
    const at = (to: string) => {
      const [account] = statement(l.store, customer, { from: '2026-03-01', to }).accounts;
      return [account?.aging?.openCents ?? 0, account?.onAccountCents, account?.closingCents];
    };
    expect(['2026-03-11', '2026-03-18', '2026-03-19'].map(at)).toEqual([
      [0, 30_00, -30_00],
      [100_00, 30_00, 70_00],
      [70_00, 0, 70_00],
    ]);
  });

  it('refuses a day that is none', () => {
    expect(refusal(() => aging(l.store, { asOf: '2026-02-30' }))).toBe('date-invalid');
  });

  it('reads as of today from the index of what is open, and customers from theirs', () => {
    const plan = (customerId: string | null) => {
      const days = { asOf: today, less30: today, less60: today, less90: today, customerId };
      const rows = l.store.raw.prepare(`EXPLAIN QUERY PLAN ${agingSql('now', customerId)}`).all(days);
      return (rows as { detail: string }[]).map(({ detail }) => detail).join('\n');
    };
    expect(plan(null)).toMatch(/SCAN invoice USING INDEX invoice_open/);
    expect(plan(customer)).toMatch(/SEARCH invoice USING INDEX invoice_open \(customer_id=\?\)/);
  });
});

describe('a statement', () => {
  it('begins with what was owed, lists what has moved the account, and ends with what is owed', () => {
    issued(100_00, '2026-01-20');
    pay(40_00, '2026-02-10');
    const second = issued(80_00, '2026-03-02');
    creditInvoice(l.store, clerk, second, { reason: 'r', lines: [{ position: 1, amountCents: 5_00 }] });
    const { accounts, name, from, to } = statement(l.store, 'C-1', { from: '2026-02-01' });
    expect([name, from, to]).toEqual(['Customer C-1', '2026-02-01', today]);
    expect(accounts).toHaveLength(1);
    const [account] = accounts;
    expect(account?.openingCents).toBe(100_00);
    expect(
      account?.entries.map(({ date, kind, amountCents, balanceCents }) => [
        date,
        kind,
        amountCents,
        balanceCents,
      ]),
    ).toEqual([
      ['2026-02-10', 'payment', -40_00, 60_00],
      ['2026-03-02', 'invoice', 80_00, 140_00],
      [today, 'credit-note', -5_00, 135_00],
    ]);
    expect(account).toMatchObject({ closingCents: 135_00, onAccountCents: 0, aging: { openCents: 135_00 } });
  });

  it('shows voids and reversals on their own days', () => {
    const payment = pay(10_00, '2026-03-01');
    const id = issued(20_00, '2026-03-02');
    l.clock.sleep(dayMs);
    voidInvoice(l.store, clerk, id, 'r');
    l.clock.sleep(dayMs);
    reversePayment(l.store, clerk, payment, 'r');
    const [account] = statement(l.store, customer, { from: '2026-03-01' }).accounts;
    expect(account?.entries.map(({ date, kind }) => [date, kind])).toEqual([
      ['2026-03-01', 'payment'],
      ['2026-03-02', 'invoice'],
      ['2026-03-16', 'invoice-void'],
      ['2026-03-17', 'reversal'],
    ]);
    expect(account?.closingCents).toBe(0);
  });

  it('has one account per currency', () => {
    issued(1_00);
    issued(2_00, today, { currency: 'EUR' });
    expect(
      statement(l.store, customer).accounts.map(({ currency, closingCents }) => [currency, closingCents]),
    ).toEqual([
      ['EUR', 2_00],
      ['USD', 1_00],
    ]);
  });
});

describe('the end of a day', () => {
  it.each([
    ['2026-03-08', 'America/Chicago', '2026-03-09T05:00:00Z'],
    ['2026-11-01', 'America/Chicago', '2026-11-02T06:00:00Z'],
    ['2026-06-30', 'Pacific/Kiritimati', '2026-06-30T10:00:00Z'],
    ['2026-06-30', 'Pacific/Pago_Pago', '2026-07-01T11:00:00Z'],
    // Midnight is skipped there: the day begins at one.
    ['2026-04-23', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
  ])('of %s in %s is right across changes of the clocks', (date, zone, end) => {
    expect(new Date(endOfDay(date, zone)).toISOString()).toBe(new Date(end).toISOString());
  });
});
