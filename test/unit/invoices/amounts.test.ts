import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAmounts } from '../../../workers/invoices/amounts.ts';

describe('line amounts', () => {
  it('are quantity × unit price less discount, in cents', () => {
    const lines = [
      { quantityMilli: 12_000, unitPriceE4: 140_000, discountBp: 0 },
      { quantityMilli: 1_500, unitPriceE4: 23_475, discountBp: 1_500 },
    ];
    expect(lineAmounts(lines)).toEqual({ amounts: [16_800, 299], subtotalCents: 17_099 });
  });

  it('add up to the exact sum rounded once, where rounding line by line would be a cent off', () => {
    const line = { quantityMilli: 1_000, unitPriceE4: 10_050, discountBp: 1_000 };
    const { amounts, subtotalCents } = lineAmounts([line, line]);
    expect(subtotalCents).toBe(181);
    expect(amounts).toEqual([90, 91]);
  });

  it('round credits away from zero, like charges', () => {
    const half = { quantityMilli: 1_000, unitPriceE4: 50, discountBp: 0 };
    expect(lineAmounts([half]).subtotalCents).toBe(1);
    expect(lineAmounts([{ ...half, quantityMilli: -1_000 }]).subtotalCents).toBe(-1);
  });

  it('always add up, and no line is more than a cent from its own rounding', () => {
    const anyLine = fc.record({
      quantityMilli: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      unitPriceE4: fc.integer({ min: 0, max: 1_000_000_000 }),
      discountBp: fc.integer({ min: 0, max: 10_000 }),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
        const { amounts, subtotalCents } = lineAmounts(lines);
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(subtotalCents);
        for (const [i, line] of lines.entries()) {
          const exact =
            (line.quantityMilli / 1000) * (line.unitPriceE4 / 100) * (1 - line.discountBp / 10_000);
          const tolerance = 1.001 + Math.abs(exact) * 1e-9;
          expect(Math.abs((amounts[i] ?? NaN) - exact)).toBeLessThanOrEqual(tolerance);
        }
      }),
    );
  });
});
