/** What is paid of an invoice. Its `settledCents` is always the sum of the allocations that stand: it is summed anew with each. */
import { UserError } from '../../errors.ts';
import {
  allocationsFrom,
  allocationsTo,
  insertAllocation,
  reverseAllocations,
  statusBeforePaid,
  type Source,
} from '../../store/payments.ts';
import type { Transaction } from '../../store/write.ts';
import { nameOf, requireInvoice, type Invoice } from './find.ts';

/** Cents that are still to be paid of an issued invoice; of anything else nothing is. */
export function openCents({
  kind,
  status,
  totalCents,
  settledCents,
}: Pick<Invoice, 'kind' | 'status' | 'totalCents' | 'settledCents'>): number {
  return kind === 'invoice' && (status === 'issued' || status === 'sent') ? totalCents - settledCents : 0;
}

/** What the source of an allocation and its invoice must have in common, and what is left of the source. */
export interface Funds {
  source: Source;
  customerId: string | null;
  currency: string;
  /** Cents that settle nothing yet. */
  leftCents: number;
}

/**
 * Settles a part of an invoice.
 * @throws UserError `not-payable`, `currency-differs`, `customer-differs`, `amount-invalid`, `more-than-open`, `more-than-left`.
 */
export function settle(tx: Transaction, funds: Funds, invoiceKey: string, amountCents: number): void {
  const invoice = requireInvoice(tx, invoiceKey);
  const name = nameOf(invoice);
  const refuse = (code: string, words: string): never => {
    throw new UserError(code, words);
  };
  if (invoice.kind !== 'invoice' || !['issued', 'sent', 'paid'].includes(invoice.status))
    refuse('not-payable', `${name} is ${invoice.status}: only an issued invoice can be paid.`);
  if (invoice.currency !== funds.currency)
    refuse('currency-differs', `${name} is in ${invoice.currency}, the money is in ${funds.currency}.`);
  if (invoice.customerId !== funds.customerId)
    refuse('customer-differs', `${name} is another customer's: record a payment for each of them.`);
  if (amountCents <= 0) refuse('amount-invalid', 'The amount must be more than nothing.');
  if (amountCents > openCents(invoice))
    refuse('more-than-open', `${name} has less open than that. Look at it again and repeat.`);
  if (amountCents > funds.leftCents)
    refuse('more-than-left', 'More is spread over the invoices than there is to spread.');
  insertAllocation(tx, funds.source, invoice.id, amountCents);
  funds.leftCents -= amountCents;
  resettle(tx, invoice.id);
}

/** Reverses every allocation of a source; the invoices are open again to that extent. */
export function unsettle(tx: Transaction, source: Source): void {
  for (const { invoiceId } of reverseAllocations(tx, source)) resettle(tx, invoiceId);
}

/** Cents of a source that settle an invoice. */
export function spentCents(tx: Parameters<typeof allocationsFrom>[0], source: Source): number {
  return allocationsFrom(tx, source).reduce((sum, { amountCents }) => sum + amountCents, 0);
}

function resettle(tx: Transaction, invoiceId: string): void {
  const invoice = requireInvoice(tx, invoiceId);
  const settledCents = allocationsTo(tx, invoiceId).reduce((sum, { amountCents }) => sum + amountCents, 0);
  const isPaid = settledCents === invoice.totalCents;
  const status = isPaid
    ? 'paid'
    : invoice.status === 'paid'
      ? statusBeforePaid(tx, invoiceId)
      : invoice.status;
  tx.update('invoice', invoiceId, { settledCents, status });
}
