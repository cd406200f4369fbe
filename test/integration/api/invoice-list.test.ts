/** The list of invoices by what a person asks of it, what a selection comes to, and what has happened to one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvoiceStanding } from '../../../workers/api/wire.ts';
import { startTestApi, type Client, type TestApi } from './api.ts';

let api: TestApi;
let client: Client;
const line = (dollars: number) => ({
  code: 'line-haul' as const,
  description: 'Line haul',
  unitPriceE4: dollars * 10_000,
});

/** By what it is in the tests. */
const made: Record<string, string> = {};

async function issued(name: string, dollars: number, customer: string, issueDate: string): Promise<string> {
  const draft = await client.invoices.createDraft({ customer, lines: [line(dollars)] });
  const { invoice } = await client.invoices.issue({ invoice: draft.id, issueDate });
  made[name] = invoice.id;
  return invoice.id;
}

beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
  api.store.write('user:test', (tx) => {
    tx.create('customer', { number: 'C-1', legalName: 'Harbor Foods', termsDays: 10 });
    tx.create('customer', { number: 'C-2', legalName: 'Northgate Steel', termsDays: 30 });
  });
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  made['draft'] = (await client.invoices.createDraft({ customer: 'C-1', lines: [line(5)] })).id;
  await issued('fresh', 100, 'C-2', day(3));
  await issued('late', 200, 'C-1', day(40));
  await issued('part', 300, 'C-2', day(4));
  await issued('paid', 400, 'C-2', day(5));
  await issued('gone', 500, 'C-2', day(6));
  const pay = (name: string, dollars: number) =>
    client.payments.record({
      amountCents: dollars * 100,
      method: 'check',
      reference: '1042',
      shares: [{ invoice: made[name] ?? '', amountCents: dollars * 100 }],
    });
  await pay('part', 120);
  await pay('paid', 400);
  await client.invoices.void({ invoice: made['gone'] ?? '', reason: 'wrong customer' });
  const note = await client.invoices.credit({
    invoice: made['late'] ?? '',
    reason: 'short',
    lines: [{ position: 1, amountCents: 50_00 }],
  });
  made['note'] = note.id;
});
afterAll(() => api.close());

const none = {
  customerId: null,
  customerNumber: null,
  numberPrefix: null,
  numberEnd: null,
  dueFrom: null,
  dueTo: null,
};
const namesOf = (ids: string[]) =>
  ids
    .map((id) => Object.entries(made).find(([, each]) => each === id)?.[0] ?? id)
    .toSorted((a, b) => (a < b ? -1 : 1));
const found = async (filter: Parameters<Client['invoices']['list']>[0]) =>
  namesOf((await client.invoices.list(filter)).rows.map(({ id }) => id));

describe('the list of invoices', () => {
  it('shows what is due in a time, and what has a number that begins so', async () => {
    const rows = (await client.invoices.list({ search: '' })).rows;
    const due = (name: string) => rows.find(({ id }) => id === made[name])?.dueDate ?? '';
    expect(await found({ dueTo: due('late') })).toEqual(['late']);
    expect(await found({ dueFrom: due('late'), dueTo: due('gone') })).toEqual(['gone', 'late']);
    expect(await found({ dueFrom: due('fresh') })).toEqual(['fresh']);
    expect(await found({ numberPrefix: 'CN-' })).toEqual(['note']);
    expect(await found({ numberPrefix: 'INV-', standing: 'open' })).toEqual(['fresh', 'late', 'part']);
    expect(await found({ numberPrefix: 'inv-%' })).toEqual([]);
    expect((await client.invoices.list({ numberPrefix: 'INV-' })).total).toBe(5);
  });

  it('looks at no other invoices than those of the standing, in the order of the list', async () => {
    const { raw } = api.store;
    const prepare = raw.prepare.bind(raw);
    const asked: string[] = [];
    raw.prepare = (sql: string) => {
      asked.push(sql);
      return prepare(sql);
    };
    try {
      for (const standing of ['sent', 'void', 'paid', 'issued', 'open', 'partly-paid', 'overdue'] as const) {
        asked.length = 0;
        await client.invoices.list({ standing });
        const walk = asked.find((sql) => sql.includes('INDEXED BY')) ?? '';
        const plan = prepare(`EXPLAIN QUERY PLAN ${walk}`)
          .all({
            today: '2026-01-01',
            rows: 10,
            afterDate: null,
            afterNo: null,
            from: null,
            to: null,
            ...none,
          })
          .map((step) => (step as { detail: string }).detail);
        const walks = walk.match(/INDEXED BY/g)?.length ?? 0;
        expect(
          plan.filter((step) => step === 'SEARCH invoice USING INDEX invoice_status (status=?)'),
        ).not.toEqual([]);
        expect(plan.filter((step) => step.startsWith('SCAN invoice'))).toEqual([]);
        // Two walks that are merged are each sorted, a slice long; one stands in its order already.
        const sorts = plan.filter((step) => step.includes('TEMP B-TREE')).length;
        expect([standing, sorts]).toEqual([standing, walks === 1 ? 0 : walks]);
      }
    } finally {
      raw.prepare = prepare;
    }
  });

  const standings: Record<InvoiceStanding, string[]> = {
    draft: ['draft'],
    open: ['fresh', 'late', 'part'],
    issued: ['fresh'],
    sent: [],
    'partly-paid': ['late', 'part'],
    overdue: ['late'],
    paid: ['paid'],
    void: ['gone'],
    'credit-note': ['note'],
  };
  for (const [standing, names] of Object.entries(standings) as [InvoiceStanding, string[]][])
    it(`shows what is ${standing}`, async () => {
      expect(await found({ standing })).toEqual(names);
      expect((await client.invoices.list({ standing })).total).toBe(names.length);
    });

  it('narrows by customer, days and words, in any combination', async () => {
    expect(await found({ customer: 'C-1' })).toEqual(['draft', 'late', 'note']);
    const customer = (await client.receivables.account({ customer: 'C-1' })).customerId;
    expect(await found({ customer, standing: 'open' })).toEqual(['late']);
    const late = await client.invoices.get({ id: made['late'] ?? '' });
    expect(await found({ from: late.issueDate, to: late.issueDate })).toEqual(['late']);
    expect(await found({ to: late.issueDate, standing: 'paid' })).toEqual([]);
    expect(await found({ search: 'northgate', standing: 'open' })).toEqual(['fresh', 'part']);
    expect(await found({ search: 'northgate', to: late.issueDate })).toEqual([]);
  });

  it('tells of each how much is open and for how long it is overdue, latest issue date first', async () => {
    const { rows } = await client.invoices.list({ standing: 'open' });
    expect(rows.map(({ id }) => namesOf([id])[0])).toEqual(['fresh', 'part', 'late']);
    expect(rows.map(({ openCents }) => openCents)).toEqual([100_00, 180_00, 150_00]);
    expect(rows.map(({ daysOverdue }) => daysOverdue)).toEqual([0, 0, 30]);
  });

  it('pages through a filter without losing or repeating one', async () => {
    const pages = [];
    for (let offset = 0; offset < 6; offset += 2)
      pages.push(...(await client.invoices.list({ customer: 'C-2', limit: 2, offset })).rows);
    expect(namesOf(pages.map(({ id }) => id))).toEqual(['fresh', 'gone', 'paid', 'part']);
  });

  it('adds up a selection, credit notes taken off', async () => {
    expect(await client.invoices.totals({ ids: [made['part'] ?? '', made['note'] ?? ''] })).toEqual([
      { currency: 'USD', invoices: 2, totalCents: 250_00, openCents: 180_00 },
    ]);
    expect(await client.invoices.totals({ matching: { standing: 'open' } })).toEqual([
      { currency: 'USD', invoices: 3, totalCents: 600_00, openCents: 430_00 },
    ]);
  });
});

describe('what has happened to an invoice', () => {
  const kinds = async (name: string) =>
    (await client.invoices.timeline({ id: made[name] ?? '' })).map(
      ({ kind, detail }) => `${kind}: ${detail ?? ''}`,
    );

  it('is told latest first, with money and reasons', async () => {
    const part = await client.invoices.get({ id: made['part'] ?? '' });
    expect(await kinds('part')).toEqual(['payment: check 1042', `issued: ${part.number}`, 'created: ']);
    expect((await kinds('gone'))[0]).toBe('void: wrong customer');
    const note = await client.invoices.get({ id: made['note'] ?? '' });
    expect(await client.invoices.timeline({ id: made['late'] ?? '' })).toMatchObject([
      { kind: 'credit-note', detail: note.number, amountCents: 50_00, invoiceId: note.id },
      { kind: 'issued' },
      { kind: 'created' },
    ]);
  });

  it('tells of a payment that was reversed', async () => {
    const { rows } = await client.payments.list({ customer: 'C-2' });
    const first = rows.find(({ amountCents }) => amountCents === 400_00);
    await client.payments.reverse({ id: first?.id ?? '', reason: 'bounced' });
    expect((await kinds('paid')).slice(0, 2)).toEqual(['reversal: bounced', 'payment: check 1042']);
  });
});

describe('before an invoice is issued', () => {
  it('its number and due date are told, and come true', async () => {
    const invoice = made['draft'] ?? '';
    const preview = await client.invoices.previewIssue({ invoice });
    expect(preview).toMatchObject({ terms: 'Net 10 days', hold: null, problem: null });
    const { invoice: issuedNow } = await client.invoices.issue({ invoice });
    expect([issuedNow.number, issuedNow.dueDate]).toEqual([preview.number, preview.dueDate]);
  });

  it('a hold and what is missing are told', async () => {
    const draft = await client.invoices.createDraft({ customer: 'C-2' });
    const held = await client.receivables.setCreditHold({
      customer: 'C-2',
      hold: true,
      reason: ' over limit ',
    });
    expect(held.creditHold).toMatchObject({
      reason: 'over limit',
      set: { by: expect.stringMatching(/^user:/) as string },
    });
    expect(await client.invoices.previewIssue({ invoice: draft.id })).toMatchObject({
      hold: 'over limit',
      problem: { code: 'no-lines' },
    });
    const free = await client.receivables.setCreditHold({ customer: 'C-2', hold: false });
    expect(free.creditHold).toBeNull();
    expect((await client.invoices.previewIssue({ invoice: draft.id })).hold).toBeNull();
  });
});

it('grows with every change, so that a screen knows when to ask again', async () => {
  const before = (await client.system.status()).changes;
  await client.invoices.createDraft({ billToName: 'Cash' });
  expect((await client.system.status()).changes).toBeGreaterThan(before);
});
