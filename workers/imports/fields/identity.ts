/** Numbers that identify a company in freight. */
import type { ParseCell } from './field.ts';

const usdotShape = /^(?:US\s*-?\s*)?(?:DOT)?\s*(?:NUMBER|NO\.?|#)?\s*[:#-]?\s*(\d{1,12})(?:\.0+)?$/i;

/** A USDOT number: digits without leading zeros, at most eight. Also as `USDOT 123456` or `DOT# 123456`. */
export const usdot: ParseCell = (cell, report) => {
  const digits = isDigits(cell) ? cell : usdotShape.exec(cell)?.[1];
  if (digits === undefined) {
    const advice = /^\d(?:\.\d+)?E\+\d+$/i.test(cell)
      ? 'A spreadsheet has shortened it: format the column as a whole number and save again.'
      : 'Give its digits only, such as 1234567.';
    report.error('usdot-invalid', `"${cell}" is not a USDOT number. ${advice}`);
    return '';
  }
  const number = withoutLeadingZeros(digits);
  if (number === '' || number.length > 8) {
    report.error('usdot-invalid', `"${cell}" is not a USDOT number: those have one to eight digits.`);
    return '';
  }
  return number;
};

export function looksLikeUsdot(cell: string): boolean {
  return /^0*[1-9]\d{3,7}$/.test(cell) || /DOT/i.test(cell);
}

function isDigits(cell: string): boolean {
  for (let i = 0; i < cell.length; i += 1) {
    const code = cell.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return cell.length > 0 && cell.length <= 12;
}

function withoutLeadingZeros(digits: string): string {
  let from = 0;
  while (digits.charCodeAt(from) === 48) from += 1;
  return from === 0 ? digits : digits.slice(from);
}

const docketShape = /^(MC|MX|FF)?\s*(?:NUMBER|NO\.?|#)?\s*[:#-]*\s*0*(\d{1,8})$/i;

/** A docket number with its prefix, such as `MC368053`; bare digits are taken for an MC number, as the heading MC# means. */
export const docket: ParseCell = (cell, report) => {
  const found = docketShape.exec(cell);
  if (found === null) {
    report.warning(
      'docket-doubtful',
      `"${cell}" does not look like a docket number such as MC368053. Check it.`,
    );
    return cell.slice(0, 40);
  }
  return `${(found[1] ?? 'MC').toUpperCase()}${(found[2] ?? '').padStart(6, '0')}`;
};

export function looksLikeDocket(cell: string): boolean {
  return /^(?:MC|MX|FF)\s*[-#:]?\s*\d{3,8}$/i.test(cell);
}

/** A standard carrier alpha code: two to four letters. */
export const scac: ParseCell = (cell, report) => {
  const code = cell.toUpperCase();
  if (!/^[A-Z]{2,4}$/.test(code))
    report.warning('scac-doubtful', `"${cell}" does not look like a SCAC (two to four letters). Check it.`);
  return code.slice(0, 16);
};
