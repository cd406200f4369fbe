/** What a credit note says: lines of the invoice, whole or in part, and the tax that belongs to them. Pure. */
import { UserError } from '../../errors.ts';
import type { LineValues } from '../../store/invoice-lines.ts';
import type { Credited } from '../../store/queries/credited.ts';

export interface CreditedLine {
  /** Of the invoice's line. */
  position: number;
  /** Left out: all that is left of the line. */
  amountCents?: number | undefined;
}

export interface CreditSums {
  lines: LineValues[];
  subtotalCents: number;
  taxCents: number;
}

/**
 * Tax follows the lines: each credit note takes the difference of two rounded running totals, so that the last one ends exactly at
 * the invoice's tax.
 * @param wanted null for all that is left.
 * @throws UserError `line-unknown`, `line-twice`, `more-than-line`, `nothing-to-credit`.
 */
export function creditSums(
  invoice: { number: string; subtotalCents: number; taxCents: number },
  lines: readonly LineValues[],
  credited: Credited,
  wanted: readonly CreditedLine[] | null,
): CreditSums {
  const positions = (wanted ?? []).map(({ position }) => position);
  if (new Set(positions).size < positions.length)
    throw new UserError('line-twice', 'A line is named twice: say once what is credited of it.');
  const left = (line: LineValues) => line.amountCents - (credited.byPosition.get(line.position) ?? 0);
  const chosen = (wanted ?? lines.map(({ position }) => ({ position, amountCents: undefined }))).map(
    ({ position, amountCents }) => {
      const line = lines.find((each) => each.position === position);
      if (line === undefined)
        throw new UserError('line-unknown', `Invoice ${invoice.number} has no line ${position}.`);
      return creditLine(invoice.number, line, left(line), amountCents ?? left(line));
    },
  );
  const subtotalCents = chosen.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const before = credited.totalCents - credited.taxCents;
  const taxUpTo = taxShare(invoice, before + subtotalCents);
  const isWhole = wanted === null;
  const taxCents = (isWhole ? invoice.taxCents : taxUpTo) - credited.taxCents;
  const kept = chosen.filter(({ amountCents }) => amountCents !== 0);
  if (subtotalCents + taxCents <= 0)
    throw new UserError('nothing-to-credit', `Nothing of invoice ${invoice.number} is left to be credited.`);
  return { lines: kept, subtotalCents, taxCents };
}

function creditLine(number: string, line: LineValues, left: number, cents: number): LineValues {
  // A line may be below zero (an allowance): what is credited lies between nothing and what is left of it.
  if (cents < Math.min(0, left) || cents > Math.max(0, left)) {
    throw new UserError(
      'more-than-line',
      `Line ${line.position} of invoice ${number} has less left than that: it cannot be credited beyond itself.`,
    );
  }
  if (cents === line.amountCents) return { ...line };
  const { position, code, description } = line;
  return {
    position,
    code,
    description,
    quantityMilli: 1000,
    unitPriceE4: cents * 100,
    discountBp: 0,
    amountCents: cents,
  };
}

function taxShare({ subtotalCents, taxCents }: { subtotalCents: number; taxCents: number }, part: number) {
  if (subtotalCents <= 0) return 0;
  // Exact: the product of two amounts can be more than a double holds.
  return Number(
    (BigInt(taxCents) * BigInt(part) * 2n + BigInt(subtotalCents)) / (2n * BigInt(subtotalCents)),
  );
}
