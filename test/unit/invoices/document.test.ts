import { describe, expect, it } from 'vitest';
import { amountDueCents, invoiceDocument } from '../../../workers/invoices/document.ts';
import { fingerprintOf } from '../../../workers/invoices/fingerprint.ts';
import { PermanentFailure } from '../../../workers/queues/define.ts';
import { invoiceRecord, type Sample } from '../../support/invoice-samples.ts';

const documentOf = (sample: Sample = {}) => invoiceDocument(invoiceRecord(sample));

function refusal(sample: Sample): PermanentFailure {
  try {
    documentOf(sample);
  } catch (error) {
    if (error instanceof PermanentFailure) return error;
    throw error;
  }
  throw new Error('The document was accepted.');
}

describe('a document', () => {
  it('says what the rows say, and leaves out what they lack', () => {
    const document = documentOf({
      invoice: { shipToName: null, shipToCity: null, shipToCountry: null, poNumber: ' ', proNumber: null },
      site: { taxId: '', mcNumber: '731904', remitTo: '' },
    });
    expect(document.shipTo).toBeNull();
    expect(document.references.map(({ label }) => label)).toEqual(['Load', 'BOL']);
    expect(document.seller.lines.at(-1)).toBe('MC 731904  ·  USDOT 2418873');
    expect(document.remitTo).toEqual([
      'Prairie Gate Logistics LLC',
      '4410 Cass Street, Suite 200',
      'Joliet, IL 60435',
    ]);
  });

  it('asks nothing of an invoice that is paid or void', () => {
    expect(amountDueCents(documentOf())).toBe(180_826);
    expect(amountDueCents(documentOf({ invoice: { status: 'paid' } }))).toBe(0);
    expect(amountDueCents(documentOf({ invoice: { status: 'void' } }))).toBe(0);
  });

  it('is refused when its lines do not add up to its subtotal', () => {
    const error = refusal({ invoice: { subtotalCents: 180_827, totalCents: 180_827 } });
    expect(error.code).toBe('totals-disagree');
    expect(error.message).toContain('$1,808.26');
    expect(error.message).toContain('$1,808.27');
  });

  it('is refused when subtotal and tax are not the total', () => {
    expect(refusal({ invoice: { totalCents: 1 } }).code).toBe('totals-disagree');
  });

  it('has a total without lines, which contradict nothing', () => {
    const document = documentOf({ lines: [], invoice: { subtotalCents: 500, totalCents: 500 } });
    expect(document.totalCents).toBe(500);
  });

  it('is refused in an unknown currency, with an impossible date or a number that no page can hold', () => {
    expect(refusal({ invoice: { currency: 'DOLLARS' } }).code).toBe('currency-unknown');
    expect(refusal({ invoice: { dueDate: '2026-02-30' } }).code).toBe('date-invalid');
    expect(refusal({ invoice: { number: '7'.repeat(201) } }).code).toBe('number-too-long');
  });

  it.each([
    ['😀', 'the description of line 2', { lines: [{ description: 'fine' }, { description: 'Fragile 😀' }] }],
    ['ש', 'the bill-to address', { invoice: { billToName: 'שלום' } }],
    ['U+0092', 'the notes', { invoice: { notes: 'the driver\u0092s hours' } }],
    ['ไ', 'the PO number', { invoice: { poNumber: 'ไทย' } }],
    ['U+1F600', 'your company’s details', { site: { legalName: 'Smile 😀 LLC' } }],
  ])('is refused for %s, which no font has, naming it and %s', (character, place, sample) => {
    const error = refusal(sample);
    expect(error.code).toBe('font-lacks-character');
    expect(error.message).toContain(character);
    expect(error.message).toContain(place);
    expect(error.message).toContain('PG-2026-004817');
  });
});

describe('a fingerprint', () => {
  it('is the same for the same content, whatever else the rows record', () => {
    const made = documentOf({
      invoice: { pdfSha256: 'ab', pdfBytes: 1, pdfAt: 9, version: 7, updatedAt: 5 },
    });
    expect(fingerprintOf(made)).toBe(fingerprintOf(documentOf()));
  });

  it('changes with every part of what is shown', () => {
    const samples: Sample[] = [
      {},
      { site: { phone: '1' } },
      { site: { paper: 'a4' } },
      { invoice: { billToName: 'Other' } },
      { invoice: { status: 'paid' } },
      { invoice: { notes: 'Note' } },
      { lines: [{ description: 'Other' }] },
    ];
    expect(new Set(samples.map((sample) => fingerprintOf(documentOf(sample)))).size).toBe(samples.length);
  });
});
