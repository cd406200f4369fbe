import { expect, test } from 'vitest';
import { coming } from '../../../electron/cli/coming.ts';
import { describeSchedules } from '../../../electron/cli/schedules.ts';
import type { ScheduleView } from '../../../workers/api/wire.ts';

const zone = 'America/Chicago';
/** Monday, 5 January 2026, 22:00 in Chicago, where it is Tuesday in London. */
const now = Date.UTC(2026, 0, 6, 4);
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

test.each([
  [0, 'now'],
  [-hour, 'now'],
  [20_000, 'today at 22:00, in 1 min'],
  [25 * minute, 'today at 22:25, in 25 min'],
  [2 * hour + 30 * minute, 'tomorrow at 00:30, in 2 h 30 min'],
  [25 * hour, 'tomorrow at 23:00, in 25 h 0 min'],
  [4 * day, 'Friday 9 January at 22:00, in 4 days'],
  [400 * day, 'Tuesday 9 February 2027 at 22:00, in 400 days'],
])('what comes in %i ms is said by the calendar of the warehouse', (ms, words) => {
  expect(coming(now + ms, now, zone)).toBe(words);
});

test('across a change of the clocks the time of day is that of the day meant', () => {
  const evening = Date.UTC(2026, 2, 8, 4);
  expect(coming(evening + 8 * hour, evening, zone)).toBe('tomorrow at 07:00, in 8 h 0 min');
});

const backup: ScheduleView = {
  key: 'scheduled/database-backup',
  title: 'Back up the database',
  cron: '30 0 * * *',
  timeZone: zone,
  siteTimeZone: zone,
  isOwn: false,
  words: 'Every day at 00:30, Chicago time',
  missed: 'run-late',
  pausedAt: null,
  pausedBy: null,
  next: [],
  nextAt: now + 2 * hour + 30 * minute,
  nextJobId: 'x',
  lastAt: null,
  lastJobId: null,
  lastState: null,
  lastError: null,
  byHand: null,
};

test('people read when each comes, whose clocks are meant, and how it went the last time', () => {
  const text = describeSchedules(
    [
      backup,
      { ...backup, key: 'scheduled/other', timeZone: 'Asia/Kolkata', lastAt: now - day, lastState: 'failed' },
      { ...backup, key: 'scheduled/held', nextAt: null, pausedAt: now - hour },
      { ...backup, key: 'scheduled/new', nextAt: null },
    ],
    now,
    Number.POSITIVE_INFINITY,
  );
  expect(text).toMatch(/database-backup +Back up the database +tomorrow at 00:30, in .*30 0 \* \* \* +never/);
  expect(text).toMatch(/other .*30 0 \* \* \* \(Asia\/Kolkata\) +2026-01-04 22:00 failed/);
  expect(text).toMatch(/held .*paused since 2026-01-05 21:00/);
  expect(text).toMatch(/new .*not planned yet/);
  expect(text).toMatch(/America\/Chicago, where the warehouse is\.$/);
});
