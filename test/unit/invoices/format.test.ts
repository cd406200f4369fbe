import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, nameCharacter } from '../../../workers/invoices/format/clean-text.ts';
import { dayOf, formatDay, termsBetween } from '../../../workers/invoices/format/dates.ts';
import { formatPercent, formatQuantity, moneyFormat } from '../../../workers/invoices/format/money.ts';

const money = (currency: string, amounts: number[] = []) => {
  const format = moneyFormat(currency, amounts);
  if (format === null) throw new Error(`${currency} is unknown`);
  return format;
};

describe('money', () => {
  it('is written with the sign and the decimals of its currency', () => {
    expect(money('USD').full(123_456)).toBe('$1,234.56');
    expect(money('USD').full(-5)).toBe('-$0.05');
    expect(money('EUR').full(100_000)).toBe('€1,000.00');
    expect(money('PLN').full(100)).toBe('PLN\u00a01.00');
    expect(money('KWD').plain(123_450)).toBe('1,234.500');
  });

  it('has no decimals in yen, unless a sum would be shown wrong without', () => {
    expect(money('JPY', [150_000, 1_000]).full(150_000)).toBe('¥1,500');
    expect(money('JPY', [150_000, 1_050]).plain(1_050)).toBe('10.50');
  });

  it('stays exact for the largest sums', () => {
    expect(money('USD').plain(Number.MAX_SAFE_INTEGER)).toBe('90,071,992,547,409.91');
    expect(money('USD').plain(0)).toBe('0.00');
  });

  it('shows prices with as many decimals as they have', () => {
    expect(money('USD').price(140_000)).toBe('14.00');
    expect(money('USD').price(23_475)).toBe('2.3475');
    expect(money('JPY').price(150_000)).toBe('15');
  });

  it('is refused in what is no currency', () => {
    expect(moneyFormat('US$', [])).toBeNull();
    expect(moneyFormat('QQQ', [])).toBeNull();
  });
});

it('writes quantities and discounts without idle zeros', () => {
  expect([12_000, 1_500, 3_125, -2_000, 1_234_567_000].map(formatQuantity)).toEqual([
    '12',
    '1.5',
    '3.125',
    '-2',
    '1,234,567',
  ]);
  expect([1500, 1250, 1, 10_000].map(formatPercent)).toEqual(['15%', '12.5%', '0.01%', '100%']);
});

it('writes figures as the language of the United States has them, whatever their size', () => {
  const intl = (least: number, most: number) =>
    new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most });
  const units = (value: number, places: number) => `${value}e-${places}` as `${number}`;
  const whole = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2000 }));
  fc.assert(
    fc.property(whole, (value) => {
      expect(formatQuantity(value)).toBe(intl(0, 3).format(units(value, 3)));
      expect(formatPercent(value)).toBe(`${intl(0, 2).format(units(value, 2))}%`);
      for (const [currency, decimals] of [
        ['USD', 2],
        ['JPY', 0],
        ['KWD', 3],
      ] as const) {
        const money = moneyFormat(currency, [value]);
        const shown = value % 100 === 0 ? decimals : Math.max(decimals, 2);
        expect(money?.plain(value)).toBe(intl(shown, shown).format(units(value, 2)));
        expect(money?.price(value)).toBe(intl(decimals, 4).format(units(value, 4)));
      }
    }),
  );
});

describe('dates', () => {
  it('name the day that was written, in every time zone', () => {
    expect(formatDay(dayOf('1996-07-04') ?? new Date(0))).toBe('Jul 4, 1996');
    expect(formatDay(dayOf('2028-02-29') ?? new Date(0))).toBe('Feb 29, 2028');
  });

  it('are refused when the calendar has no such day', () => {
    for (const date of ['2026-02-29', '2026-13-01', '04/07/1996', '', '2026-1-1'])
      expect(dayOf(date)).toBeNull();
  });

  it('amount to terms', () => {
    const terms = (due: string) => termsBetween(new Date('2026-10-20'), new Date(due));
    expect(terms('2026-11-19')).toBe('Net 30 days');
    expect(terms('2026-10-21')).toBe('Net 1 day');
    expect(terms('2026-10-20')).toBe('Due on receipt');
    expect(terms('2026-10-01')).toBeNull();
  });
});

describe('text from outside', () => {
  it('has one kind of line break, no tabs and nothing invisible', () => {
    expect(cleanText('\uFEFFone\r\ntwo\u2028three\tfour\u00ad\u200b  \n')).toBe('one\ntwo\nthree four');
  });

  it('is one line where a name or number is meant', () => {
    expect(cleanLine('Prairie\nGate ')).toBe('Prairie Gate');
    expect(cleanLine(null)).toBe('');
  });

  it('keeps control characters, to be refused by name', () => {
    expect(cleanText('a\u0007b')).toBe('a\u0007b');
    expect(nameCharacter('\u0007')).toBe('(U+0007)');
    expect(nameCharacter('😀')).toBe('“😀” (U+1F600)');
  });
});
