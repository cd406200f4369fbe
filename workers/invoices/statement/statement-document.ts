/** What a statement says: what a customer owes at the end of a day, invoice by invoice, how old it is, and what was paid lately. */
import { UserError } from '../../errors.ts';
import { currentTemplate, logoBy } from '../../store/document-template.ts';
import type { Store } from '../../store/open.ts';
import { accountPayments, onAccount } from '../../store/queries/account.ts';
import { openItems, type OpenItem } from '../../store/queries/aging.ts';
import { siteTimeZone } from '../../store/queries/site-time-zone.ts';
import type { Paper } from '../document.ts';
import { unprintableCharacter } from '../fonts/font-set.ts';
import { cleanLine, cleanLines, nameCharacter } from '../format/clean-text.ts';
import { moneyFormat } from '../format/money.ts';
import { aging, nothingOwed, type AgingSums } from '../ledger/aging.ts';
import { billToOf } from '../ledger/bill-to.ts';
import { requireCustomer } from '../ledger/find.ts';
import { remitToText } from '../ledger/remit-to-text.ts';
import { addDays, dayUntilToday, endOfDay, requireDay, today } from '../ledger/warehouse-days.ts';
import { lookOf, type Look } from '../look.ts';
import { sellerOf, type PrintedSeller } from '../seller.ts';

export interface StatementDocument extends PrintedSeller {
  paper: Paper;
  look?: Look;
  remitTo: string[];
  customer: { number: string; name: string; lines: string[] };
  /** First day of the payments shown, and the day at whose end it stands. */
  from: string;
  to: string;
  /** By currency; one in the site's own where nothing is owed. */
  accounts: StatementAccount[];
}

export interface StatementAccount {
  currency: string;
  /** What was due first first. */
  items: OpenItem[];
  aging: AgingSums;
  /** In the order of their dates. */
  payments: { date: string; words: string; amountCents: number }[];
  /** Paid or credited and not applied to an invoice. */
  onAccountCents: number;
  /** What is open less what is on account. */
  dueCents: number;
}

const usualDays = 30;

/**
 * @param from first day of the payments; left out: 30 days before the last. @param to left out: today.
 * @throws UserError `not-found`, `date-invalid`, `date-in-future`, `currency-unknown`, `font-lacks-character`.
 */
export function statementDocument(
  store: Store,
  customerKey: string,
  { from, to: last }: { from?: string | undefined; to?: string | undefined } = {},
): StatementDocument {
  // One snapshot: the invoices, their ages and the sum must belong together.
  return store.raw.inTransaction
    ? read(store, customerKey, from, last)
    : store.raw.transaction(() => read(store, customerKey, from, last))();
}

function read(
  store: Store,
  customerKey: string,
  from: string | undefined,
  last: string | undefined,
): StatementDocument {
  const customer = requireCustomer(store, customerKey);
  const to = dayUntilToday(store, last, 'A statement');
  const first = from ?? addDays(to, -usualDays);
  requireDay(first);
  const end = endOfDay(to, siteTimeZone(store));
  const { logo, ...template } = currentTemplate(store);
  const { billToName, billToAddress } = billToOf(customer);
  const document: StatementDocument = {
    ...sellerOf(template),
    paper: template.paper,
    ...lookOf({ ...template, logo: logo === null ? null : logoBy(store, logo) }),
    remitTo: cleanLines(remitToText(store, customer.id, to)),
    customer: {
      number: cleanLine(customer.number),
      name: cleanLine(billToName),
      lines: cleanLines(billToAddress),
    },
    from: first,
    to,
    accounts: accounts(store, customer.id, { first, to, end }),
  };
  check(document);
  return document;
}

function accounts(
  store: Store,
  customerId: string,
  { first, to, end }: { first: string; to: string; end: number },
): StatementAccount[] {
  const items = openItems(store, customerId, to, to >= today(store) ? null : end);
  const ages = aging(store, { asOf: to, customer: customerId }).totals;
  const credits = onAccount(store, { customerId, asOf: to, end });
  const payments = accountPayments(store, customerId)
    .filter(
      ({ date, reversedAt }) => date >= first && date <= to && (reversedAt === null || reversedAt >= end),
    )
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const currencies = new Set([
    ...items.map(({ currency }) => currency),
    ...payments.map(({ currency }) => currency),
    ...[...credits].filter(([, cents]) => cents !== 0).map(([currency]) => currency),
  ]);
  if (currencies.size === 0) currencies.add('USD');
  return [...currencies].sort().map((currency) => {
    const age = ages.find((sums) => sums.currency === currency) ?? nothingOwed;
    const onAccountCents = credits.get(currency) ?? 0;
    return {
      currency,
      items: items
        .filter((item) => item.currency === currency)
        .map((item) => ({ ...item, number: cleanLine(item.number) })),
      aging: age,
      payments: payments
        .filter((payment) => payment.currency === currency)
        .map(({ date, method, reference, amountCents }) => ({
          date,
          words: cleanLine(reference === '' ? method : `${method} ${reference}`),
          amountCents,
        })),
      onAccountCents,
      dueCents: age.openCents - onAccountCents,
    };
  });
}

function check({ customer, remitTo, accounts: all, seller, look }: StatementDocument): void {
  for (const { currency } of all) {
    if (moneyFormat(currency, []) !== null) continue;
    throw new UserError(
      'currency-unknown',
      `An invoice of ${customer.name} is in “${currency}”, which is no currency.`,
    );
  }
  const texts: [place: string, text: string][] = [
    ['your company’s details', [seller.name, ...seller.lines].join('\n')],
    ['the footer', (look?.footer ?? []).join('\n')],
    ['the customer’s name and address', [customer.number, customer.name, ...customer.lines].join('\n')],
    ['the remit-to address', remitTo.join('\n')],
    ...all.flatMap(({ items, payments }) => [
      ...items.map(({ number }): [string, string] => ['the number of an invoice', number]),
      ...payments.map(({ words }): [string, string] => ['the reference of a payment', words]),
    ]),
  ];
  for (const [place, text] of texts) {
    const character = unprintableCharacter(text);
    if (character === null) continue;
    throw new UserError(
      'font-lacks-character',
      `The character ${nameCharacter(character)} in ${place} is in none of the fonts that Dockhand prints with. Change the text, then make the statement again.`,
    );
  }
}
