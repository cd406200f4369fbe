/** Lines of a draft: what they are charged for, and what they come to. */
import { UserError } from '../../errors.ts';
import type { LineValues } from '../../store/invoice-lines.ts';
import { lineAmounts } from '../amounts.ts';

/** What a freight invoice charges for. */
export const lineCodes = [
  'line-haul',
  'fuel',
  'detention',
  'layover',
  'lumper',
  'tonu',
  'stop-off',
  'accessorial',
  'freight',
  'goods',
  'other',
] as const;

export interface DraftLine {
  code: (typeof lineCodes)[number];
  description: string;
  /** Thousandths. */
  quantityMilli: number;
  /** Ten-thousandths of the currency unit; below zero for an allowance. */
  unitPriceE4: number;
  /** Basis points, 0 to 10,000. */
  discountBp: number;
}

/** Far beyond any freight bill, and sums of thousands of them are still exact. */
export const mostCents = 1_000_000_000_00;

/** @throws UserError `amount-too-large`. */
export function pricedLines(lines: readonly DraftLine[]): { lines: LineValues[]; subtotalCents: number } {
  const { amounts, subtotalCents } = lineAmounts(lines);
  if ([subtotalCents, ...amounts].some((cents) => Math.abs(cents) > mostCents)) {
    throw new UserError(
      'amount-too-large',
      'The lines come to more than a thousand million. Check quantity and unit price.',
    );
  }
  return {
    subtotalCents,
    lines: lines.map((line, at) => ({
      position: at + 1,
      code: line.code,
      description: line.description,
      quantityMilli: line.quantityMilli,
      unitPriceE4: line.unitPriceE4,
      discountBp: line.discountBp,
      amountCents: amounts[at] ?? 0,
    })),
  };
}
