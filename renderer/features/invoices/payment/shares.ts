/** How a payment is spread over open invoices while a person types. What the engine records is what was shown. Pure. */
import type { OpenInvoiceView } from '../../../../workers/api/ledger-wire.ts';
import { decimalText, parseDecimal } from '../../../format/decimal.ts';

/** By id of the invoice, as typed. */
export type TypedShares = Readonly<Record<string, string>>;

type Open = Pick<OpenInvoiceView, 'id' | 'openCents'>;

/** Each in turn gets what it still needs, as long as there is something. */
export function spreadText(open: readonly Open[], amountCents: number): TypedShares {
  const typed: Record<string, string> = {};
  let left = Math.max(0, amountCents);
  for (const { id, openCents } of open) {
    const share = Math.min(left, openCents);
    if (share > 0) typed[id] = decimalText(share, 2);
    left -= share;
  }
  return typed;
}

/** Cents typed for one invoice; null for what is no amount, is below zero, or more than is open. */
export function shareOf({ openCents }: Open, text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return 0;
  const cents = parseDecimal(text, 2);
  return cents === null || cents < 0 || cents > openCents ? null : cents;
}

/** Null while one of them is wrong. */
export function readShares(
  open: readonly Open[],
  typed: TypedShares,
): { invoice: string; amountCents: number }[] | null {
  const shares = [];
  for (const invoice of open) {
    const amountCents = shareOf(invoice, typed[invoice.id]);
    if (amountCents === null) return null;
    if (amountCents > 0) shares.push({ invoice: invoice.id, amountCents });
  }
  return shares;
}
