import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { cents, decimal, percent } from '../../../workers/api/export/numbers.ts';
import { columnsOf } from '../../../workers/api/export/columns.ts';
import { csvLine, withoutFormula } from '../../../workers/csv.ts';
import { pdfName } from '../../../workers/invoices/pdf-name.ts';

describe('numbers in an export', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [123_450, '1234.50'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
  ])('writes %i cents as %s', (value, text) => {
    expect(cents(value)).toBe(text);
  });

  it.each([
    [12_000, 3, 0, '12'],
    [12_500, 3, 0, '12.5'],
    [1, 3, 0, '0.001'],
    [140_000, 4, 2, '14.00'],
    [140_001, 4, 2, '14.0001'],
    [-1, 4, 2, '-0.0001'],
    [7, 0, 0, '7'],
  ])('writes %i with %i places, at least %i, as %s', (value, places, least, text) => {
    expect(decimal(value, places, least)).toBe(text);
  });

  it.each([
    [0, ''],
    [1500, '15%'],
    [1525, '15.25%'],
    [50, '0.5%'],
  ])('writes %i basis points as “%s”', (value, text) => {
    expect(percent(value)).toBe(text);
  });
});

describe('cells in an export', () => {
  it.each(['=1+1', '+1 (248) 555', '@SUM(A1)', '-cmd|’/c calc’!A0', '\t=1', '\r=1', '-', '=', '-1+1', '--5'])(
    'keeps a spreadsheet from computing %j',
    (cell) => {
      expect(withoutFormula(cell)).toBe(`'${cell}`);
    },
  );

  it.each(['-5', '-5.25', '-15%', '12', 'A-1', '', "'quoted", '1=1'])('leaves %j alone', (cell) => {
    expect(withoutFormula(cell)).toBe(cell);
  });

  it('come back as they were from a parser of other make', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }), (cells) => {
        const [back] = parse(csvLine(cells), { record_delimiter: '\r\n' });
        expect(back).toEqual(cells.map(withoutFormula));
      }),
      { numRuns: 500 },
    );
  });
});

describe('columns of an export', () => {
  it.each(['carrier', 'customer', 'lead', 'invoice'] as const)(
    'have a heading each for %s, none twice',
    (entity) => {
      const headings = columnsOf(entity).map(({ heading }) => heading);
      expect(new Set(headings).size).toBe(headings.length);
      expect(headings.length).toBeGreaterThan(10);
    },
  );
});

describe('the name of a PDF', () => {
  it.each([
    ['10248', 'Invoice-10248.pdf'],
    ['INV 2026/17', 'Invoice-INV-2026-17.pdf'],
    ['../../etc/passwd', 'Invoice-etc-passwd.pdf'],
    ['..\\..\\windows', 'Invoice-windows.pdf'],
    ['a\u0000b"c\r\nd', 'Invoice-a-b-c-d.pdf'],
    ['Rechnung-Łódź', 'Invoice-Rechnung-Łódź.pdf'],
    ['\u202egnp.exe', 'Invoice-gnp.exe.pdf'],
    ['...', 'Invoice-unnumbered.pdf'],
    ['', 'Invoice-unnumbered.pdf'],
    ['x'.repeat(500), `Invoice-${'x'.repeat(80)}.pdf`],
  ])('of invoice %j is %j', (number, name) => {
    expect(pdfName(number)).toBe(name);
  });
});
