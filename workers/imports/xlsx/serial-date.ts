/** Days since 1900 or 1904, as spreadsheets count them, as ISO dates and times. Pure. */

const dayMs = 86_400_000;
/** The last day that a spreadsheet knows: 9999-12-31. */
const lastDay1900 = 2_958_465;
const before1904 = 1462;

/**
 * @param serial days since the end of 1899, or since 1904-01-01; the fraction is the time of day.
 * @param withTime the format shows hours: a time other than midnight is written behind the date.
 * @returns `2026-03-04` or `2026-03-04 13:45:00`; null for what no spreadsheet shows as a date.
 */
export function serialDate(serial: number, from1904: boolean, withTime: boolean): string | null {
  const { day, seconds } = split(from1904 ? serial + before1904 : serial);
  if (day < 0 || day > lastDay1900) return null;
  const text = dayText(day);
  return withTime && seconds > 0 ? `${text} ${clock(seconds)}` : text;
}

/** The time of day of a date or of a fraction of a day, `13:45:00`. Null below zero. */
export function serialTime(serial: number): string | null {
  return serial < 0 ? null : clock(split(serial).seconds);
}

/** A length of time in hours, which may be more than a day: `27:30:00`. Null below zero. */
export function serialDuration(serial: number): string | null {
  if (serial < 0) return null;
  const { day, seconds } = split(serial);
  return clock(day * 86_400 + seconds);
}

/** Whole days, and the time of day to the second: fractions of a day are never exact. */
function split(serial: number): { day: number; seconds: number } {
  const seconds = Math.round(serial * 86_400);
  const day = Math.floor(seconds / 86_400);
  return { day, seconds: seconds - day * 86_400 };
}

/**
 * Day 60 is the 29th of February 1900, which Excel keeps for Lotus's sake and no calendar has: it is written as it is shown, and no
 * date field takes it. The days before it are counted from one day later.
 */
function dayText(day: number): string {
  if (day === 0) return '1900-01-00';
  if (day === 60) return '1900-02-29';
  const epoch = Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(epoch + day * dayMs).toISOString().slice(0, 10);
}

function clock(seconds: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
}
