/** Days of the warehouse: which one it is, and when one ends. */
import { UserError } from '../../errors.ts';
import { localDate } from '../../queues/cron.ts';
import type { Store } from '../../store/open.ts';
import { siteTimeZone } from '../../store/queries/site-time-zone.ts';
import { dayOf } from '../format/dates.ts';

const dayMs = 86_400_000;

/** `YYYY-MM-DD` in the warehouse's zone. */
export function today(store: Store): string {
  return localDate(store.clock.now(), siteTimeZone(store));
}

/** `YYYY-MM-DD` of a moment, ms UTC, in the warehouse's zone. */
export function warehouseDay(store: Store, at: number): string {
  return localDate(at, siteTimeZone(store));
}

/** The first moment after a day in a zone, ms UTC. Looked for on the calendar, so that any change of the clocks is right. */
export function endOfDay(date: string, zone: string): number {
  // No zone is more than fifteen hours away from UTC.
  let low = requireDay(date).getTime() - dayMs;
  let high = low + 3 * dayMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (localDate(middle, zone) <= date) low = middle;
    else high = middle;
  }
  return high;
}

/** `date` moved by whole days. */
export function addDays(date: string, days: number): string {
  return new Date(requireDay(date).getTime() + days * dayMs).toISOString().slice(0, 10);
}

/** @throws UserError `date-invalid` for what is no day of the calendar. */
export function requireDay(date: string): Date {
  const day = dayOf(date);
  if (day !== null) return day;
  throw new UserError('date-invalid', `"${date}" is no day of the calendar. Write it like 2026-03-15.`);
}

/** The day that is meant, today when none is. @throws UserError `date-invalid`, `date-in-future`. */
export function dayUntilToday(store: Store, date: string | undefined, what: string): string {
  const now = today(store);
  if (date === undefined) return now;
  requireDay(date);
  if (date <= now) return date;
  throw new UserError('date-in-future', `${what} cannot be dated ${date}: today is ${now}.`);
}
