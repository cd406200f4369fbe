import { beforeAll, describe, expect, test } from 'vitest';
import { localDate, newestOccurrence, nextOccurrence, requireCron } from '../../../workers/queues/cron.ts';

const quarter = 15 * 60_000;
const from = Date.UTC(2026, 0, 1, 12);
const until = Date.UTC(2028, 0, 1, 12);

const zones = [
  'America/Chicago',
  'Europe/Berlin',
  // Half an hour of summer time.
  'Australia/Lord_Howe',
  // None at all, and not a whole hour from UTC.
  'Asia/Kolkata',
];

interface Moment {
  at: number;
  date: string;
  hour: number;
  minute: number;
}

/** What the clock on the wall shows at each quarter of an hour of two years, by Intl alone. */
function wallClock(zone: string): Moment[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return Array.from({ length: (until - from) / quarter }, (_, index) => {
    const at = from + (index + 1) * quarter;
    const [date, time] = format.format(at).split(' ') as [string, string];
    return { at, date, hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) };
  });
}

function occurrences(cron: string, zone: string, after = from, last = until): number[] {
  const found: number[] = [];
  let at = nextOccurrence(cron, zone, after);
  while (at !== null && at <= last) {
    found.push(at);
    at = nextOccurrence(cron, zone, at);
  }
  return found;
}

/** Three days before and after each change of the clocks, and a week in summer where there is none. */
function weeksOfChange(wall: readonly Moment[]): [number, number][] {
  const threeDays = 3 * 86_400_000;
  const changes = wall.filter(({ hour, minute }, index) => {
    const before = wall[index - 1];
    return (
      before !== undefined && (hour * 60 + minute - before.hour * 60 - before.minute + 1440) % 1440 !== 15
    );
  });
  const moments = changes.length > 0 ? changes.map(({ at }) => at) : [Date.UTC(2026, 6, 1)];
  return moments.map((at) => [at - threeDays, at + threeDays]);
}

describe.each(zones)('in %s, over two years', (zone) => {
  let wall: Moment[];
  beforeAll(() => (wall = wallClock(zone)));

  test.each([
    [0, 0],
    [0, 30],
    [1, 30],
    [1, 45],
    [2, 15],
    [2, 30],
    [23, 45],
  ])(
    'a fixed time, %i:%i, comes once on each day: the first time, or right after the gap',
    (hour, minute) => {
      const expected: number[] = [];
      const days = new Set<string>([wall[0]?.date ?? '']);
      for (const moment of wall) {
        const isPast = moment.hour * 60 + moment.minute >= hour * 60 + minute;
        if (days.has(moment.date) || !isPast) continue;
        days.add(moment.date);
        expected.push(moment.at);
      }
      const firstDay = wall.find(({ date }) => date !== wall[0]?.date)?.at ?? 0;
      expect(occurrences(`${minute} ${hour} * * *`, zone).filter((at) => at >= firstDay)).toEqual(expected);
    },
  );

  test('every half hour comes in both of the repeated hours, and not in the missing one', () => {
    const expected = wall.filter(({ minute }) => minute % 30 === 0);
    const at = (moments: Moment[]) => moments.map((moment) => moment.at);
    for (const [start, end] of weeksOfChange(wall)) {
      const within = expected.filter((moment) => moment.at > start && moment.at <= end);
      expect(occurrences('*/30 * * * *', zone, start, end)).toEqual(at(within));
      const hours = within.filter(({ hour }) => hour === 1 || hour === 2);
      expect(occurrences('*/30 1-2 * * *', zone, start, end)).toEqual(at(hours));
    }
  });

  test('looking back finds what looking forward finds', () => {
    const all = occurrences('30 1,2 * * *', zone);
    for (const [index, at] of all.entries()) {
      const before = all[index - 1] ?? null;
      const since = before === null ? at - 1 : before - 1;
      expect(newestOccurrence('30 1,2 * * *', zone, since, at)).toBe(at);
      expect(newestOccurrence('30 1,2 * * *', zone, since, at - 1)).toBe(before);
      expect(newestOccurrence('30 1,2 * * *', zone, at, at)).toBeNull();
    }
  });
});

describe('a list of fixed times', () => {
  const list = '30 1,2 * * *';
  const from = (month: number, date: number) => Date.UTC(2026, month, date);

  test('comes right after the gap for the one that the clocks leave out', () => {
    const found = occurrences(list, 'America/Chicago', from(2, 8), from(2, 9));
    expect(found.map((at) => new Date(at).toISOString())).toEqual([
      '2026-03-08T07:30:00.000Z',
      '2026-03-08T08:00:00.000Z',
    ]);
  });

  test('comes once for the one that the clocks repeat', () => {
    const found = occurrences(list, 'America/Chicago', from(10, 1), from(10, 2));
    expect(found.map((at) => new Date(at).toISOString())).toEqual([
      '2026-11-01T06:30:00.000Z',
      '2026-11-01T08:30:00.000Z',
    ]);
  });
});

test('a moment within a second is between two occurrences', () => {
  const midnight = Date.UTC(2026, 5, 1);
  expect(newestOccurrence('0 0 * * *', 'UTC', midnight - 500, midnight + 500)).toBe(midnight);
  expect(newestOccurrence('0 0 * * *', 'UTC', midnight, midnight + 500)).toBeNull();
  expect(nextOccurrence('0 0 * * *', 'UTC', midnight - 500)).toBe(midnight);
  expect(nextOccurrence('0 0 * * *', 'UTC', midnight)).toBe(midnight + 86_400_000);
});

test('the date is the one on the calendar of the zone', () => {
  expect(localDate(Date.UTC(2026, 2, 1, 3), 'America/Chicago')).toBe('2026-02-28');
  expect(localDate(Date.UTC(2026, 2, 1, 3), 'Europe/Berlin')).toBe('2026-03-01');
});

test.each(['', 'often', '61 * * * *', '* * * *', '* * * * * * *', '2026-01-01T00:00:00', '0 0 * * XYZ'])(
  'what is not a cron expression is refused: "%s"',
  (cron) => {
    expect(() => requireCron(cron, 'UTC', from)).toThrow(expect.objectContaining({ code: 'cron-invalid' }));
  },
);

test('a time that never comes is refused', () => {
  expect(() => requireCron('0 0 30 2 *', 'UTC', from)).toThrow(
    expect.objectContaining({ code: 'cron-never' }),
  );
});

test.each(['', 'Mars/Olympus', '+02:00'])('what is not a time zone is refused: "%s"', (zone) => {
  expect(() => requireCron('0 0 * * *', zone, from)).toThrow(
    expect.objectContaining({ code: 'time-zone-unknown' }),
  );
});
