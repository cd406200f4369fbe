/** Payments: recorded, applied, reversed. */
import { applyCreditNote } from '../invoices/ledger/credit.ts';
import { requireCustomer, requireInvoice } from '../invoices/ledger/find.ts';
import {
  applyPayment,
  paymentState,
  recordPayment,
  reversePayment,
  type PaymentState,
} from '../invoices/ledger/payments.ts';
import { oldestFirst, spread } from '../invoices/ledger/propose.ts';
import { today } from '../invoices/ledger/warehouse-days.ts';
import type { Store } from '../store/open.ts';
import { openCredits } from '../store/queries/open-credits.ts';
import { openInvoices } from '../store/queries/open-invoices.ts';
import { siteCurrency } from '../store/queries/site-currency.ts';
import { paymentIds } from '../store/queries/payments.ts';
import { os } from './base.ts';
import { daysPast } from './invoice-rows.ts';
import { viewOf } from './ledger-invoices.ts';
import type { PaymentView } from './ledger-wire.ts';

export const payments = {
  list: os.payments.list.handler(({ input, context: { store } }) => {
    const customerId = input.customer === undefined ? null : requireCustomer(store, input.customer).id;
    const { ids, total } = paymentIds(store, customerId, input);
    return { rows: ids.map((id) => paymentView(store, paymentState(store, id))), total };
  }),

  get: os.payments.get.handler(({ input, context: { store } }) =>
    paymentView(store, paymentState(store, input.id)),
  ),

  open: os.payments.open.handler(({ input, context: { store } }) => {
    const { customer, limit, offset } = input;
    const currency = input.currency ?? siteCurrency(store);
    const now = today(store);
    const open = oldestFirst(openInvoices(store, requireCustomer(store, customer).id, currency));
    const rows = open.slice(offset, offset + limit).map((each) => ({
      ...each,
      currency,
      daysOverdue: each.dueDate === null ? 0 : daysPast(each.dueDate, now),
    }));
    return { rows, total: open.length };
  }),

  credits: os.payments.credits.handler(({ input, context: { store } }) =>
    openCredits(store, requireCustomer(store, input.customer).id),
  ),

  propose: os.payments.propose.handler(({ input, context: { store } }) => {
    const { id } = requireCustomer(store, input.customer);
    const open = openInvoices(store, id, input.currency ?? siteCurrency(store));
    const shares = spread(open, input.amountCents).map((share) => ({
      ...share,
      number: open.find((invoice) => invoice.id === share.invoice)?.number ?? '',
    }));
    const spent = shares.reduce((sum, { amountCents }) => sum + amountCents, 0);
    return { shares, leftCents: input.amountCents - spent };
  }),

  record: os.payments.record.handler(({ input, context: { store, actor } }) =>
    paymentView(store, recordPayment(store, actor, input)),
  ),

  apply: os.payments.apply.handler(({ input, context: { store, actor } }) =>
    paymentView(store, applyPayment(store, actor, input.id, input.shares, input.expectedLeftCents)),
  ),

  applyCreditNote: os.payments.applyCreditNote.handler(({ input, context: { store, actor } }) =>
    viewOf(store, applyCreditNote(store, actor, input.invoice, input.shares, input.expectedLeftCents)),
  ),

  reverse: os.payments.reverse.handler(({ input, context: { store, actor } }) =>
    paymentView(store, reversePayment(store, actor, input.id, input.reason)),
  ),
};

function paymentView(store: Store, { payment, allocations, leftCents }: PaymentState): PaymentView {
  const { id, customerId, date, amountCents, currency, method, reference, note } = payment;
  const { createdAt, createdBy, reversedAt, reversedBy, reverseReason } = payment;
  return {
    id,
    customerId,
    date,
    amountCents,
    currency,
    method,
    reference,
    note,
    createdAt,
    createdBy,
    reversed:
      reversedAt === null ? null : { at: reversedAt, by: reversedBy ?? '', reason: reverseReason ?? '' },
    shares: allocations.map((each) => ({
      invoiceId: each.invoiceId,
      number: requireInvoice(store, each.invoiceId).number,
      amountCents: each.amountCents,
    })),
    leftCents,
  };
}
