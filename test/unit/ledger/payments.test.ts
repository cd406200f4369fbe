import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyCreditNote, creditInvoice } from '../../../workers/invoices/ledger/credit.ts';
import { linesOf } from '../../../workers/invoices/ledger/drafts.ts';
import {
  applyPayment,
  paymentState,
  recordPayment,
  reversePayment,
} from '../../../workers/invoices/ledger/payments.ts';
import { voidInvoice } from '../../../workers/invoices/ledger/void.ts';
import { numberRegister } from '../../../workers/store/schema.ts';
import { clerk, ledger, lineOf, refusal, type Ledger } from '../../support/ledger.ts';

let l: Ledger;
let customer: string;
beforeEach(async () => {
  l = await ledger();
  customer = l.customer('C-1');
});
afterEach(() => l.remove());

const issued = (cents: number, issueDate?: string) => l.issued(cents, { customer }, issueDate).id;
const pay = (amountCents: number, shares?: { invoice: string; amountCents: number }[], rest = {}) =>
  recordPayment(l.store, clerk, { customer, amountCents, method: 'check', shares, ...rest });
const settled = (id: string) => [l.row(id).settledCents, l.row(id).status];

describe('a payment', () => {
  it('pays what has been owed longest first, and leaves what is over on account', () => {
    const late = issued(100_00, '2026-03-10');
    const early = issued(60_00, '2026-01-10');
    pay(100_00);
    expect([settled(early), settled(late)]).toEqual([
      [60_00, 'paid'],
      [40_00, 'issued'],
    ]);
    expect(pay(100_00).leftCents).toBe(40_00);
    expect(settled(late)).toEqual([100_00, 'paid']);
  });

  it('is spread as a person says, or not at all', () => {
    const [a, b] = [issued(50_00), issued(50_00)];
    const { payment, leftCents } = pay(30_00, [{ invoice: l.row(b).number, amountCents: 10_00 }]);
    expect([settled(a), settled(b), leftCents]).toEqual([[0, 'issued'], [10_00, 'issued'], 20_00]);
    expect(pay(5_00, []).leftCents).toBe(5_00);
    expect(applyPayment(l.store, clerk, payment.id).leftCents).toBe(0);
    expect(settled(a)).toEqual([20_00, 'issued']);
  });

  it('is recorded once under one id', () => {
    const a = issued(50_00);
    const id = '0193a000-0000-7000-8000-000000000001';
    const first = pay(20_00, undefined, { id });
    expect(pay(20_00, undefined, { id })).toEqual(first);
    expect(settled(a)).toEqual([20_00, 'issued']);
  });

  it('refuses what does not fit, and then records nothing', () => {
    const a = issued(50_00);
    const share = [{ invoice: a, amountCents: 10_00 }];
    const stranger = l.issued(10_00, { customer: l.customer('C-2') }).id;
    const draft = l.draft(10_00, { customer }).id;
    const note = creditInvoice(l.store, clerk, issued(1_00), { reason: 'r' }).id;
    const cases: [string, () => unknown][] = [
      ['more-than-open', () => pay(80_00, [{ invoice: a, amountCents: 50_01 }])],
      ['more-than-left', () => pay(5_00, share)],
      ['currency-differs', () => pay(10_00, share, { currency: 'EUR' })],
      ['customer-differs', () => pay(10_00, [{ invoice: stranger, amountCents: 1 }])],
      ['not-payable', () => pay(10_00, [{ invoice: draft, amountCents: 1 }])],
      ['not-payable', () => pay(10_00, [{ invoice: note, amountCents: 1 }])],
      ['amount-invalid', () => pay(0)],
      ['amount-invalid', () => pay(10_00, [{ invoice: a, amountCents: -1 }])],
      ['date-in-future', () => pay(10_00, share, { date: '2026-03-16' })],
      ['not-found', () => pay(10_00, [{ invoice: 'nothing', amountCents: 1 }])],
      ['customer-missing', () => recordPayment(l.store, clerk, { amountCents: 1, method: 'cash' })],
    ];
    for (const [code, call] of cases) expect(refusal(call)).toBe(code);
    expect(l.store.raw.prepare('SELECT count(*) FROM payment').pluck().get()).toBe(0);
  });

  it('does not mix currencies when it spreads itself', () => {
    const euros = l.issued(50_00, { customer, currency: 'EUR' }, '2026-01-01').id;
    expect(pay(10_00).leftCents).toBe(10_00);
    expect(settled(euros)).toEqual([0, 'issued']);
  });

  it('is reversed as a whole, with a reason, and the invoices are as open as before', () => {
    const [a, b] = [issued(50_00), issued(50_00)];
    l.store.write('job:mail', (tx) => tx.update('invoice', a, { status: 'sent' }));
    const { payment } = pay(70_00);
    expect([settled(a), settled(b)]).toEqual([
      [50_00, 'paid'],
      [20_00, 'issued'],
    ]);
    expect(refusal(() => reversePayment(l.store, clerk, payment.id, ' '))).toBe('reason-missing');
    reversePayment(l.store, clerk, payment.id, 'bounced');
    expect([settled(a), settled(b)]).toEqual([
      [0, 'sent'],
      [0, 'issued'],
    ]);
    // A second time nothing more happens.
    const again = reversePayment(l.store, clerk, payment.id, 'bounced twice');
    expect(again).toMatchObject({ leftCents: 0, allocations: [], payment: { reverseReason: 'bounced' } });
    expect(refusal(() => applyPayment(l.store, clerk, payment.id))).toBe('payment-reversed');
  });
});

describe('voiding', () => {
  const voided = (id: string, replace = false) => voidInvoice(l.store, clerk, id, 'wrong customer', replace);

  it('keeps number, row and lines, and says why', () => {
    const id = issued(50_00);
    const before = l.row(id);
    voided(id);
    expect(l.row(id)).toMatchObject({
      ...before,
      status: 'void',
      voidedAt: l.clock.now(),
      voidedBy: clerk,
      voidReason: 'wrong customer',
      version: before.version + 1,
      updatedAt: l.clock.now(),
    });
    expect(linesOf(l.store, id)).toHaveLength(1);
    const [row] = l.store.orm.select().from(numberRegister).all();
    expect(row).toMatchObject({ number: before.number, state: 'void', voidReason: 'wrong customer' });
    expect(voided(id).invoice.status).toBe('void');
    expect(l.row(issued(1_00)).number).toBe('INV-A1-2026-000002');
  });

  it('makes a draft that stands in for it', () => {
    const id = l.issued(50_00, { customer, poNumber: 'PO-7', termsDays: 10 }).id;
    const { replacement } = voided(id, true);
    expect(replacement).toMatchObject({
      status: 'draft',
      replacesId: id,
      poNumber: 'PO-7',
      totalCents: 50_00,
    });
    expect(linesOf(l.store, replacement?.id ?? '')).toEqual(linesOf(l.store, id));
  });

  it('is refused for what is paid or credited, in part or in full, and for a draft', () => {
    const [part, full, credited] = [issued(50_00, '2026-03-01'), issued(50_00), issued(50_00)];
    const { payment } = pay(60_00, [
      { invoice: part, amountCents: 10_00 },
      { invoice: full, amountCents: 50_00 },
    ]);
    creditInvoice(l.store, clerk, credited, { reason: 'r', lines: [{ position: 1, amountCents: 1_00 }] });
    for (const id of [part, full, credited]) expect(refusal(() => voided(id))).toBe('invoice-settled');
    expect(refusal(() => voided(l.draft(1).id))).toBe('not-issued');
    reversePayment(l.store, clerk, payment.id, 'bounced');
    expect(voided(part).invoice.status).toBe('void');
  });

  it('is refused for an invoice whose credit note has settled nothing', () => {
    const id = issued(50_00);
    const { payment } = pay(50_00);
    creditInvoice(l.store, clerk, id, { reason: 'r' });
    reversePayment(l.store, clerk, payment.id, 'bounced');
    expect(settled(id)).toEqual([0, 'issued']);
    expect(refusal(() => voided(id))).toBe('invoice-settled');
  });
});

describe('a credit note', () => {
  const credit = (id: string, options = {}) =>
    creditInvoice(l.store, clerk, id, { reason: 'short', ...options });

  it('credits the whole invoice under its own number, and settles it', () => {
    const { id, number } = l.issued(100_00, { customer, taxCents: 825 });
    const note = credit(id);
    expect(note).toMatchObject({
      kind: 'credit-note',
      number: 'CN-A1-2026-000001',
      status: 'issued',
      creditsId: id,
      totalCents: 108_25,
      settledCents: 108_25,
      notes: 'short',
    });
    expect(settled(id)).toEqual([108_25, 'paid']);
    expect(number).toBe('INV-A1-2026-000001');
  });

  it('credits lines, whole or in part, with their share of the tax, and never more than is left', () => {
    const lines = [lineOf(100_00), lineOf(33_33, 'Lumper')];
    const { id, totalCents } = l.issued(0, { customer, lines, taxCents: 1_00 });
    const first = credit(id, { lines: [{ position: 2 }] });
    expect([first.subtotalCents, first.taxCents]).toEqual([33_33, 25]);
    expect(refusal(() => credit(id, { lines: [{ position: 2 }] }))).toBe('nothing-to-credit');
    expect(refusal(() => credit(id, { lines: [{ position: 2, amountCents: 1 }] }))).toBe('more-than-line');
    expect(refusal(() => credit(id, { lines: [{ position: 1, amountCents: 100_01 }] }))).toBe(
      'more-than-line',
    );
    expect(refusal(() => credit(id, { lines: [{ position: 3 }] }))).toBe('line-unknown');
    const second = credit(id, { lines: [{ position: 1, amountCents: 50_00 }] });
    const rest = credit(id);
    expect(first.totalCents + second.totalCents + rest.totalCents).toBe(totalCents);
    expect(refusal(() => credit(id))).toBe('nothing-to-credit');
    expect(settled(id)).toEqual([totalCents, 'paid']);
  });

  it('refuses the same line twice beyond what it is', () => {
    const { id } = l.issued(0, { customer, lines: [lineOf(10_00), lineOf(90_00)] });
    const twice = [{ position: 1 }, { position: 1 }];
    expect(refusal(() => credit(id, { lines: twice }))).toBe('line-twice');
  });

  it('of a paid invoice stays on account, and settles others when a person says so', () => {
    const paid = issued(50_00);
    pay(50_00);
    const note = credit(paid, { lines: [{ position: 1, amountCents: 20_00 }] });
    expect([note.settledCents, settled(paid)]).toEqual([0, [50_00, 'paid']]);
    const other = issued(15_00);
    expect(applyCreditNote(l.store, clerk, note.number).settledCents).toBe(15_00);
    expect(settled(other)).toEqual([15_00, 'paid']);
  });

  it('is made once under one id', () => {
    const a = issued(50_00);
    const id = '0193a000-0000-7000-8000-000000000001';
    expect(credit(a, { id })).toEqual(credit(a, { id }));
    expect(
      l.store.raw.prepare(`SELECT count(*) FROM number_register WHERE prefix = 'CN'`).pluck().get(),
    ).toBe(1);
  });

  it('is void like an invoice: what it had settled is open again, and can be credited again', () => {
    const id = issued(50_00);
    const note = credit(id);
    voidInvoice(l.store, clerk, note.number, 'wrong');
    expect([settled(id), l.row(note.id).settledCents]).toEqual([[0, 'issued'], 0]);
    expect(credit(id).number).toBe('CN-A1-2026-000002');
  });

  it('refuses drafts, void invoices and credit notes', () => {
    const id = issued(5_00);
    const note = credit(id);
    const gone = issued(5_00);
    voidInvoice(l.store, clerk, gone, 'r');
    for (const key of [l.draft(1).id, gone, note.id])
      expect(refusal(() => credit(key))).toBe('not-creditable');
  });
});

it('a payment says what it has settled', () => {
  const a = issued(50_00);
  const { payment } = pay(80_00);
  expect(paymentState(l.store, payment.id)).toMatchObject({
    leftCents: 30_00,
    allocations: [{ invoiceId: a, amountCents: 50_00 }],
  });
});
