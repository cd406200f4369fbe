import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimal } from '../../../workers/invoices/draw/numbers.ts';

it('writes points to the hundredth, without exponents and idle zeros', () => {
  expect([0, 1, 0.5, 12.34, 12.345, 12.999, -0.004, -3.2, 1e6 + 0.05].map(decimal)).toEqual(
    ['0', '1', '.5', '12.34', '12.35', '13', '0', '-3.2', '1000000.05'].map((text) =>
      text.replace(/^\./, '0.'),
    ),
  );
  fc.assert(
    fc.property(fc.double({ min: -20_000, max: 20_000, noNaN: true }), (n) => {
      const text = decimal(n);
      expect(text).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d?[1-9])?$/);
      expect(Math.abs(Number(text) - n)).toBeLessThanOrEqual(0.005 + 1e-9);
    }),
  );
});
