/** Dates without a time (`YYYY-MM-DD`) as they are printed. They name a day, so no time zone is asked. */

const printed = new Intl.DateTimeFormat('en-US', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
});

/** `1996-07-04` as the start of that day in UTC, which only serves to count and print days; null for anything else. */
export function dayOf(date: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const day = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date ? null : day;
}

/** `Jul 4, 1996`. */
export function formatDay(day: Date): string {
  return printed.format(day);
}

/** The terms that two dates amount to: `Net 28 days`, `Due on receipt`; null where they amount to none. */
export function termsBetween(issued: Date, due: Date): string | null {
  const days = Math.round((due.getTime() - issued.getTime()) / 86_400_000);
  if (days < 0) return null;
  if (days === 0) return 'Due on receipt';
  return days === 1 ? 'Net 1 day' : `Net ${days} days`;
}
