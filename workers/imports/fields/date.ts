/** Dates without a time, as people and programs write them; stored as `YYYY-MM-DD`. */
import { dateOrders, type DateOrder } from '../source.ts';

/** What a column of dates shows of the order of their numbers; null: nothing, every one can be read both ways. */
export type ColumnOrder = DateOrder | 'contradictory' | null;

export type DateReading =
  | { kind: 'date'; iso: string }
  /** Both of the first two numbers can be a month: the column has to decide. */
  | { kind: 'ambiguous' }
  | { kind: 'none' };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const time = /[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[AP]M|[+-]\d{2}:?\d{2})?$/i;
const threeNumbers = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})$/;

/**
 * Reads `2026-03-04`, `2026/3/4`, `20260304`, `03/04/2026`, `3-4-26`, `04.03.2026` (day first, unless the order says otherwise),
 * `15-MAR-23`, `Mar 15, 2026`, `15 March 2026`; a time behind it is passed over.
 * @param order of the numbers, where it is known; a date that it does not allow is none.
 */
export function readDate(cell: string, order: DateOrder | null = null): DateReading {
  const text = cell.replace(time, '').trim();
  let found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (found !== null) return date(Number(found[1]), Number(found[2]), Number(found[3]));
  found = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(text);
  if (found !== null) return inOrder([found[1] ?? '', found[2] ?? '', found[3] ?? ''], order ?? 'dmy');
  found = threeNumbers.exec(text);
  if (found !== null) return byItself([found[1] ?? '', found[3] ?? '', found[4] ?? ''], order);
  found = /^(\d{1,2})[-\s.]+([a-z]{3,9})\.?[-\s,]+(\d{4}|\d{2})$/i.exec(text);
  if (found !== null) return date(fullYear(found[3]), monthOf(found[2]), Number(found[1]));
  found = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(text);
  if (found !== null) return date(Number(found[3]), monthOf(found[1]), Number(found[2]));
  return { kind: 'none' };
}

/** The date, an ambiguous one with the month first unless the column says otherwise; null when it is none. */
export function settleDate(cell: string, order: DateOrder | null): string | null {
  const reading = readDate(cell, order);
  if (reading.kind === 'ambiguous') return settleDate(cell, 'mdy');
  return reading.kind === 'date' ? reading.iso : null;
}

export function looksLikeDate(cell: string): boolean {
  return readDate(cell).kind !== 'none';
}

/** The orders in which a column can be read, one bit each; every one before a value has been seen. */
export const everyOrder = 0b111;
const bit: Record<DateOrder, number> = { mdy: 0b001, dmy: 0b010, ymd: 0b100 };

/** The orders in which a value can be read. One that is not three numbers with two-digit parts says nothing: it allows every one. */
export function possibleOrders(cell: string): number {
  const found = threeNumbers.exec(cell.length <= 10 ? cell : cell.replace(time, '').trim());
  if (found === null) return everyOrder;
  const parts: Numbers = [found[1] ?? '', found[3] ?? '', found[4] ?? ''];
  let possible = 0;
  for (const order of dateOrders) if (inOrder(parts, order).kind === 'date') possible |= bit[order];
  // No date at all: its row is refused, and tells nothing of the others.
  return possible === 0 ? everyOrder : possible;
}

/**
 * What a column shows, from the orders that all its values allow. The year first is believed only where nothing else is possible:
 * `03/04/05` could always be read so.
 */
export function orderShown(possible: number): ColumnOrder {
  const usual = possible & (bit.mdy | bit.dmy);
  if (usual === (bit.mdy | bit.dmy)) return null;
  if (usual !== 0) return usual === bit.mdy ? 'mdy' : 'dmy';
  return possible === 0 ? 'contradictory' : 'ymd';
}

type Numbers = readonly [string, string, string];

function byItself(numbers: Numbers, order: DateOrder | null): DateReading {
  if (order !== null) return inOrder(numbers, order);
  const monthFirst = inOrder(numbers, 'mdy');
  const dayFirst = inOrder(numbers, 'dmy');
  if (monthFirst.kind === 'none' && dayFirst.kind === 'none') return inOrder(numbers, 'ymd');
  if (monthFirst.kind === 'none') return dayFirst;
  // The same either way round, or only one way.
  if (dayFirst.kind === 'none' || Number(numbers[0]) === Number(numbers[1])) return monthFirst;
  return { kind: 'ambiguous' };
}

function inOrder([first, second, third]: Numbers, order: DateOrder): DateReading {
  if (order === 'mdy') return date(fullYear(third), Number(first), Number(second));
  if (order === 'dmy') return date(fullYear(third), Number(second), Number(first));
  return date(fullYear(first), Number(second), Number(third));
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
