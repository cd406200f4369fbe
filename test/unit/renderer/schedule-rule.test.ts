import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearDay, occurrenceWords } from '../../../renderer/features/schedules/occurrence.ts';
import { cronOf, missing, monthDays, ruleOf } from '../../../renderer/features/schedules/rule.ts';

test.each([
  ['30 0 * * *', { kind: 'daily', time: '00:30' }],
  ['5 * * * *', { kind: 'hourly', minute: 5 }],
  ['0 6 * * 1,5', { kind: 'weekly', time: '06:00', weekdays: [1, 5] }],
  ['0 6 * * 1-5', { kind: 'weekly', weekdays: [1, 2, 3, 4, 5] }],
  ['0 6 * * 7', { kind: 'weekly', weekdays: [0] }],
  ['0 2 1 * *', { kind: 'monthly', time: '02:00', monthDay: '1' }],
  ['0 2 L * *', { kind: 'monthly', monthDay: 'L' }],
  ['*/15 * * * *', { kind: 'cron', cron: '*/15 * * * *' }],
  ['0 6 * 1 *', { kind: 'cron', cron: '0 6 * 1 *' }],
  ['0 6 1 * 1', { kind: 'cron', cron: '0 6 1 * 1' }],
])('%s is picked as %o', (cron, rule) => {
  expect(ruleOf(cron)).toMatchObject(rule);
});

test('what was picked is found again in its expression', () => {
  const time = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
  const weekdays = fc.uniqueArray(fc.nat(6), { minLength: 1 }).map((days) => days.toSorted((a, b) => a - b));
  const base = ruleOf('');
  const rules = fc.oneof(
    fc.nat(59).map((minute) => ({ ...base, kind: 'hourly' as const, minute })),
    time.map((at) => ({ ...base, kind: 'daily' as const, time: at })),
    fc
      .tuple(time, weekdays)
      .map(([at, days]) => ({ ...base, kind: 'weekly' as const, time: at, weekdays: days })),
    fc
      .tuple(time, fc.constantFrom(...monthDays))
      .map(([at, monthDay]) => ({ ...base, kind: 'monthly' as const, time: at, monthDay })),
  );
  fc.assert(
    fc.property(rules, (rule) => {
      const cron = cronOf(rule);
      expect(missing(rule)).toBeNull();
      expect(ruleOf(cron)).toEqual({ ...rule, cron });
    }),
  );
});

test('a rule that lacks something says what', () => {
  expect(missing({ ...ruleOf('0 6 * * 1'), weekdays: [] })).toBe('weekdays');
  expect(missing({ ...ruleOf('0 6 * * *'), time: '' })).toBe('time');
  expect(missing(ruleOf(' '))).toBe('cron');
});

test('a time is told by the clocks that are meant, before and after they change', () => {
  const [before, after] = [Date.UTC(2026, 9, 31, 11), Date.UTC(2026, 10, 1, 12)];
  expect(occurrenceWords(before, before, 'America/Chicago')).toBe('Sat, Oct 31, 06:00 CDT');
  expect(occurrenceWords(after, before, 'America/Chicago')).toBe('Sun, Nov 1, 06:00 CST');
  expect(nearDay(after, before, 'America/Chicago')).toBe('Tomorrow');
  expect(nearDay(before, before, 'America/Chicago')).toBe('Today');
  expect(occurrenceWords(before, before, 'Moon/Base')).toBe('Sat, Oct 31, 11:00 UTC');
});
