/** Dates without a time, as people and programs write them; stored as `YYYY-MM-DD`. */

/** Which comes first in `03/04/2026`; null while a column has not shown it. */
export type DayOrder = 'month-first' | 'day-first' | null;

export type DateReading =
  | { kind: 'date'; iso: string }
  /** Both of the first two numbers can be a month: the column has to decide. */
  | { kind: 'ambiguous'; first: number; second: number; year: number }
  | { kind: 'none' };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads `2026-03-04`, `2026/3/4`, `20260304`, `03/04/2026`, `3-4-26`, `04.03.2026` (always day first), `15-MAR-23`,
 * `Mar 15, 2026`, `15 March 2026`; a time behind it is passed over.
 */
export function readDate(cell: string): DateReading {
  const text = cell
    .replace(/[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[AP]M|[+-]\d{2}:?\d{2})?$/i, '')
    .trim();
  let found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (found !== null) return date(Number(found[1]), Number(found[2]), Number(found[3]));
  found = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(text);
  if (found !== null) return date(fullYear(found[3]), Number(found[2]), Number(found[1]));
  found = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (found !== null) return byOrder(Number(found[1]), Number(found[3]), fullYear(found[4]));
  found = /^(\d{1,2})[-\s.]+([a-z]{3,9})\.?[-\s,]+(\d{4}|\d{2})$/i.exec(text);
  if (found !== null) return date(fullYear(found[3]), monthOf(found[2]), Number(found[1]));
  found = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(text);
  if (found !== null) return date(Number(found[3]), monthOf(found[1]), Number(found[2]));
  return { kind: 'none' };
}

/** Settles an ambiguous date. */
export function settleDate(reading: DateReading, order: DayOrder): string | null {
  if (reading.kind === 'date') return reading.iso;
  if (reading.kind === 'none') return null;
  const { first, second, year } = reading;
  const settled = order === 'day-first' ? date(year, second, first) : date(year, first, second);
  return settled.kind === 'date' ? settled.iso : null;
}

/** What a value with numbers only shows of its column's order: `13/04` can only be day first. */
export function orderShownBy(cell: string): DayOrder {
  const found = /^(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?:[T\s]|$)/.exec(cell);
  if (found === null) return null;
  if (Number(found[1]) > 12 && Number(found[2]) <= 12) return 'day-first';
  return Number(found[2]) > 12 && Number(found[1]) <= 12 ? 'month-first' : null;
}

export function looksLikeDate(cell: string): boolean {
  return readDate(cell).kind !== 'none';
}

function byOrder(first: number, second: number, year: number): DateReading {
  if (first > 12) return date(year, second, first);
  if (second > 12) return date(year, first, second);
  // The same either way round.
  if (first === second) return date(year, first, second);
  return { kind: 'ambiguous', first, second, year };
}

function date(year: number, month: number, day: number): DateReading {
  const exists =
    year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!exists) return { kind: 'none' };
  return { kind: 'date', iso: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Two digits mean 1970 to 2069. */
function fullYear(digits: string | undefined): number {
  const year = Number(digits);
  if (digits?.length !== 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function monthOf(word: string | undefined): number {
  return months.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1;
}
