/** A customer's account over a period: what was owed before, what has moved it, what is owed at the end, and how old that is. */
import type { Store } from '../../store/open.ts';
import {
  accountDocuments,
  accountPayments,
  onAccount,
  type AccountDocument,
  type AccountPayment,
} from '../../store/queries/account.ts';
import { siteTimeZone } from '../../store/queries/site-time-zone.ts';
import { aging, type AgingSums } from './aging.ts';
import { requireCustomer } from './find.ts';
import { addDays, dayUntilToday, endOfDay, requireDay, warehouseDay } from './warehouse-days.ts';

export type EntryKind =
  'invoice' | 'invoice-void' | 'credit-note' | 'credit-note-void' | 'payment' | 'reversal';

export interface Entry {
  date: string;
  kind: EntryKind;
  /** Number of the document; reference of the payment. */
  reference: string;
  dueDate: string | null;
  /** What it adds to what is owed; payments and credits are below zero. */
  amountCents: number;
}

export interface Statement {
  customerId: string;
  customerNumber: string;
  name: string;
  from: string;
  to: string;
  /** One per currency, in the order of its code. */
  accounts: Account[];
}

export interface Account {
  currency: string;
  openingCents: number;
  entries: (Entry & { balanceCents: number })[];
  closingCents: number;
  /** Of what is open at the end of the period. */
  aging: AgingSums | null;
  /** Payments and credits that settle nothing yet: `closingCents` is what is open less this. */
  onAccountCents: number;
}

/**
 * @param from first day. @param to last day, not after today; left out: today.
 * @throws UserError `not-found`, `date-invalid`, `date-in-future`.
 */
export function statement(
  store: Store,
  customerKey: string,
  { from, to: last }: { from?: string | undefined; to?: string | undefined } = {},
): Statement {
  const customer = requireCustomer(store, customerKey);
  const { id: customerId } = customer;
  const to = dayUntilToday(store, last, 'A statement');
  const first = from ?? addDays(to, -30);
  requireDay(first);
  const dayOf = (at: number) => warehouseDay(store, at);
  const moves = [
    ...accountDocuments(store, customerId).flatMap((document) => documentMoves(document, dayOf)),
    ...accountPayments(store, customerId).flatMap((payment) => paymentMoves(payment, dayOf)),
  ];
  const ages = aging(store, { asOf: to, customer: customerId }).totals;
  const credits = onAccount(store, { customerId, asOf: to, end: endOfDay(to, siteTimeZone(store)) });
  const currencies = [...new Set(moves.map(({ currency }) => currency))].sort();
  return {
    customerId,
    customerNumber: customer.number,
    name: customer.legalName,
    from: first,
    to,
    accounts: currencies.map((currency) => ({
      currency,
      ...period(
        moves.filter((move) => move.currency === currency),
        first,
        to,
      ),
      aging: ages.find((age) => age.currency === currency) ?? null,
      onAccountCents: credits.get(currency) ?? 0,
    })),
  };
}

type Move = Entry & { currency: string };

/** What a document adds to the account, on which days. Pure. */
export function documentMoves(document: AccountDocument, dayOf: (at: number) => string): Move[] {
  const { kind, currency, issueDate, dueDate, number, totalCents, voidedAt } = document;
  const isCredit = kind === 'credit-note';
  const amountCents = isCredit ? -totalCents : totalCents;
  const made: Move = {
    currency,
    dueDate,
    amountCents,
    date: issueDate,
    kind: isCredit ? 'credit-note' : 'invoice',
    reference: number,
  };
  if (voidedAt === null) return [made];
  return [
    made,
    {
      ...made,
      // Imported invoices may be dated ahead of the day on which they are voided.
      date: latest(issueDate, dayOf(voidedAt)),
      kind: isCredit ? 'credit-note-void' : 'invoice-void',
      amountCents: -amountCents,
    },
  ];
}

/** What a payment takes from the account, on which days. Pure. */
export function paymentMoves(payment: AccountPayment, dayOf: (at: number) => string): Move[] {
  const { currency, date, amountCents, reference, method, reversedAt } = payment;
  const words = reference === '' ? method : `${method} ${reference}`;
  const made: Move = {
    currency,
    date,
    dueDate: null,
    kind: 'payment',
    reference: words,
    amountCents: -amountCents,
  };
  if (reversedAt === null) return [made];
  return [made, { ...made, date: dayOf(reversedAt), kind: 'reversal', amountCents }];
}

function period(moves: readonly Move[], from: string, to: string) {
  const sorted = moves.filter(({ date }) => date <= to).sort((a, b) => compare(a.date, b.date));
  const before = sorted.filter(({ date }) => date < from);
  const openingCents = before.reduce((sum, { amountCents }) => sum + amountCents, 0);
  let balanceCents = openingCents;
  const entries = sorted.slice(before.length).map(({ currency: _currency, ...entry }) => {
    balanceCents += entry.amountCents;
    return { ...entry, balanceCents };
  });
  return { openingCents, entries, closingCents: balanceCents };
}

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
const latest = (a: string, b: string) => (a > b ? a : b);
