import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeDraft, createDraft, linesOf, removeDraft } from '../../../workers/invoices/ledger/drafts.ts';
import { issueInvoice } from '../../../workers/invoices/ledger/issue.ts';
import { numbering, setDeviceCode } from '../../../workers/invoices/ledger/numbering.ts';
import { auditLog, numberRegister } from '../../../workers/store/schema.ts';
import { clerk, ledger, lineOf, refusal, type Ledger } from '../../support/ledger.ts';

let l: Ledger;
beforeEach(async () => void (l = await ledger()));
afterEach(() => l.remove());

const register = () =>
  l.store.orm
    .select()
    .from(numberRegister)
    .all()
    .map(({ number, state }) => [number, state]);

describe('a draft', () => {
  it('has no printed number, adds up its lines, and takes the bill-to from its customer', () => {
    l.customer('C-1', { street: '1 Main', city: 'Fargo', region: 'ND', postalCode: '58102', country: 'USA' });
    const fuel = { ...lineOf(0), code: 'fuel' as const, quantityMilli: 372_000, unitPriceE4: 6_493 };
    const draft = l.draft(100_00, { customer: 'C-1', lines: [lineOf(100_00), fuel], taxCents: 500 });
    expect(draft).toMatchObject({
      number: `draft:${draft.id}`,
      status: 'draft',
      billToName: 'Customer C-1',
      billToAddress: '1 Main\nFargo, ND 58102\nUSA',
      subtotalCents: 100_00 + 241_54,
      totalCents: 100_00 + 241_54 + 500,
    });
    expect(
      linesOf(l.store, draft.id).map(({ position, code, amountCents }) => [position, code, amountCents]),
    ).toEqual([
      [1, 'line-haul', 100_00],
      [2, 'fuel', 241_54],
    ]);
  });

  it('is made once, however often it is asked for under the same id', () => {
    const id = '0193a000-0000-7000-8000-000000000001';
    const [first, second] = [1, 2].map(() => createDraft(l.store, clerk, { billToName: 'A' }, id));
    expect(second).toEqual(first);
  });

  it('changes in part, and refuses a change of what somebody else has changed meanwhile', () => {
    const draft = l.draft(100_00, { poNumber: 'PO-1' });
    const changed = changeDraft(
      l.store,
      clerk,
      draft.id,
      { lines: [lineOf(50_00)], notes: 'Thanks' },
      draft.version,
    );
    expect(changed).toMatchObject({ poNumber: 'PO-1', notes: 'Thanks', totalCents: 50_00 });
    expect(refusal(() => changeDraft(l.store, clerk, draft.id, { notes: 'No' }, draft.version))).toBe(
      'version-conflict',
    );
    // Words alone, too, are a change that somebody else must not miss.
    const words = changeDraft(l.store, clerk, draft.id, { lines: [lineOf(50_00, 'Other words')] });
    expect(words.version).toBeGreaterThan(changed.version);
  });

  it('is removed, an issued invoice is not', () => {
    const draft = l.draft(100_00);
    removeDraft(l.store, clerk, draft.id);
    expect(refusal(() => issueInvoice(l.store, clerk, draft.id))).toBe('not-found');
    expect(refusal(() => removeDraft(l.store, clerk, l.issued(1_00).id))).toBe('invoice-issued');
  });

  it('needs somebody to bill', () => {
    expect(refusal(() => createDraft(l.store, clerk, { lines: [lineOf(1)] }))).toBe('bill-to-missing');
  });
});

describe('issuing', () => {
  it('gives number, date, terms and bill-to of the day, and says so in the audit log', () => {
    const customer = l.customer('C-1', { termsDays: 15 });
    const draft = l.draft(100_00, { customer });
    l.store.write(clerk, (tx) =>
      tx.update('customer', customer, { legalName: 'New Name Inc', street: '2 High' }),
    );
    const { invoice, issued } = issueInvoice(l.store, clerk, draft.id);
    expect(issued).toBe(true);
    expect(invoice).toMatchObject({
      number: 'INV-A1-2026-000001',
      status: 'issued',
      issueDate: '2026-03-15',
      dueDate: '2026-03-30',
      termsDays: 15,
      terms: 'Net 15 days',
      billToName: 'New Name Inc',
      billToAddress: '2 High',
      remitTo: 'Prairie Gate LLC\n4410 Cass Street\nJoliet, IL',
      issuedBy: clerk,
      issuedAt: l.clock.now(),
    });
    const audits = l.store.orm.select().from(auditLog).all();
    expect(audits.findLast(({ entityId }) => entityId === draft.id)?.changes).toContain(
      '"status":["draft","issued"]',
    );
  });

  it('gives the same number however often it is asked', () => {
    const draft = l.draft(100_00);
    const first = issueInvoice(l.store, clerk, draft.id);
    expect(issueInvoice(l.store, clerk, draft.id)).toEqual({ invoice: first.invoice, issued: false });
    expect(register()).toEqual([['INV-A1-2026-000001', 'issued']]);
  });

  it('counts by the year of the issue date on the warehouse’s calendar', async () => {
    l.remove();
    // Half past midnight UTC in the new year is still the old one in Chicago.
    l = await ledger('2027-01-01T00:30:00Z');
    expect(l.issued(1_00).number).toBe('INV-A1-2026-000001');
    expect(l.issued(1_00).issueDate).toBe('2026-12-31');
    l.clock.sleep(6 * 3_600_000);
    expect(l.issued(1_00).number).toBe('INV-A1-2027-000001');
    expect(l.issued(1_00, {}, '2026-12-30').number).toBe('INV-A1-2026-000003');
  });

  it.each([
    ['2026-03-16', 'date-in-future'],
    ['2026-02-30', 'date-invalid'],
  ])('refuses the date %s', (date, code) => {
    expect(refusal(() => l.issued(1_00, {}, date))).toBe(code);
    expect(register()).toEqual([]);
  });

  it('refuses an invoice of nothing, and one without lines', () => {
    expect(refusal(() => l.issued(0))).toBe('nothing-to-pay');
    expect(refusal(() => l.issued(-5))).toBe('nothing-to-pay');
    expect(refusal(() => l.issued(1, { lines: [], taxCents: 5 }))).toBe('no-lines');
  });

  it('is refused while the customer’s credit is on hold, unless a person says why', () => {
    const customer = l.customer('C-1', { creditHold: true, creditHoldReason: 'two cheques bounced' });
    const draft = l.draft(1_00, { customer });
    expect(() => issueInvoice(l.store, clerk, draft.id)).toThrow(/two cheques bounced/);
    expect(refusal(() => issueInvoice(l.store, clerk, draft.id, { creditHoldOverride: '  ' }))).toBe(
      'credit-hold',
    );
    expect(register()).toEqual([]);
    const { invoice } = issueInvoice(l.store, clerk, draft.id, { creditHoldOverride: 'paid in cash' });
    expect(invoice.status).toBe('issued');
    const overrides = l.store.orm
      .select()
      .from(auditLog)
      .all()
      .filter(({ action }) => action === 'override-credit-hold');
    expect(overrides).toMatchObject([{ actor: clerk, entityId: draft.id }]);
    expect(overrides[0]?.changes).toContain('paid in cash');
  });

  it('refuses a draft that is not the one that was looked at', () => {
    const draft = l.draft(1_00);
    changeDraft(l.store, clerk, draft.id, { notes: 'changed' });
    expect(refusal(() => issueInvoice(l.store, clerk, draft.id, { expectedVersion: draft.version }))).toBe(
      'version-conflict',
    );
    expect(register()).toEqual([]);
  });

  it('passes over a number that was brought in from elsewhere, and registers it', () => {
    const imported = l.store.write('import:1', (tx) =>
      tx.create('invoice', {
        number: 'INV-A1-2026-000002',
        billToName: 'Elsewhere',
        issueDate: '2026-01-05',
        subtotalCents: 1,
        totalCents: 1,
      }),
    );
    expect([1, 2].map(() => l.issued(1_00).number)).toEqual(['INV-A1-2026-000001', 'INV-A1-2026-000003']);
    const rows = l.store.orm.select().from(numberRegister).all();
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(rows[1]?.documentId).toBe(imported.id);
  });
});

describe('the device code', () => {
  it('is A1 until a person chooses another, which ends with the first number', () => {
    expect(numbering(l.store)).toEqual({ deviceCode: 'A1', fixed: false });
    expect(refusal(() => setDeviceCode(l.store, clerk, 'a-1'))).toBe('device-code-invalid');
    expect(setDeviceCode(l.store, clerk, 'B7')).toEqual({ deviceCode: 'B7', fixed: false });
    expect(l.issued(1_00).number).toBe('INV-B7-2026-000001');
    expect(refusal(() => setDeviceCode(l.store, clerk, 'C1'))).toBe('device-code-fixed');
    expect(numbering(l.store)).toEqual({ deviceCode: 'B7', fixed: true });
  });

  it('is not one that stands in the number of an invoice from elsewhere', () => {
    l.store.write('import:1', (tx) =>
      tx.create('invoice', {
        number: 'INV-B7-2026-000002',
        billToName: 'Elsewhere',
        issueDate: '2026-01-05',
        subtotalCents: 1,
        totalCents: 1,
      }),
    );
    expect(refusal(() => setDeviceCode(l.store, clerk, 'B7'))).toBe('device-code-taken');
  });
});
