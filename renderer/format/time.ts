/** Times (ms UTC) and durations (ms) as text, in the reader's own time zone unless a zone is given. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `14:05:09` */
export function clockTime(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone }).format(at);
}

/** `Nov 24, 14:05`, with the year when it is not this one. */
export function dateTime(at: number, now: number, timeZone?: string): string {
  const year = (t: number) => new Intl.DateTimeFormat('en-US', { year: 'numeric', timeZone }).format(t);
  return new Intl.DateTimeFormat('en-US', {
    ...(year(at) === year(now) ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}

/** `just now`, `5 min ago`, `3 h ago`, then the date. */
export function ago(at: number, now: number, timeZone?: string): string {
  const passed = now - at;
  if (passed < minute) return 'just now';
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
  if (passed < 12 * hour) return `${Math.floor(passed / hour)} h ago`;
  return dateTime(at, now, timeZone);
}

/** `240 ms`, `3.4 s`, `2 min 5 s`, `1 h 12 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  if (ms < second) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 9.95 * second) return `${(ms / second).toFixed(1)} s`;
  const seconds = Math.round(ms / second);
  if (seconds < 60) return `${seconds} s`;
  if (ms < hour) return pair(seconds, 60, 'min', 's');
  if (ms < day) return pair(Math.round(ms / minute), 60, 'h', 'min');
  return pair(Math.round(ms / hour), 24, 'd', 'h');
}

function pair(small: number, per: number, bigUnit: string, smallUnit: string): string {
  const rest = small % per;
  const big = `${Math.floor(small / per)} ${bigUnit}`;
  return rest === 0 ? big : `${big} ${rest} ${smallUnit}`;
}

/** A guess, so in coarse words: `a few seconds`, `about 40 seconds`, `about 3 minutes`, `about 2 hours`. */
export function remaining(ms: number): string {
  if (ms < 10 * second) return 'a few seconds';
  if (ms < 55 * second) return `about ${Math.ceil(ms / (10 * second)) * 10} seconds`;
  if (ms < 55 * minute) return about(Math.max(1, Math.round(ms / minute)), 'minute');
  return about(Math.max(1, Math.round(ms / hour)), 'hour');
}

const about = (n: number, unit: string) => `about ${n} ${unit}${n === 1 ? '' : 's'}`;

/** A date without a time, `YYYY-MM-DD`, as `Jul 4, 1996`; anything else stays as it is. */
export function plainDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (parts === null) return date;
  const at = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

/** Whether two times fall on the same day of the reader's (or the given) zone. */
export function sameDay(a: number, b: number, timeZone?: string): boolean {
  const dayOf = (at: number) => new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(at);
  return dayOf(a) === dayOf(b);
}
