/** Numbers as people write them, read exactly: no floating point touches money. */
import type { CellContext, ParseCell } from './field.ts';

export interface Decimal {
  negative: boolean;
  /** Digits before and after the decimal mark. */
  whole: string;
  fraction: string;
}

/**
 * A number with optional sign, currency, grouping and decimal mark: `1,234.56`, `$12`, `1.234,56`, `(12.50)`, `12-`, `1 234,5`.
 * @param decimalComma what a single comma means where it could be either.
 * @returns null when it is none.
 */
export function readDecimal(cell: string, decimalComma: boolean): Decimal | null {
  let text = cell;
  let negative = false;
  const bracketed = /^\((.+)\)$/.exec(text);
  if (bracketed !== null) {
    negative = true;
    text = bracketed[1] as string;
  }
  // Groups may be set apart by blanks of every width, or by apostrophes as in Switzerland.
  text = text
    .replaceAll(/[\s\u00a0\u2009\u202f'’]/g, '')
    .replace(/^(?:USD|EUR|CAD|MXN)|(?:USD|EUR|CAD|MXN)$/i, '');
  const sign = /^([-−+]?)[$€£]?([-−+]?)(.*?)[$€£]?([-−+]?)$/.exec(text);
  if (sign === null) return null;
  const signs = `${sign[1] ?? ''}${sign[2] ?? ''}${sign[4] ?? ''}`;
  if (signs.length > 1) return null;
  if (signs === '-' || signs === '−') negative = !negative;
  const parts = splitMarks(sign[3] ?? '', decimalComma);
  if (parts === null) return null;
  return { negative, whole: parts.whole.replace(/^0+(?=\d)/, ''), fraction: parts.fraction };
}

function splitMarks(digits: string, decimalComma: boolean): { whole: string; fraction: string } | null {
  if (/^\d+$/.test(digits)) return { whole: digits, fraction: '' };
  const lastPoint = digits.lastIndexOf('.');
  const lastComma = digits.lastIndexOf(',');
  const groupedBy = (mark: ',' | '.') => new RegExp(`^\\d{1,3}(?:\\${mark}\\d{3})+$`).test(digits);
  let mark: ',' | '.';
  if (lastPoint !== -1 && lastComma !== -1) mark = lastPoint > lastComma ? '.' : ',';
  else if (lastComma !== -1) {
    if (groupedBy(',') && !(decimalComma && digits.indexOf(',') === lastComma))
      return { whole: digits.replaceAll(',', ''), fraction: '' };
    mark = ',';
  } else {
    if (groupedBy('.') && (decimalComma || digits.indexOf('.') !== lastPoint))
      return { whole: digits.replaceAll('.', ''), fraction: '' };
    mark = '.';
  }
  const other = mark === '.' ? ',' : '.';
  const at = digits.lastIndexOf(mark);
  const whole = digits.slice(0, at);
  const fraction = digits.slice(at + 1);
  const wholeOk =
    whole === '' || /^\d+$/.test(whole) || new RegExp(`^\\d{1,3}(?:\\${other}\\d{3})+$`).test(whole);
  if (!wholeOk || !/^\d*$/.test(fraction) || (whole === '' && fraction === '')) return null;
  return { whole: whole.replaceAll(other, '') || '0', fraction };
}

/**
 * A number as a whole count of 1/10^places.
 * @returns 'too-precise' when digits would be lost, 'too-large' beyond 10^12.
 */
export function scaled(number: Decimal, places: number): number | 'too-precise' | 'too-large' {
  const fraction = number.fraction.replace(/0+$/, '');
  if (fraction.length > places) return 'too-precise';
  if (number.whole.length > 12) return 'too-large';
  const value = BigInt(number.whole + fraction.padEnd(places, '0'));
  const safe = value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
  if (safe === null) return 'too-large';
  return number.negative && safe !== 0 ? -safe : safe;
}

/** A number stored as a whole count of 1/10^places, written in digits. */
export function fixedPoint(places: number, what: string, least = 0): ParseCell {
  return (cell, report, context) => {
    const value = readScaled(cell, places, context);
    if (value === null) {
      report.error('number-invalid', `"${cell}" is not a number. Give ${what}, such as ${example(places)}.`);
      return '';
    }
    if (value === 'too-precise') {
      report.error('number-too-precise', `"${cell}" has more than ${places} decimals. Round it.`);
      return '';
    }
    if (value === 'too-large') {
      report.error('number-too-large', `"${cell}" is too large for ${what}. Check it.`);
      return '';
    }
    if (value < least) {
      report.error('number-too-small', `"${cell}" is too small for ${what}. Check it.`);
      return '';
    }
    return String(value);
  };
}

function example(places: number): string {
  return places === 0 ? '12' : '12.50';
}

function readScaled(cell: string, places: number, context: CellContext) {
  // The common case: a plain whole number.
  if (/^\d{1,9}$/.test(cell)) return Number(cell) * 10 ** places;
  const number = readDecimal(cell, context.decimalComma);
  return number === null ? null : scaled(number, places);
}

/** A count of things: a whole number from 0. */
export const count: ParseCell = fixedPoint(0, 'a whole number');

/** A discount in percent, stored in basis points: `15`, `15 %`, and `0.15` where neither heading nor cell says percent. */
export const discount: ParseCell = (cell, report, context) => {
  const percent = cell.includes('%');
  const number = readDecimal(cell.replaceAll('%', ''), context.decimalComma);
  if (number === null) {
    report.error('number-invalid', `"${cell}" is not a percentage. Give a number from 0 to 100, such as 15.`);
    return '';
  }
  const asFraction =
    !percent &&
    !/%|percent|pct/i.test(context.heading) &&
    /^0*$/.test(number.whole) &&
    /[1-9]/.test(number.fraction);
  const value = scaled(number, asFraction ? 4 : 2);
  if (typeof value === 'string') {
    report.error(
      'number-too-precise',
      `"${cell}" has more decimals than a discount can have (15.25 %). Round it.`,
    );
    return '';
  }
  if (value < 0 || value > 10_000) {
    report.error('number-too-large', `"${cell}" is not a discount: those lie between 0 and 100 percent.`);
    return '';
  }
  if (asFraction) {
    report.warning(
      'discount-as-fraction',
      `"${cell}" was read as ${value / 100} percent. If less than one percent is meant, write it with a percent sign.`,
    );
  }
  return String(value);
};

export function looksLikeNumber(cell: string): boolean {
  return readDecimal(cell.replace('%', ''), false) !== null;
}
