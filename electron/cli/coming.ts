/** A moment to come, as people say it: the day, the time of a zone's clocks, and how long until then. */

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * @param at,now ms UTC. @param zone IANA zone whose calendar and clocks are meant.
 * @returns such as `tomorrow at 00:30, in 10 h 5 min`; `now` for what is due.
 */
export function coming(at: number, now: number, zone: string): string {
  if (at <= now) return 'now';
  return `${day(at, now, zone)} at ${clock(at, zone)}, in ${untilThen(at - now)}`;
}

/** @param at ms UTC. @returns such as `2026-03-01 14:05`. */
export function momentIn(at: number, zone: string): string {
  return `${date(at, zone)} ${clock(at, zone)}`;
}

function day(at: number, now: number, zone: string): string {
  const days = (Date.parse(date(at, zone)) - Date.parse(date(now, zone))) / dayMs;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  const parts: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  return new Intl.DateTimeFormat('en-GB', {
    ...parts,
    year: days > 300 ? 'numeric' : undefined,
    timeZone: zone,
  })
    .format(at)
    .replace(',', '');
}

function untilThen(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / minuteMs));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(ms / dayMs)} days`;
}

function date(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone }).format(at);
}

function clock(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(at);
}
