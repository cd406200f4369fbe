import { describe, expect, it } from 'vitest';
import { decimalText, parseDecimal } from '../../../renderer/format/decimal.ts';
import { chosenLines } from '../../../renderer/features/invoices/invoice/credit-amounts.ts';
import { readShares, spreadText } from '../../../renderer/features/invoices/payment/shares.ts';
import { emptyForm, errorsOf, inputOf } from '../../../renderer/features/invoices/draft/draft-form.ts';
import { standingOfRow } from '../../../renderer/features/invoices/standing.ts';

describe('a number as it is typed', () => {
  it.each([
    ['1250.5', 2, 125_050],
    ['1,250', 2, 125_000],
    ['$ 12.50', 2, 1250],
    ['-0.07', 2, -7],
    ['2.3755', 4, 23_755],
    ['12.500', 2, 1250],
    ['0.1', 2, 10],
  ])('%s is read exactly', (text, digits, value) => {
    expect(parseDecimal(text, digits)).toBe(value);
  });

  it.each(['', ' ', '1.234', '1,25', '12.5.0', '1e3', 'abc', '1 000', '9999999999999999'])(
    '“%s” is no amount of money',
    (text) => {
      expect(parseDecimal(text, 2)).toBeNull();
    },
  );

  it('is written as it is read', () => {
    for (const cents of [0, 7, 10, 125_050, -7, 99_999_999_99])
      expect(parseDecimal(decimalText(cents, 2), 2)).toBe(cents);
    expect(decimalText(2500, 3, 0)).toBe('2.5');
    expect(decimalText(23_755, 4, 2)).toBe('2.3755');
    expect(decimalText(140_000, 4, 2)).toBe('14.00');
  });
});

describe('a payment that is spread', () => {
  const open = [
    { id: 'a', openCents: 100_00 },
    { id: 'b', openCents: 50_00 },
  ];

  it('goes to each in turn until nothing is left of it', () => {
    expect(spreadText(open, 120_00)).toEqual({ a: '100.00', b: '20.00' });
    expect(spreadText(open, 500_00)).toEqual({ a: '100.00', b: '50.00' });
    expect(spreadText(open, 0)).toEqual({});
  });

  it('never settles more than is open', () => {
    expect(readShares(open, { a: '100.01' })).toBeNull();
    expect(readShares(open, { a: '-1' })).toBeNull();
    expect(readShares(open, { a: '', b: '50' })).toEqual([{ invoice: 'b', amountCents: 50_00 }]);
  });
});

describe('lines that are credited', () => {
  const line = { code: 'other', description: 'x', quantityMilli: 1000, unitPriceE4: 0, discountBp: 0 };
  const invoice = {
    credited: { totalCents: 30_00, byPosition: { 1: 30_00 } },
    lines: [
      { ...line, position: 1, amountCents: 100_00 },
      { ...line, position: 2, amountCents: -20_00 },
    ],
  };

  it('give back what is left of them at most, an allowance below zero', () => {
    expect(chosenLines(invoice, { 1: '70' })).toEqual([{ position: 1, amountCents: 70_00 }]);
    expect(chosenLines(invoice, { 1: '70.01' })).toBeNull();
    expect(chosenLines(invoice, { 2: '-20' })).toEqual([{ position: 2, amountCents: -20_00 }]);
    expect(chosenLines(invoice, { 2: '5' })).toBeNull();
    expect(chosenLines(invoice, { 1: ' ', 2: '0' })).toEqual([]);
  });
});

describe('a draft that is typed', () => {
  it('says what is wrong at its field', () => {
    const form = emptyForm('');
    const [first] = form.lines;
    const errors = errorsOf({ ...form, currency: 'usd', termsDays: '400', tax: '-1' });
    expect(Object.keys(errors).sort()).toEqual(
      [
        'currency',
        'customer',
        `description ${first?.key}`,
        'tax',
        'termsDays',
        `unitPrice ${first?.key}`,
      ].sort(),
    );
  });

  it('is given to the engine in whole units, its customer’s address left to the engine', () => {
    const form = emptyForm('C-1');
    const lines = form.lines.map((line) => ({
      ...line,
      description: ' Haul ',
      quantity: '2.5',
      unitPrice: '60',
    }));
    const filled = { ...form, lines, tax: '1.20', termsDays: '0', poNumber: ' ' };
    expect(errorsOf(filled)).toEqual({});
    expect(inputOf(filled)).toMatchObject({
      customer: 'C-1',
      termsDays: 0,
      taxCents: 120,
      poNumber: null,
      lines: [{ description: 'Haul', quantityMilli: 2500, unitPriceE4: 600_000, discountBp: 0 }],
    });
    expect(inputOf(filled)).not.toHaveProperty('billToName');
  });
});

it('tells by the amounts that an invoice is paid in part', () => {
  const row = { kind: 'invoice', status: 'sent', totalCents: 100, openCents: 100 };
  expect(standingOfRow(row).label).toBe('Sent');
  expect(standingOfRow({ ...row, openCents: 40 }).label).toBe('Partly paid');
  expect(standingOfRow({ ...row, kind: 'credit-note', openCents: 0 }).label).toBe('Credit note');
});
