import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRemitTo, releaseRemitTo, verifyRemitTo } from '../../../workers/invoices/ledger/remit-to.ts';
import { site } from '../../../workers/store/schema.ts';
import { clerk, ledger, refusal, type Ledger } from '../../support/ledger.ts';

let l: Ledger;
beforeEach(async () => void (l = await ledger()));
afterEach(() => l.remove());

const own = { name: 'Prairie Gate LLC', address: 'PO Box 1\nJoliet, IL', effectiveFrom: '2026-01-01' };
const factored = {
  name: 'Apex Factoring',
  address: 'PO Box 9\nDallas, TX',
  factor: 'Apex Factoring',
  notice: 'This account is assigned to Apex. Pay only Apex.',
  effectiveFrom: '2026-03-01',
};
const create = (input: Parameters<typeof createRemitTo>[2]) => createRemitTo(l.store, clerk, input);
/** Where an invoice says that it is to be paid: the first line. */
const paidTo = (change = {}, date?: string) => l.issued(1_00, change, date).remitTo?.split('\n')[0];

describe('where an invoice is to be paid', () => {
  it('is the company’s address, or what the site says, as long as nothing else is in force', () => {
    expect(paidTo()).toBe('Prairie Gate LLC');
    l.store.write('user:test', ({ orm }) => orm.update(site).set({ remitTo: 'Lockbox 5' }).run());
    expect(paidTo()).toBe('Lockbox 5');
  });

  it('is what is in force on the issue date: the customer’s own before that for all, the latest before earlier ones', () => {
    const customer = l.customer('C-1');
    create(own);
    create({ ...own, name: 'Newer', effectiveFrom: '2026-02-01' });
    create({ ...own, name: 'Theirs', customer: 'C-1', effectiveFrom: '2026-01-15' });
    create({ ...own, name: 'Not yet', effectiveFrom: '2026-03-16' });
    expect(['2025-12-31', '2026-01-31', '2026-02-01'].map((date) => paidTo({}, date))).toEqual([
      'Prairie Gate LLC',
      'Prairie Gate LLC',
      'Newer',
    ]);
    expect([paidTo({ customer }, '2026-01-14'), paidTo({ customer })]).toEqual([
      'Prairie Gate LLC',
      'Theirs',
    ]);
  });

  it('is a factor only when a second person has verified it, with the notice printed, until the release', () => {
    const { id } = create(factored);
    expect(paidTo()).toBe('Prairie Gate LLC');
    expect(refusal(() => verifyRemitTo(l.store, clerk, id))).toBe('second-person-needed');
    expect(refusal(() => verifyRemitTo(l.store, 'job:1', id))).toBe('second-person-needed');
    expect(paidTo()).toBe('Prairie Gate LLC');
    verifyRemitTo(l.store, 'user:manager', id);
    const invoice = l.issued(1_00);
    expect(invoice.remitTo).toBe(
      'Apex Factoring\nPO Box 9\nDallas, TX\nThis account is assigned to Apex. Pay only Apex.',
    );
    expect(verifyRemitTo(l.store, 'user:third', id).verifiedBy).toBe('user:manager');
    releaseRemitTo(l.store, clerk, id, '2026-03-15');
    expect([paidTo(), paidTo({}, '2026-03-14')]).toEqual(['Prairie Gate LLC', 'Apex Factoring']);
    // What was issued keeps what it said.
    expect(l.row(invoice.id).remitTo).toBe(invoice.remitTo);
    expect(refusal(() => releaseRemitTo(l.store, clerk, id, '2026-04-01'))).toBe('remit-to-released');
  });

  it('refuses a factor without a notice, and a day that is none', () => {
    expect(refusal(() => create({ ...factored, notice: ' ' }))).toBe('notice-missing');
    expect(refusal(() => create({ ...own, effectiveFrom: '2026-02-30' }))).toBe('date-invalid');
    expect(refusal(() => create({ ...own, customer: 'nobody' }))).toBe('not-found');
  });

  it('cannot be verified after its release', () => {
    const { id } = create(factored);
    releaseRemitTo(l.store, clerk, id, '2026-03-01');
    expect(refusal(() => verifyRemitTo(l.store, 'user:manager', id))).toBe('remit-to-released');
  });
});
