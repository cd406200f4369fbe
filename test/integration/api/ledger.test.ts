import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
  api.store.write('user:test', (tx) => {
    tx.create('customer', { number: 'C-1', legalName: 'Bólido Comidas', termsDays: 10 });
  });
});
afterAll(() => api.close());

const code = async (call: Promise<unknown>) =>
  ((await failure(call)).data as { code?: string } | undefined)?.code;
const line = (dollars: number) => ({
  code: 'line-haul' as const,
  description: 'Line haul',
  unitPriceE4: dollars * 10_000,
});

describe('the ledger over the router', () => {
  it('takes an invoice from draft to paid, and finds it by its new number', async () => {
    const draft = await client.invoices.createDraft({ customer: 'C-1', lines: [line(100), line(50)] });
    expect(draft).toMatchObject({ status: 'draft', totalCents: 150_00, openCents: 0 });
    expect(await client.invoices.drafts({})).toMatchObject({ total: 1, rows: [{ id: draft.id }] });
    await client.invoices.list({ search: 'bolido' });
    const { invoice, issued } = await client.invoices.issue({ invoice: draft.id });
    expect([issued, invoice.openCents, invoice.status]).toEqual([true, 150_00, 'issued']);
    expect((await client.invoices.issue({ invoice: invoice.number })).issued).toBe(false);
    expect((await client.invoices.drafts({})).total).toBe(0);
    expect(await client.invoices.list({ search: invoice.number })).toMatchObject({
      rows: [{ id: draft.id }],
    });

    const proposal = await client.payments.propose({ customer: 'C-1', amountCents: 160_00 });
    expect(proposal).toMatchObject({
      shares: [{ number: invoice.number, amountCents: 150_00 }],
      leftCents: 10_00,
    });
    const payment = await client.payments.record({ customer: 'C-1', amountCents: 160_00, method: 'wire' });
    expect(payment).toMatchObject({ shares: [{ number: invoice.number }], leftCents: 10_00, reversed: null });
    expect(await client.invoices.get({ id: draft.id })).toMatchObject({ status: 'paid', openCents: 0 });
    expect(await client.payments.list({ customer: 'C-1' })).toMatchObject({
      total: 1,
      rows: [{ id: payment.id }],
    });

    const { accounts } = await client.receivables.statement({ customer: 'C-1' });
    expect(accounts).toMatchObject([{ closingCents: -10_00, onAccountCents: 10_00 }]);
    expect((await client.receivables.aging({})).rows).toEqual([]);
    await client.payments.reverse({ id: payment.id, reason: 'bounced' });
    expect((await client.receivables.aging({ customer: 'C-1' })).totals).toMatchObject([
      { openCents: 150_00 },
    ]);
  });

  it('applies later what was paid or credited too much, each once, and forgets what is reversed', async () => {
    api.store.write('user:test', (tx) => {
      tx.create('customer', { number: 'C-5', legalName: 'Credit & Sons' });
    });
    const invoice = async (dollars: number) => {
      const draft = await client.invoices.createDraft({ customer: 'C-5', lines: [line(dollars)] });
      return (await client.invoices.issue({ invoice: draft.id })).invoice;
    };
    const credits = () => client.payments.credits({ customer: 'C-5' });
    const first = await invoice(100);
    const payment = await client.payments.record({
      customer: 'C-5',
      amountCents: 130_00,
      method: 'check',
      reference: '7',
    });
    const note = await client.invoices.credit({ invoice: first.id, reason: 'short' });
    expect(await credits()).toMatchObject([
      { source: 'payment', id: payment.id, label: 'check 7', amountCents: 130_00, leftCents: 30_00 },
      { source: 'credit-note', id: note.id, label: note.number, leftCents: 100_00 },
    ]);

    const second = await invoice(80);
    const shares = [{ invoice: second.id, amountCents: 10_00 }];
    const apply = () => client.payments.apply({ id: payment.id, shares, expectedLeftCents: 30_00 });
    expect(await apply()).toMatchObject({ leftCents: 20_00 });
    expect(await code(apply())).toBe('credit-moved');
    const applyNote = () =>
      client.payments.applyCreditNote({
        invoice: note.id,
        shares: [{ invoice: second.id, amountCents: 70_00 }],
        expectedLeftCents: 100_00,
      });
    await applyNote();
    expect(await code(applyNote())).toBe('credit-moved');
    expect(await client.invoices.get({ id: second.id })).toMatchObject({ status: 'paid' });
    expect((await credits()).map(({ leftCents }) => leftCents)).toEqual([20_00, 30_00]);

    const standing = async () =>
      (await client.invoices.timeline({ id: second.id })).flatMap(({ paymentId }) => paymentId ?? []);
    expect(await standing()).toEqual([payment.id]);
    expect(await code(client.payments.reverse({ id: payment.id, reason: ' ' }))).toBe(undefined);
    await client.payments.reverse({ id: payment.id, reason: 'bounced' });
    expect(await standing()).toEqual([]);
    expect(await credits()).toMatchObject([{ source: 'credit-note', leftCents: 30_00 }]);
    expect(await client.invoices.get({ id: second.id })).toMatchObject({ openCents: 10_00 });
    const audited = api.store.raw
      .prepare("SELECT action FROM audit_log WHERE entity = 'payment' AND entity_id = ? ORDER BY no")
      .pluck()
      .all(payment.id);
    expect(audited).toEqual(['create', 'reverse']);
  });

  it('says with codes what it refuses', async () => {
    const draft = await client.invoices.createDraft({ billToName: 'Cash', lines: [line(10)] });
    const { invoice } = await client.invoices.issue({ invoice: draft.id });
    const { id } = invoice;
    expect(await code(client.invoices.changeDraft({ invoice: id, notes: 'x' }))).toBe('invoice-issued');
    expect(await code(client.invoices.removeDraft({ invoice: id }))).toBe('invoice-issued');
    const note = await client.invoices.credit({
      invoice: id,
      reason: 'short',
      lines: [{ position: 1, amountCents: 1 }],
    });
    expect(note).toMatchObject({ kind: 'credit-note', creditsId: id, totalCents: 1 });
    expect(await code(client.invoices.void({ invoice: id, reason: 'r' }))).toBe('invoice-settled');
    await client.invoices.void({ invoice: note.number, reason: 'r' });
    const { invoice: gone, replacement } = await client.invoices.void({
      invoice: id,
      reason: 'r',
      replace: true,
    });
    expect([gone.status, gone.voided?.reason, replacement?.replacesId]).toEqual(['void', 'r', id]);
    expect(await code(client.invoices.setDeviceCode({ code: 'B7' }))).toBe('device-code-fixed');
    expect(await client.invoices.numbering()).toEqual({ deviceCode: 'A1', fixed: true });
  });

  it('keeps where to pay, and has a factor verified by a second person', async () => {
    const entered = await client.remitTo.create({
      name: 'Apex',
      address: 'PO Box 9',
      factor: 'Apex',
      notice: 'Pay only Apex.',
      effectiveFrom: '2026-01-01',
    });
    expect(entered).toMatchObject({
      verified: null,
      inForce: false,
      awaitsVerification: true,
      customer: null,
    });
    expect(entered.whyNotVerify).toMatch(/second person/);
    expect(await code(client.remitTo.verify({ id: entered.id }))).toBe('second-person-needed');
    expect((await client.remitTo.release({ id: entered.id, date: '2026-02-01' })).released?.on).toBe(
      '2026-02-01',
    );
    expect(await client.remitTo.list()).toHaveLength(1);
  });

  it('refuses a shipment that could not be printed, and says which field is wrong', async () => {
    const draft = (shipment: Record<string, unknown>) =>
      client.invoices.createDraft({ billToName: 'Cash', shipment });
    for (const [field, shipment] of Object.entries({
      miles: { miles: 'far' },
      'stops.0.date': { stops: [{ kind: 'pickup', date: 'Monday' }] },
      pallets: { pallets: 4 },
    })) {
      const { message, data } = await failure(draft(shipment));
      expect([(data as { code?: string }).code, message]).toEqual([
        'shipment-invalid',
        expect.stringContaining(field),
      ]);
    }
    const good = { stops: [{ kind: 'pickup', place: 'Joliet, IL', date: '2026-03-15' }], miles: 355 };
    const { id } = await draft(good);
    expect(
      await failure(client.invoices.changeDraft({ invoice: id, shipment: { miles: -1 } })),
    ).toMatchObject({
      data: { code: 'shipment-invalid' },
    });
    expect((await client.invoices.get({ id })).shipment).toEqual(good);
  });

  it('checks what it is given before it does anything', async () => {
    const bad = [
      client.payments.record({ customer: 'C-1', amountCents: 1.5, method: 'wire' }),
      client.payments.record({ customer: 'C-1', amountCents: -1, method: 'wire' }),
      client.invoices.createDraft({ billToName: 'A', currency: 'dollars' }),
      client.receivables.aging({ asOf: 'yesterday' }),
    ];
    for (const call of bad) expect((await failure(call)).code).toBe('BAD_REQUEST');
  });
});
