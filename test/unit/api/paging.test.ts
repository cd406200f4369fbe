import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberAt } from '../../../workers/store/queries/page-newest.ts';

it('finds the row at any position without walking to it, deleted rows left out', () => {
  const table = fc.record({ first: fc.integer({ min: 1, max: 50 }), rows: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(table, fc.array(fc.nat(59)), ({ first, rows }, gone) => {
      const all = Array.from({ length: rows }, (_, i) => first + i);
      const deleted = [...new Set(gone.filter((i) => i < rows).map((i) => first + i))].sort((a, b) => b - a);
      const live = all.filter((number) => !deleted.includes(number)).toReversed();
      const range = { rows, first, last: first + rows - 1, deleted };
      for (const [position, number] of live.entries()) expect(numberAt(range, position)).toBe(number);
      // Behind the last row there is none, and no number of a row is given for it.
      expect(numberAt(range, live.length)).toBeLessThan(first);
    }),
  );
});

it('does not pretend to know where numbers have gaps', () => {
  expect(numberAt({ rows: 2, first: 1, last: 5, deleted: [] }, 0)).toBeNull();
  expect(numberAt({ rows: 0, first: 0, last: 0, deleted: [] }, 0)).toBeNull();
});
