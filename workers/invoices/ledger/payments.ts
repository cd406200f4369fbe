/** Payments: recorded with what they settle, never changed, reversed as a whole. What settles nothing is the customer's credit. */
import { v7 as uuidv7 } from 'uuid';
import type { PaymentMethod } from '../../api/wire.ts';
import { UserError } from '../../errors.ts';
import type { Store } from '../../store/open.ts';
import {
  allocationsFrom,
  insertPayment,
  markPaymentReversed,
  paymentById,
  type Allocation,
  type Payment,
} from '../../store/payments.ts';
import { openInvoices } from '../../store/queries/open-invoices.ts';
import { siteCurrency } from '../../store/queries/site-currency.ts';
import type { Transaction } from '../../store/write.ts';
import { requireCustomer, requireInvoice, type Reading } from './find.ts';
import { mostCents } from './lines.ts';
import { spread, type Share } from './propose.ts';
import { settle, spentCents, unsettle, type Funds } from './settle.ts';
import { dayUntilToday } from './warehouse-days.ts';

export interface PaymentInput {
  /** Chosen by a caller who may have to ask twice: the second time nothing is recorded. */
  id?: string | undefined;
  /** Id or number; may be left out when `shares` name invoices. */
  customer?: string | undefined;
  /** `YYYY-MM-DD`, not after today; left out: today in the warehouse. */
  date?: string | undefined;
  amountCents: number;
  /** Left out: that of the first invoice named, else the site's. */
  currency?: string | undefined;
  method: PaymentMethod;
  reference?: string | undefined;
  note?: string | undefined;
  /** Left out: oldest first. Empty: all of it stays on account. */
  shares?: readonly Share[] | undefined;
}

export interface PaymentState {
  payment: Payment;
  /** Those that stand. */
  allocations: Allocation[];
  /** Cents that settle nothing yet; of a reversed payment nothing is left. */
  leftCents: number;
}

/**
 * @throws UserError `customer-missing`, `not-found`, `amount-invalid`, `date-invalid`, `date-in-future`, and as `settle`. Then nothing
 * is recorded.
 */
export function recordPayment(store: Store, actor: string, input: PaymentInput): PaymentState {
  return store.write(actor, (tx) => {
    const id = input.id ?? uuidv7();
    const before = paymentById(tx, id);
    if (before !== undefined) return stateOf(tx, before);
    const { customerId, currency } = partiesOf(tx, input);
    if (input.amountCents <= 0 || input.amountCents > mostCents)
      throw new UserError('amount-invalid', 'The amount of a payment must be more than nothing.');
    const payment = insertPayment(tx, {
      id,
      customerId,
      currency,
      date: dayUntilToday(store, input.date, 'A payment'),
      amountCents: input.amountCents,
      method: input.method,
      reference: input.reference ?? '',
      note: input.note ?? '',
      createdAt: tx.now,
      createdBy: actor,
    });
    const funds = { source: { paymentId: id }, customerId, currency, leftCents: input.amountCents };
    spend(store, tx, funds, input.shares);
    return stateOf(tx, payment);
  });
}

/**
 * Settles invoices with what is left of a payment.
 * @param expectedLeftCents refuses when something else is left of it by now.
 * @throws UserError `not-found`, `payment-reversed`, `credit-moved`, and as `settle`.
 */
export function applyPayment(
  store: Store,
  actor: string,
  paymentId: string,
  shares?: readonly Share[],
  expectedLeftCents?: number,
): PaymentState {
  return store.write(actor, (tx) => {
    const payment = requirePayment(tx, paymentId);
    if (payment.reversedAt !== null)
      throw new UserError('payment-reversed', 'This payment was reversed: nothing is left of it.');
    const { customerId, currency } = payment;
    const { leftCents } = stateOf(tx, payment);
    requireLeft(leftCents, expectedLeftCents);
    spend(store, tx, { source: { paymentId }, customerId, currency, leftCents }, shares);
    return stateOf(tx, payment);
  });
}

/** A check that bounced, a wrong entry: what it has settled is open again. Reversing twice does nothing more. */
export function reversePayment(store: Store, actor: string, paymentId: string, reason: string): PaymentState {
  return store.write(actor, (tx) => {
    const payment = requirePayment(tx, paymentId);
    if (payment.reversedAt === null) {
      requireReason(reason, 'reversed');
      unsettle(tx, { paymentId });
      markPaymentReversed(tx, paymentId, reason.trim());
    }
    return paymentState(tx, paymentId);
  });
}

/** @throws UserError `not-found`. */
export function paymentState(reading: Reading, paymentId: string): PaymentState {
  return stateOf(reading, requirePayment(reading, paymentId));
}

/** Spreads what is left as said, or over the oldest of the customer's invoices. */
export function spend(
  store: Store,
  tx: Transaction,
  funds: Funds,
  shares: readonly Share[] | undefined,
): void {
  const { customerId, currency, leftCents } = funds;
  const open = customerId === null || shares !== undefined ? [] : openInvoices(store, customerId, currency);
  for (const { invoice, amountCents } of shares ?? spread(open, leftCents))
    settle(tx, funds, invoice, amountCents);
}

/** @throws UserError `credit-moved`. */
export function requireLeft(leftCents: number, expectedLeftCents: number | undefined): void {
  if (expectedLeftCents === undefined || expectedLeftCents === leftCents) return;
  throw new UserError(
    'credit-moved',
    'Something of it has settled invoices in the meantime. Look at what is left of it, and repeat.',
  );
}

/** @throws UserError `reason-missing`. */
export function requireReason(reason: string, what: string): void {
  if (reason.trim() === '')
    throw new UserError('reason-missing', `Say why it is ${what}: the reason is kept with it.`);
}

function stateOf(reading: Reading, payment: Payment): PaymentState {
  const source = { paymentId: payment.id };
  const leftCents = payment.reversedAt === null ? payment.amountCents - spentCents(reading, source) : 0;
  return { payment, allocations: allocationsFrom(reading, source), leftCents };
}

function requirePayment(reading: Reading, id: string): Payment {
  const payment = paymentById(reading, id);
  if (payment === undefined) throw new UserError('not-found', `There is no payment with the id ${id}.`);
  return payment;
}

function partiesOf(tx: Transaction, { customer, currency, shares }: PaymentInput) {
  const [share] = shares ?? [];
  const first = share === undefined ? null : requireInvoice(tx, share.invoice);
  if (customer === undefined && first === null)
    throw new UserError('customer-missing', 'Say who has paid: a customer, or the invoices that are paid.');
  return {
    customerId: customer === undefined ? (first?.customerId ?? null) : requireCustomer(tx, customer).id,
    currency: currency ?? first?.currency ?? siteCurrency(tx),
  };
}
