/** The number of a cell as text. Pure. */
import type { DigitPlace, NumberFormat } from './number-format.ts';
import { serialDate, serialDuration, serialTime } from './serial-date.ts';

/**
 * @param stored as the workbook has it: decimal digits, perhaps with an exponent.
 * @returns what a person sees who looks at the whole value: dates in ISO form, never an exponent, never digits that only the binary
 * form of the number has.
 */
export function numberText(stored: string, format: NumberFormat, from1904: boolean): string {
  const text = decimalText(stored);
  if (format.kind === 'plain') return text;
  const value = Number(stored);
  if (stored === '' || !Number.isFinite(value)) return text;
  switch (format.kind) {
    case 'date':
      return serialDate(value, from1904, format.time) ?? text;
    case 'time':
      return serialTime(value) ?? text;
    case 'duration':
      return serialDuration(value) ?? text;
    case 'percent':
      return `${shifted(text, 2)}%`;
    case 'digits':
      return filled(text, format.pattern);
  }
}

/** Digits stay digits; anything else is rounded to the fifteen that a spreadsheet shows and written without an exponent. */
function decimalText(stored: string): string {
  if (/^-?(?:0|[1-9]\d*)$/.test(stored)) return stored === '-0' ? '0' : stored;
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  const [digits = '', exponent = '0'] = value.toPrecision(15).split('e');
  return shifted(digits, Number(exponent));
}

/** A decimal number with its point moved to the right by `places`, which may be negative. */
function shifted(text: string, places: number): string {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(1, point);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = padded.slice(at).replace(/0+$/, '');
  const number = right === '' ? left : `${left}.${right}`;
  return negative && number !== '0' ? `-${number}` : number;
}

/** Whole numbers only: from the right, a digit for each place, the leftmost taking all that are left. */
function filled(text: string, pattern: readonly DigitPlace[]): string {
  const found = /^(-?)(\d+)$/.exec(text);
  if (found === null) return text;
  let digits = found[2] ?? '';
  let result = '';
  const first = pattern.findIndex(({ digit }) => digit);
  for (let i = pattern.length - 1; i >= 0; i -= 1) {
    const place = pattern[i] as DigitPlace;
    if (!place.digit) result = place.text + result;
    else {
      const taken = i === first ? digits : digits.slice(-1);
      digits = digits.slice(0, digits.length - taken.length);
      result = (taken === '' ? '0' : taken) + result;
    }
  }
  return (found[1] ?? '') + result;
}
