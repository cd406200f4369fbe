/** What a person has typed beside the lines of an invoice that is to be credited. Pure. */
import type { InvoiceLineView, InvoiceView } from '../../../../workers/api/wire.ts';
import { parseDecimal } from '../../../format/decimal.ts';

type Credited = Pick<InvoiceView, 'lines' | 'credited'>;

/** Cents of a line that no credit note has given back yet. */
export function leftOfLine({ credited }: Credited, { position, amountCents }: InvoiceLineView): number {
  return amountCents - (credited.byPosition[position] ?? 0);
}

/** Null for nothing typed; else cents, or why they are none. */
export function lineCredit(
  invoice: Credited,
  line: InvoiceLineView,
  text: string | undefined,
): { cents: number } | { wrong: 'no-amount' | 'too-much' } | null {
  if (text === undefined || text.trim() === '') return null;
  const cents = parseDecimal(text, 2);
  if (cents === null) return { wrong: 'no-amount' };
  const left = leftOfLine(invoice, line);
  // A line may be an allowance, below zero: what is credited lies between nothing and what is left of it.
  if (cents < Math.min(0, left) || cents > Math.max(0, left)) return { wrong: 'too-much' };
  return { cents };
}

/** Null while something of it is wrong. */
export function chosenLines(
  invoice: Credited,
  typed: Readonly<Record<number, string>>,
): { position: number; amountCents: number }[] | null {
  const chosen = [];
  for (const line of invoice.lines) {
    const credit = lineCredit(invoice, line, typed[line.position]);
    if (credit === null) continue;
    if ('wrong' in credit) return null;
    if (credit.cents !== 0) chosen.push({ position: line.position, amountCents: credit.cents });
  }
  return chosen;
}
