/** What the lines of an invoice come to. Exact until the last step: no floating point touches money. */

export interface PricedLine {
  /** Thousandths. */
  quantityMilli: number;
  /** Ten-thousandths of the currency unit. */
  unitPriceE4: number;
  /** Basis points, 0 to 10,000. */
  discountBp: number;
}

/** Quantity (10^3) × unit price (10^4) × what the discount leaves (10^4) holds cents (10^2) this many times over. */
const partsPerCent = 1_000_000_000n;

/**
 * The amount of each line in cents, and their sum.
 *
 * The subtotal is the exact sum, rounded once (half away from zero), because that is what a customer who checks the invoice gets.
 * Lines rounded one by one can miss it by a cent, so each line is the difference of two rounded running totals: it is never
 * more than a cent away from its own rounding, and the printed lines always add up to the printed subtotal.
 */
export function lineAmounts(lines: readonly PricedLine[]): { amounts: number[]; subtotalCents: number } {
  let exact = 0n;
  let rounded = 0n;
  const amounts = lines.map((line) => {
    exact += BigInt(line.quantityMilli) * BigInt(line.unitPriceE4) * BigInt(10_000 - line.discountBp);
    const upTo = roundToCents(exact);
    const amount = Number(upTo - rounded);
    rounded = upTo;
    return amount;
  });
  return { amounts, subtotalCents: Number(rounded) };
}

function roundToCents(parts: bigint): bigint {
  const half = partsPerCent / 2n;
  return parts >= 0n ? (parts + half) / partsPerCent : -((-parts + half) / partsPerCent);
}
