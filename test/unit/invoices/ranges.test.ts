import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangesOf } from '../../../workers/invoices/request-pdfs.ts';

describe('ranges of invoices', () => {
  it('hold exactly the invoices that were chosen, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (nos) => {
        const held = rangesOf(nos).flatMap(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, i) => from + i),
        );
        expect(held).toEqual([...new Set(nos)].sort((a, b) => a - b));
      }),
    );
  });

  it('are as few as can be: a hundred thousand neighbours are one', () => {
    expect(rangesOf(Array.from({ length: 100_000 }, (_, i) => i + 1))).toEqual([[1, 100_000]]);
    expect(rangesOf([5, 3, 4, 9])).toEqual([
      [3, 5],
      [9, 9],
    ]);
  });
});
