/** Words of money that is there already: what of it is applied later, and payments that are taken back. */
import type { OpenCreditView } from '../../../../workers/api/ledger-wire.ts';
import { ledgerTexts } from '../ledger-texts.ts';

const { methods } = ledgerTexts.payment;

/** `check 1042` is `Check 1042`. */
export function paidBy(label: string): string {
  const [method = '', ...reference] = label.split(' ');
  const known = Object.entries(methods).find(([name]) => name === method)?.[1];
  return [known ?? method, ...reference].join(' ');
}

export const nameOfCredit = ({ source, label }: Pick<OpenCreditView, 'source' | 'label'>): string =>
  source === 'payment' ? paidBy(label) : label;

export const creditTexts = {
  apply: {
    open: 'Apply credit',
    title: (name: string) => `Apply ${name}`,
    titleTo: (number: string) => `Apply a credit to ${number}`,
    left: (amount: string) => `${amount} of it settles nothing yet.`,
    which: 'Which one',
    choice: (name: string, date: string, left: string) => `${name}, ${date}: ${left} left`,
    amount: 'Amount',
    notAmount: (most: string) => `An amount up to ${most}`,
    submit: 'Apply',
    nothingOpen: 'This customer has no open invoice in this currency.',
    done: (amount: string) => `${amount} applied.`,
    tooMuch: (amount: string) => `${amount} more is spread than is left.`,
  },
  reverse: {
    open: 'Reverse',
    openOf: (name: string) => `Reverse ${name}`,
    title: (amount: string, name: string) => `Reverse the payment of ${amount}, ${name}?`,
    text: 'What it has settled is open again. The payment stays in the books with its reversal; this cannot be taken back.',
    reason: 'Reason',
    reasonHint: 'Such as a check that bounced. Kept with the payment, and shown in the statement.',
    submit: 'Reverse payment',
    done: 'The payment is reversed.',
  },
  list: {
    title: 'Payments and credits',
    none: 'Nothing was paid or credited yet.',
    more: (shown: number, total: number) => `The latest ${shown} of ${total} payments.`,
    columns: {
      date: 'Date',
      what: 'What',
      settles: 'Settles',
      amount: 'Amount',
      left: 'On account',
      act: 'Actions',
    },
    creditNote: 'Credit note',
    reversed: (reason: string) => `Reversed: ${reason}`,
    others: (n: number) => `and ${n} more`,
  },
};
