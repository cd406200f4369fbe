import { expect, test } from 'vitest';
import { cronFault } from '../../../workers/queues/cron-fault.ts';
import { cronWords } from '../../../workers/queues/cron-words.ts';
import { nextOccurrence, nextOccurrences } from '../../../workers/queues/cron.ts';

const zone = 'America/Chicago';

test.each([
  ['0 6 * * 1', 'Every Monday at 06:00, Chicago time'],
  ['0 6 * * MON', 'Every Monday at 06:00, Chicago time'],
  ['30 0 * * *', 'Every day at 00:30, Chicago time'],
  ['@daily', 'Every day at 00:00, Chicago time'],
  ['0 6,18 * * *', 'Every day at 06:00 and 18:00, Chicago time'],
  ['0 6 * * 1-5', 'Monday to Friday at 06:00, Chicago time'],
  ['0 6 * * 0,3,5', 'Every Wednesday, Friday and Sunday at 06:00, Chicago time'],
  ['0 6 * * 7', 'Every Sunday at 06:00, Chicago time'],
  ['0 6 * * 1#1', 'On the first Monday of each month at 06:00, Chicago time'],
  ['0 6 * * 5L', 'On the last Friday of each month at 06:00, Chicago time'],
  ['0 2 1 * *', 'On the 1st of each month at 02:00, Chicago time'],
  ['0 2 2,13,23 * *', 'On the 2nd, 13th and 23rd of each month at 02:00, Chicago time'],
  ['0 2 L * *', 'On the last day of each month at 02:00, Chicago time'],
  ['0 6 * 1,7 1', 'Every Monday at 06:00, in January and July, Chicago time'],
  ['*/15 * * * *', 'Every 15 minutes, Chicago time'],
  ['*/15 8-17 * * 1-5', 'Every 15 minutes, from 08:00 to 17:45, Monday to Friday, Chicago time'],
  ['0 * * * *', 'Every hour, on the hour, Chicago time'],
  ['5 * * * *', 'Every hour, 5 minutes past, Chicago time'],
  ['5,35 * * * *', 'Every hour, 5 and 35 minutes past, Chicago time'],
  ['0 */2 * * *', 'Every 2 hours, from 00:00, Chicago time'],
  ['* * * * *', 'Every minute, Chicago time'],
])('%s means: %s', (cron, words) => {
  expect(cronWords(cron, zone)).toBe(words);
});

test.each([
  ['several things at once, as a day of the month or of the week', '0 6 1 * 1'],
  ['the nearest weekday', '0 6 15W * *'],
  ['seconds', '*/10 * * * * *'],
  ['minutes without a pattern', '1,7,9,22,40 * * * *'],
  ['hours without a pattern', '0 1,2,7,9,13 * * *'],
])('what says more than a sentence can is not put into words: %s', (_what, cron) => {
  expect(nextOccurrence(cron, zone, 0)).not.toBeNull();
  expect(cronWords(cron, zone)).toBeNull();
});

test.each([
  ['America/Argentina/Buenos_Aires', 'Buenos Aires time'],
  ['UTC', 'UTC'],
  ['Etc/GMT+5', 'Etc/GMT+5 time'],
])('whose clocks are meant is said: %s is %s', (name, words) => {
  expect(cronWords('0 6 * * *', name)).toBe(`Every day at 06:00, ${words}`);
});

test('the next times keep their time of day when the clocks change', () => {
  const times = nextOccurrences('0 6 * * 0', zone, Date.UTC(2026, 9, 20), 5);
  const local = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' });
  expect(times.map((at) => local.format(at))).toEqual(Array.from({ length: 5 }, () => '06:00'));
  // 1 November: the hour that comes twice.
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBe((7 * 24 + 1) * 3_600_000);
});

test.each([
  ['0 25 * * *', /^The hour "25" cannot be read\. .*0 to 23/],
  ['61 0 * * *', /^The minute "61"/],
  ['0 0 32 * *', /^The day of the month "32"/],
  ['0 0 * 13 *', /^The month "13"/],
  ['0 0 * * MO', /^The day of the week "MO" .*MON to SUN/],
  ['70 0 0 * * *', /^The second "70"/],
  ['often', /^A cron expression has five parts: .* This one has one part\.$/],
  ['0 6 * *', /This one has 4 parts\.$/],
  ['', /This one has 0 parts\.$/],
])('what is wrong with "%s" is said by its part', (cron, words) => {
  expect(cronFault(cron)).toMatch(words);
});
