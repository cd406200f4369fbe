import { describe, expect, test } from 'vitest';
import { money, unitPrice } from '../../../renderer/format/money.ts';
import { basisPoints, bytes, counted, percent, quantity } from '../../../renderer/format/numbers.ts';
import {
  ago,
  clockTime,
  dateTime,
  duration,
  plainDate,
  remaining,
  sameDay,
} from '../../../renderer/format/time.ts';

const noon = Date.UTC(2026, 10, 24, 12, 0, 0);
const minute = 60_000;

describe('numbers', () => {
  test('counts agree with their noun', () => {
    expect(counted(1, 'row')).toBe('1 row');
    expect(counted(2155, 'row')).toBe('2,155 rows');
    expect(counted(0, 'entry', 'entries')).toBe('0 entries');
  });

  test('a share says 100 % only when it is complete', () => {
    expect(percent(0.999)).toBe('99 %');
    expect(percent(1)).toBe('100 %');
    expect(percent(1.2)).toBe('100 %');
    expect(percent(0.0004)).toBe('<1 %');
    expect(percent(0)).toBe('0 %');
    expect(percent(-1)).toBe('0 %');
  });

  test('sizes change unit before they would read 1,000', () => {
    expect(bytes(999)).toBe('999 B');
    expect(bytes(1000)).toBe('1 KB');
    expect(bytes(999_960)).toBe('1 MB');
    expect(bytes(158_900_000)).toBe('158.9 MB');
  });

  test('thousandths and basis points lose nothing', () => {
    expect(quantity(12_000)).toBe('12');
    expect(quantity(1_505)).toBe('1.505');
    expect(basisPoints(1500)).toBe('15 %');
    expect(basisPoints(825)).toBe('8.25 %');
  });
});

describe('money', () => {
  test('cents become the amount with its currency', () => {
    expect(money(123_456, 'USD')).toBe('$1,234.56');
    expect(money(-5, 'EUR')).toBe('-€0.05');
  });

  test('a unit price keeps up to four decimals', () => {
    expect(unitPrice(140_000, 'USD')).toBe('$14.00');
    expect(unitPrice(23_755, 'USD')).toBe('$2.3755');
  });

  test('a currency that is none is shown, not thrown', () => {
    expect(money(100, '<b>')).toBe('1.00 <b>');
    expect(unitPrice(10_000, '')).toBe('1.0000 ');
  });
});

describe('times', () => {
  test('the year shows only when it is another one', () => {
    expect(dateTime(noon, noon, 'UTC')).toBe('Nov 24, 12:00');
    expect(dateTime(Date.UTC(2025, 0, 2, 0, 5), noon, 'UTC')).toBe('Jan 2, 2025, 00:05');
    expect(clockTime(noon, 'UTC')).toBe('12:00:00');
  });

  test('what happened lately is told as a distance', () => {
    expect(ago(noon - 10_000, noon, 'UTC')).toBe('just now');
    expect(ago(noon - 5 * minute, noon, 'UTC')).toBe('5 min ago');
    expect(ago(noon - 3 * 60 * minute, noon, 'UTC')).toBe('3 h ago');
    expect(ago(noon - 13 * 60 * minute, noon, 'UTC')).toBe('Nov 23, 23:00');
  });

  test('durations never show 60 of a unit', () => {
    expect(duration(240)).toBe('240 ms');
    expect(duration(3_400)).toBe('3.4 s');
    expect(duration(9_960)).toBe('10 s');
    expect(duration(59_700)).toBe('1 min');
    expect(duration(125_000)).toBe('2 min 5 s');
    expect(duration(72 * minute)).toBe('1 h 12 min');
    expect(duration(76 * 60 * minute)).toBe('3 d 4 h');
  });

  test('time left is coarse', () => {
    expect(remaining(4_000)).toBe('a few seconds');
    expect(remaining(34_000)).toBe('about 40 seconds');
    expect(remaining(58_000)).toBe('about 1 minute');
    expect(remaining(170_000)).toBe('about 3 minutes');
    expect(remaining(2 * 60 * minute)).toBe('about 2 hours');
  });

  test('a date without a time does not move with the time zone', () => {
    expect(plainDate('1996-07-04')).toBe('Jul 4, 1996');
    expect(plainDate('not a date')).toBe('not a date');
  });

  test('days are those of the zone', () => {
    const late = Date.UTC(2026, 10, 24, 3);
    expect(sameDay(late, noon, 'UTC')).toBe(true);
    expect(sameDay(late, noon, 'America/Chicago')).toBe(false);
  });
});
