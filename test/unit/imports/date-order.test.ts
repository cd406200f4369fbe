import { describe, expect, it } from 'vitest';
import {
  everyOrder,
  orderShown,
  possibleOrders,
  readDate,
  settleDate,
} from '../../../workers/imports/fields/date.ts';

const columnShows = (...cells: string[]) =>
  orderShown(cells.reduce((possible, cell) => possible & possibleOrders(cell), everyOrder));

describe('the order of the numbers in a column of dates', () => {
  it.each([
    ['a thirteenth in the second place', ['03/04/2026', '04/13/2026'], 'mdy'],
    ['a thirteenth in the first place', ['03/04/2026', '13/04/2026'], 'dmy'],
    ['nothing', ['03/04/2026', '5-6-26', '12/12/2026'], null],
    ['both', ['13/04/2026', '04/13/2026'], 'contradictory'],
    ['years that can be no day', ['26-03-04', '99-12-31'], 'ymd'],
    ['a year in front of what would be a day elsewhere', ['13/04/26', '99/04/13'], 'ymd'],
    ['two-digit years that could be days', ['03/04/05', '04/25/06'], 'mdy'],
    ['only dates that say it themselves', ['2026-03-04', '15-MAR-26', 'Mar 4, 2026'], null],
    ['no dates', ['soon', '99/99/2026'], null],
    ['a time behind the date', ['13/04/2026 08:15', '03/04/2026T00:00:00'], 'dmy'],
  ] as const)('%s', (_what, cells, order) => {
    expect(columnShows(...cells)).toBe(order);
  });

  it('reads a date by it, whatever the date itself would allow', () => {
    expect(settleDate('03/04/2026', 'mdy')).toBe('2026-03-04');
    expect(settleDate('03/04/2026', 'dmy')).toBe('2026-04-03');
    expect(settleDate('13/04/26', 'ymd')).toBe('2013-04-26');
    expect(settleDate('04.03.2026', 'mdy')).toBe('2026-04-03');
    expect(settleDate('04.03.2026', null)).toBe('2026-03-04');
    expect(settleDate('03/04/2026', null)).toBe('2026-03-04');
    for (const order of ['mdy', 'dmy', 'ymd'] as const) {
      expect(settleDate('2026-03-04', order)).toBe('2026-03-04');
      expect(settleDate('15-MAR-26', order)).toBe('2026-03-15');
    }
  });

  it('finds no date in what the order forbids', () => {
    expect(readDate('13/04/2026', 'mdy').kind).toBe('none');
    expect(readDate('04/13/2026', 'dmy').kind).toBe('none');
    expect(readDate('03/04/2026', 'ymd').kind).toBe('none');
    expect(readDate('3/4/2026', 'ymd').kind).toBe('none');
  });

  it('leaves no date in doubt that is the same either way round', () => {
    expect(readDate('04/04/2026')).toEqual({ kind: 'date', iso: '2026-04-04' });
    expect(readDate('04/4/2026')).toEqual({ kind: 'date', iso: '2026-04-04' });
    expect(readDate('03/04/2026').kind).toBe('ambiguous');
  });
});
