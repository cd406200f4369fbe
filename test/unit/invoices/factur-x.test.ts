import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountDueCents, invoiceDocument } from '../../../workers/invoices/document.ts';
import { countryOf } from '../../../workers/invoices/factur-x/country.ts';
import { facturX } from '../../../workers/invoices/factur-x/factur-x.ts';
import { invoiceRecord, type Sample } from '../../support/invoice-samples.ts';
import { xmlValues } from '../../support/xml-values.ts';

function dataOf(sample: Sample) {
  const document = invoiceDocument({ ...invoiceRecord(sample), creditsNumber: 'PG-17' });
  const xml = facturX(document);
  const values = xml === null ? [] : xmlValues(xml);
  const all = (end: string) => values.filter(({ path }) => path.endsWith(end)).map(({ text }) => text);
  const cents = (end: string) => {
    const [text = '0.00', ...more] = all(end);
    expect(more, `one ${end}`).toEqual([]);
    return centsOf(text);
  };
  return { document, xml, all, cents };
}

function centsOf(text: string): number {
  expect(text).toMatch(/^-?\d+\.\d\d$/);
  return Number(text.replace('.', ''));
}

const header = 'SpecifiedTradeSettlementHeaderMonetarySummation';
const lineTotals = 'SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount';

const line = fc.record({
  description: fc.string({
    unit: fc.constantFrom('a', 'é', '<', '&', '"', '’', ']', '>', ' '),
    maxLength: 30,
  }),
  quantityMilli: fc.integer({ min: -50_000, max: 500_000 }),
  unitPriceE4: fc.integer({ min: -900_000, max: 9_000_000 }),
  discountBp: fc.constantFrom(0, 0, 500, 3333, 10_000),
});

describe('the invoice as data', () => {
  it('comes to the same sums as the pages, whatever the lines', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: -5_000, max: 90_000 }),
        fc.integer({ min: 0, max: 4_000 }),
        (lines, taxCents, settledCents) => {
          const { document, all, cents } = dataOf({ lines, invoice: { taxCents, settledCents } });
          const sum = all(lineTotals)
            .map(centsOf)
            .reduce((total, amount) => total + amount, 0);
          expect(sum).toBe(document.subtotalCents);
          expect(cents(`${header}/LineTotalAmount`)).toBe(sum);
          const charges = cents(`${header}/ChargeTotalAmount`) - cents(`${header}/AllowanceTotalAmount`);
          expect(charges).toBe(taxCents);
          const basis = cents(`${header}/TaxBasisTotalAmount`);
          expect(basis).toBe(sum + charges);
          expect(cents('Settlement/ApplicableTradeTax/BasisAmount')).toBe(basis);
          expect(cents(`${header}/TaxTotalAmount`)).toBe(0);
          expect(cents(`${header}/GrandTotalAmount`)).toBe(document.totalCents);
          const due = cents(`${header}/DuePayableAmount`);
          expect(due).toBe(document.totalCents - cents(`${header}/TotalPrepaidAmount`));
          expect(due).toBe(amountDueCents(document));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has no negative price, and lines that are quantity times price less allowance, to the cent', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const { all, document, xml } = dataOf({ lines });
        const prices = all('NetPriceProductTradePrice/ChargeAmount').map(Number);
        const quantities = all('BilledQuantity').map(Number);
        const items = (xml ?? '').split('<ram:IncludedSupplyChainTradeLineItem>').slice(1);
        for (const [i, { amountCents }] of document.lines.entries()) {
          const allowance = Number(
            /<ram:ActualAmount>(-?[\d.]+)/.exec(items[i]?.split('</ram:IncludedSupply')[0] ?? '')?.[1] ?? 0,
          );
          expect(prices[i]).toBeGreaterThanOrEqual(0);
          const exact = (quantities[i] ?? 0) * (prices[i] ?? 0) - allowance;
          expect(Math.abs(exact - amountCents / 100)).toBeLessThan(0.0151);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('names categories, units and document kinds by their codes', () => {
    const { all } = dataOf({});
    expect(new Set(all('CategoryCode'))).toEqual(new Set(['O']));
    expect(all('RateApplicablePercent')).toEqual([]);
    expect(all('ExchangedDocument/TypeCode')).toEqual(['380']);
    expect(all('InvoiceCurrencyCode')).toEqual(['USD']);
    expect(all('IssueDateTime/DateTimeString')).toEqual(['20261103']);
    expect(all('DueDateDateTime/DateTimeString')).toEqual(['20261203']);
    expect(all('BuyerTradeParty/PostalTradeAddress/CountryID')).toEqual(['DE']);
    const credit = dataOf({ invoice: { kind: 'credit-note', dueDate: null } });
    expect(credit.all('ExchangedDocument/TypeCode')).toEqual(['381']);
    expect(credit.all('InvoiceReferencedDocument/IssuerAssignedID')).toEqual(['PG-17']);
    expect(credit.all('SpecifiedTradePaymentTerms/Description')).toHaveLength(1);
  });

  it('gives back every name as it was, whatever signs it holds', () => {
    const name = 'Łódź & <Sons> "Ltd" ]]> ’';
    const { all } = dataOf({ invoice: { billToName: name }, lines: [{ description: name }] });
    expect(all('BuyerTradeParty/Name')).toEqual([name]);
    expect(all('SpecifiedTradeProduct/Name')).toEqual([name]);
  });

  it.each([
    ['a draft', { invoice: { status: 'draft' } }],
    ['a void invoice', { invoice: { status: 'void' } }],
    ['one without lines', { lines: [] }],
    ['one without a buyer', { invoice: { billToName: '' } }],
  ])('is not made of %s', (_, sample: Sample) => {
    expect(dataOf(sample).xml).toBeNull();
  });

  it('knows the country by the last line of an address, and is at home without one', () => {
    expect(countryOf(['Luisenstraße 48', 'Germany'])).toBe('DE');
    expect(countryOf(['Columbus, OH, USA'])).toBe('US');
    expect(countryOf(['Monterrey, México'])).toBe('MX');
    expect(countryOf(['Joliet, IL 60435'])).toBe('US');
    expect(countryOf([])).toBe('US');
  });
});
