import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { styles } from '../../../workers/invoices/layout/style.ts';
import { abbreviated, fitted, textWidth, wrapText } from '../../../workers/invoices/layout/text.ts';

const style = styles.cell;
const withoutBlanks = (text: string) => text.replaceAll(/[ \n]/g, '');

describe('wrapped text', () => {
  const word = fc.string({
    unit: fc.constantFrom(...Array.from('abcdeTAVłńżßαβγЖщ-/.,0123456789“”你東ガ')),
    minLength: 1,
    maxLength: 30,
  });
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(' ', '  ', '\n', '\n\n')), { minLength: 1, maxLength: 40 })
    .map((parts) => parts.flat().join('').trim());

  it('has every character once, in order, and no line wider than its column', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 400 }), (given, width) => {
        const lines = wrapText(given, width, style);
        expect(withoutBlanks(lines.join(''))).toBe(withoutBlanks(given));
        for (const line of lines) expect(textWidth(line.trimEnd(), style)).toBeLessThanOrEqual(width + 1e-3);
      }),
    );
  });

  it('breaks between words, and keeps empty lines', () => {
    const lines = wrapText('Detention at delivery, two hours\n\nLumper', 80, style);
    expect(lines).toEqual(['Detention at ', 'delivery, two ', 'hours ', '', 'Lumper']);
  });

  it('does not break at a no-break space', () => {
    expect(wrapText('aaaa bbbb\u00a0cccc', textWidth('aaaa bbbb\u00a0c', style), style)).toEqual([
      'aaaa ',
      'bbbb\u00a0cccc',
    ]);
  });

  it('breaks a word that is wider than the column, and never between a letter and its mark', () => {
    const lines = wrapText('e\u0301'.repeat(40), 30, style);
    expect(lines.join('')).toBe('e\u0301'.repeat(40));
    for (const line of lines) expect(line).toMatch(/^(e\u0301)+$/);
  });

  it('breaks Chinese between its characters', () => {
    expect(wrapText('深圳市顺丰速运有限公司', 30, style).length).toBeGreaterThan(2);
  });
});

describe('shortened text', () => {
  it('says that something is missing, within its width', () => {
    const [line = ''] = abbreviated('Intercontinental Freight Forwarding Company', 90, style, 1);
    expect(line).toMatch(/^Intercontinental.*…$/);
    expect(textWidth(line, style)).toBeLessThanOrEqual(90);
  });

  it('is left alone when it fits', () => {
    expect(abbreviated('Prairie Gate', 90, style, 1)).toEqual(['Prairie Gate']);
  });
});

it('sets a sum smaller where it would not fit, and no smaller than told', () => {
  const sum = 'PLN 811,296,383,292.01';
  const smaller = fitted(sum, 150, styles.amountDue, 9);
  expect(textWidth(sum, smaller)).toBeLessThanOrEqual(150 + 1e-3);
  expect(fitted(sum, 1, styles.amountDue, 9).size).toBe(9);
  expect(fitted('$1.00', 150, styles.amountDue, 9)).toBe(styles.amountDue);
});
