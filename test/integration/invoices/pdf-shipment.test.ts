import { describe, expect, it } from 'vitest';
import { invoiceDocument } from '../../../workers/invoices/document.ts';
import { drawInvoice } from '../../../workers/invoices/draw/draw-invoice.ts';
import { invoiceRecord, type Sample } from '../../support/invoice-samples.ts';
import { pageTexts } from '../../support/pdf-tools.ts';

async function textOf(sample: Sample, creditsNumber: string | null = null, isCopy = false): Promise<string> {
  const document = invoiceDocument({ ...invoiceRecord(sample), creditsNumber }, { isCopy });
  const pages = pageTexts(await drawInvoice(document), 'content');
  return pages.join(' ').replaceAll(/\s+/g, ' ');
}

const shipment = JSON.stringify({
  stops: [
    { kind: 'pickup', name: 'Prairie Dairy', place: 'Joliet, IL', date: '2026-10-30', arrived: '06:50' },
    { kind: 'delivery', place: 'Columbus, OH', date: '2026-10-31', arrived: '08:10', departed: '12:40' },
  ],
  trailer: 'PGTZ 53117',
  seal: '0098123',
  commodity: 'Cheese',
  pieces: 22,
  weightPounds: 41250,
  miles: 372,
  fuel: { rateBp: 2450, ofCents: 98580, basis: 'DOE index $3.71' },
});

describe('what a freight invoice carries', () => {
  it('shows stops with their times, trailer, seal, weight, and the fuel surcharge with its arithmetic', async () => {
    const text = await textOf({ invoice: { shipment } });
    expect(text).toContain(
      'Shipment Pickup Prairie Dairy, Joliet, IL Oct 30, 2026 · in 06:50 Delivery Columbus, OH Oct 31, 2026 · in 08:10 · out 12:40',
    );
    expect(text).toContain(
      'Trailer PGTZ 53117 Seal 0098123 Commodity Cheese Pieces 22 Weight 41,250 lb Miles 372',
    );
    expect(text).toContain('Fuel 24.5% of $985.80 = $241.52 (DOE index $3.71)');
  });

  it('refuses a fuel line that its own arithmetic contradicts, and a shipment that cannot be read', () => {
    const record = invoiceRecord({ invoice: { shipment } });
    const withFuel = (amountOf: number) => ({
      ...record,
      lines: record.lines.map((line, i) => (i === amountOf ? { ...line, code: 'fuel' } : line)),
    });
    expect(() => invoiceDocument(withFuel(3))).toThrow(/\$241\.52 by its rate.*\$185\.00/);
    // Two cents off: 24.5 % of the line haul, rounded, against a rate per mile.
    expect(() => invoiceDocument(withFuel(1))).toThrow(/fuel surcharge/);
    expect(() => invoiceDocument(invoiceRecord({ invoice: { shipment: '{"miles":"far"}' } }))).toThrow(
      /shipment of invoice PG-2026-004817 cannot be read \(“miles”/,
    );
  });

  it('pays to the address of the issue, with the factor’s notice, and not to the site’s of today', async () => {
    const remitTo = 'Ironbridge Factors\nPO Box 12\nThis account is assigned. Pay only Ironbridge Factors.';
    const text = await textOf({ invoice: { remitTo } });
    expect(text).toContain('Remit to Ironbridge Factors PO Box 12 This account is assigned.');
    expect(text).not.toContain('Carol Stream');
  });

  it('shows what is paid and what is left, and the terms of the issue with their late fee', async () => {
    const terms = 'Net 30 days. A late fee of 1.5% a month is charged on what is overdue.';
    const text = await textOf({ invoice: { settledCents: 50_000, terms } });
    expect(text).toContain('Total 1,808.26 Paid -500.00 Amount due $1,308.26');
    expect(text).toContain(`Terms ${terms}`);
    expect(await textOf({ invoice: { terms: 'Net 45' } })).toContain('Terms Net 45');
  });

  it('is stamped as a copy when it is one', async () => {
    expect(await textOf({}, null, true)).toContain('COPY');
    expect(await textOf({})).not.toContain('COPY');
  });

  it('makes a credit note of a credit note: what it credits, and nothing to pay', async () => {
    const text = await textOf({ invoice: { kind: 'credit-note', number: 'CN-104', dueDate: null } }, 'PG-17');
    expect(text).toContain('CREDIT NOTE CN-104');
    expect(text).toContain('Credits PG-17');
    expect(text).toContain('Credit $1,808.26');
    expect(text).toContain('credited to your account from invoice PG-17. Please do not pay it.');
    expect(text).not.toContain('Remit to');
    expect(text).not.toContain('Amount due');
  });
});
