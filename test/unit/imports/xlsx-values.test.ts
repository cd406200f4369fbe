import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFormat, plain, readFormat } from '../../../workers/imports/xlsx/number-format.ts';
import { numberText } from '../../../workers/imports/xlsx/number-text.ts';
import { serialDate } from '../../../workers/imports/xlsx/serial-date.ts';
import { decodeCell, encodeCell } from '../../../workers/imports/xlsx/sheet-text.ts';

const shown = (stored: string, code: string, from1904 = false) =>
  numberText(stored, readFormat(code), from1904);

describe('a number without a format', () => {
  it.each([
    ['12345678901', '12345678901'],
    ['12345678901234567890', '12345678901234567890'],
    ['0.1', '0.1'],
    ['0.10000000000000001', '0.1'],
    ['1.1000000000000001', '1.1'],
    ['19.989999999999998', '19.99'],
    ['1E+20', '100000000000000000000'],
    ['1.2345678901E10', '12345678901'],
    ['-1.5E-7', '-0.00000015'],
    ['-0', '0'],
    ['0', '0'],
    ['-42.50', '-42.5'],
    ['', ''],
    ['word', 'word'],
  ])('%s is %s', (stored, text) => {
    expect(numberText(stored, plain, false)).toBe(text);
  });

  it('is the same number, without an exponent, whatever its size', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = numberText(String(value), plain, false);
        expect(text).toMatch(/^-?\d+(\.\d*[1-9])?$/);
        const digits = /^-?\d+$/.test(String(value)) ? value : Number(value.toPrecision(15));
        expect(Number(text)).toBe(digits + 0);
      }),
    );
  });
});

describe('a number format', () => {
  it.each([
    ['2101', '00000', '02101'],
    ['21011234', '00000-0000', '02101-1234'],
    ['21011234', '00000\\-0000', '02101-1234'],
    ['123456', '"MC"000000', 'MC123456'],
    ['42', '"MC"000000', 'MC000042'],
    ['2485550001', '(000) 000-0000', '(248) 555-0001'],
    ['1234567', '00000', '1234567'],
    ['12.5', '00000', '12.5'],
    ['12', '00" kg"', '12'],
    ['12', '0" kg"', '12'],
    ['1234.5', '#,##0.00', '1234.5'],
    ['1234.5', '_-* #,##0.00\\ "€"_-;[Red]-* #,##0.00\\ "€"_-', '1234.5'],
    ['1234.5', '[$$-409]#,##0.00', '1234.5'],
    ['0.15', '0%', '15%'],
    ['0.1525', '0.00%', '15.25%'],
    ['1E-05', '0.00%', '0.001%'],
    ['1234', '0.00E+00', '1234'],
    ['7', 'General', '7'],
    ['7', '@', '7'],
    ['0.5', '# ?/?', '0.5'],
  ])('shows %s as %s: %s', (stored, code, text) => {
    expect(shown(stored, code)).toBe(text);
  });

  it.each([
    ['46085', 'yyyy-mm-dd', '2026-03-04'],
    ['46085', 'dd.mm.yyyy', '2026-03-04'],
    ['46085', '[$-409]d-mmm-yy;@', '2026-03-04'],
    ['46085', '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '2026-03-04'],
    ['46085', 'mmm', '2026-03-04'],
    ['46085.572916666664', 'm/d/yy h:mm', '2026-03-04 13:45:00'],
    ['46085.572916666664', 'm/d/yyyy', '2026-03-04'],
    ['46085.99999999', 'm/d/yy h:mm', '2026-03-05'],
    ['0.5729166666666666', 'h:mm AM/PM', '13:45:00'],
    ['0.5', 'mm:ss.000', '12:00:00'],
    ['1.1458333333333333', '[h]:mm', '27:30:00'],
    ['-3', 'yyyy-mm-dd', '-3'],
    ['9999999', 'yyyy-mm-dd', '9999999'],
  ])('reads %s as the date or time that %s shows: %s', (stored, code, text) => {
    expect(shown(stored, code)).toBe(text);
  });

  it.each([
    [14, '2026-03-04'],
    [17, '2026-03-04'],
    [22, '2026-03-04 12:00:00'],
    [21, '12:00:00'],
    [30, '2026-03-04'],
    [57, '2026-03-04'],
    [46, '1106052:00:00'],
    [10, '4608550%'],
    [0, '46085.5'],
    [4, '46085.5'],
    [49, '46085.5'],
  ])('built in under %i reads 46085.5 as %s', (id, text) => {
    expect(numberText('46085.5', builtInFormat(id), false)).toBe(text);
  });
});

describe('days since 1900', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    // The day that Excel has and no calendar: no date field takes it.
    [60, '1900-02-29'],
    [61, '1900-03-01'],
    [36_526, '2000-01-01'],
    [2_958_465, '9999-12-31'],
    [2_958_466, null],
  ])('%i is %s', (serial, iso) => {
    expect(serialDate(serial, false, false)).toBe(iso);
  });

  it('and since 1904 are the same dates, 1462 days earlier', () => {
    expect(serialDate(0, true, false)).toBe('1904-01-01');
    expect(serialDate(46_085 - 1462, true, false)).toBe('2026-03-04');
  });
});

it('a cell comes out of the text as it went in, but for controls that no cell shows', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\t', ',', 'ß', '😀', '\u001f', '\u001c') });
  fc.assert(
    fc.property(text, (cell) => {
      const encoded = encodeCell(cell);
      // oxlint-disable-next-line no-control-regex -- control characters are what is meant
      expect(encoded).not.toMatch(/[\n"\u001c\u001f]/);
      // oxlint-disable-next-line no-control-regex -- as above
      expect(decodeCell(encoded)).toBe(cell.replaceAll(/[\u001c\u001f]/g, ''));
    }),
  );
  expect(decodeCell(encodeCell('a\r\nb\rc'))).toBe('a\nb\nc');
});
