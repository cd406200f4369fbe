/** What a cron expression means, in words: `Every Monday at 06:00, Chicago time`. Pure. */
import { CronPattern } from 'croner';
import { cronReading } from './cron-reading.ts';

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** As croner marks a weekday: any of the month, or one of these. */
const anyOfMonth = 63;
const placeInMonth: Record<number, string> = {
  1: 'first',
  2: 'second',
  4: 'third',
  8: 'fourth',
  16: 'fifth',
  32: 'last',
};

/** More times or days than these are no longer read but counted. */
const mostListed = 4;

/**
 * One sentence without a full stop.
 * @param cron one that `nextOccurrence` takes. @param zone IANA zone whose clocks are meant.
 * @returns null where the expression says more than a sentence can.
 */
export function cronWords(cron: string, zone: string): string | null {
  const pattern = new CronPattern(cron.trim(), zone, cronReading);
  const time = timeWords(pattern);
  const days = dayWords(pattern);
  if (time === null || days === null) return null;
  const months = setAt(pattern.month);
  const rule = time.fixed
    ? `${days === '' ? 'every day' : days} ${time.words}`
    : [time.words, days].filter((part) => part !== '').join(', ');
  const season = months.length === 12 ? '' : `, in ${listed(months.map((month) => monthNames[month] ?? ''))}`;
  return `${rule.charAt(0).toUpperCase()}${rule.slice(1)}${season}, ${zoneWords(zone)}`;
}

/** `Chicago time`; `UTC`. */
export function zoneWords(zone: string): string {
  if (/^(Etc\/)?(UTC|GMT|Zulu|Universal)$/.test(zone)) return 'UTC';
  const isPlace = zone.includes('/') && !zone.startsWith('Etc/');
  return isPlace ? `${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')} time` : `${zone} time`;
}

interface TimeWords {
  words: string;
  /** Names times of a day, not a rhythm. */
  fixed: boolean;
}

function timeWords({ second, minute, hour }: CronPattern): TimeWords | null {
  if (setAt(second).join() !== '0') return null;
  const minutes = setAt(minute);
  const hours = setAt(hour);
  const every = minutesWords(minutes);
  if (hours.length === 24) return every === null ? null : { words: every, fixed: false };
  const times = hours.flatMap((h) => minutes.map((m) => clock(h, m)));
  if (times.length <= mostListed) return { words: `at ${listed(times)}`, fixed: true };
  const step = stepOf(hours);
  const [first = 0] = hours;
  const last = hours.at(-1) ?? 0;
  if (step === 1 && every !== null)
    return {
      words: `${every}, from ${clock(first, minutes[0] ?? 0)} to ${clock(last, minutes.at(-1) ?? 0)}`,
      fixed: false,
    };
  if (step === null || first >= step || last + step < 24 || minutes.length > 1) return null;
  return { words: `every ${step} hours, from ${times[0]}`, fixed: false };
}

/** How it goes within an hour. */
function minutesWords(minutes: readonly number[]): string | null {
  if (minutes.length === 60) return 'every minute';
  const step = stepOf(minutes);
  if (step !== null && minutes[0] === 0 && 60 % step === 0 && minutes.length === 60 / step)
    return `every ${step} minutes`;
  if (minutes.length > mostListed) return null;
  if (minutes.join() === '0') return 'every hour, on the hour';
  const [only] = minutes;
  if (minutes.length === 1) return `every hour, ${only === 1 ? '1 minute' : `${only} minutes`} past`;
  return `every hour, ${listed(minutes.map(String))} minutes past`;
}

/** '' is every day; null what cannot be said. */
function dayWords(pattern: CronPattern): string | null {
  const { starDOM, starDOW, lastDayOfMonth, lastWeekday, nearestWeekdays } = pattern;
  if (starDOM && starDOW) return '';
  if (!starDOM && !starDOW) return null;
  if (starDOM) return weekdayWords(pattern.dayOfWeek);
  if (lastWeekday || setAt(nearestWeekdays).length > 0) return null;
  const days = setAt(pattern.day).map((day) => ordinal(day + 1));
  if (lastDayOfMonth) days.push('last day');
  return days.length > mostListed ? null : `on the ${listed(days)} of each month`;
}

function weekdayWords(days: readonly number[]): string | null {
  const named = setAt(days);
  const places = new Set(named.map((day) => days[day]));
  if (places.size !== 1) return null;
  const [place = 0] = places;
  if (place !== anyOfMonth) {
    const word = placeInMonth[place];
    return word === undefined || named.length > 1
      ? null
      : `on the ${word} ${dayNames[named[0] ?? 0]} of each month`;
  }
  if (named.length === 7) return '';
  if (named.join() === '1,2,3,4,5') return 'Monday to Friday';
  // A week begins on Monday.
  const inOrder = named.toSorted((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
  return `every ${listed(inOrder.map((day) => dayNames[day] ?? ''))}`;
}

/** The places of a croner field that are set. */
function setAt(field: readonly number[]): number[] {
  return field.flatMap((value, at) => (value === 0 ? [] : [at]));
}

/** The distance between neighbours, where it is the same for all. */
function stepOf(values: readonly number[]): number | null {
  const [first, second] = values;
  if (first === undefined || second === undefined) return null;
  const step = second - first;
  return values.every((value, at) => value === first + at * step) ? step : null;
}

const two = (value: number) => String(value).padStart(2, '0');
const clock = (hour: number, minute: number) => `${two(hour)}:${two(minute)}`;

function ordinal(n: number): string {
  const suffix =
    n % 10 === 1 && n !== 11
      ? 'st'
      : n % 10 === 2 && n !== 12
        ? 'nd'
        : n % 10 === 3 && n !== 13
          ? 'rd'
          : 'th';
  return `${n}${suffix}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
