/** The words that every invoice carries, apart from its data. */
import { amountDueCents, type InvoiceDocument } from '../document.ts';
import { dayOf, formatDay, termsBetween } from '../format/dates.ts';

export const words = {
  titles: { invoice: 'INVOICE', 'credit-note': 'CREDIT NOTE' },
  running: ({ kind, number }: Pick<InvoiceDocument, 'kind' | 'number'>) =>
    `${kind === 'credit-note' ? 'Credit note' : 'Invoice'} ${number}`,
  page: (n: number, of: number) => `Page ${n} of ${of}`,
  dueDate: 'Due date',
  issueDates: { invoice: 'Invoice date', 'credit-note': 'Date' },
  terms: 'Terms',
  billTo: 'Bill to',
  shipTo: 'Ship to',
  references: 'References',
  credits: 'Credits',
  shipment: 'Shipment',
  description: 'Description',
  quantity: 'Qty',
  unitPrice: 'Unit price',
  discount: 'Discount',
  amount: (currency: string) => `Amount (${currency})`,
  noLines: 'No items',
  broughtForward: 'Brought forward',
  carriedForward: 'Carried forward',
  subtotal: 'Subtotal',
  tax: 'Tax',
  total: 'Total',
  paid: 'Paid',
  voided: 'Voided',
  remitTo: 'Remit to',
  payment: 'Payment',
  notes: 'Notes',
} as const;

/** What the sum at the top and the bottom is. */
export function balanceLabel(document: InvoiceDocument): string {
  if (document.kind === 'credit-note') return 'Credit';
  return amountDueCents(document) < 0 ? 'Credit balance' : 'Amount due';
}

/** The word to stamp on the pages, or null. */
export function stampOf({ status, isCopy }: InvoiceDocument): 'PAID' | 'VOID' | 'DRAFT' | 'COPY' | null {
  if (status === 'paid') return 'PAID';
  if (status === 'void') return 'VOID';
  if (status === 'draft') return 'DRAFT';
  return isCopy ? 'COPY' : null;
}

/** A day as printed; the text as it is when it is none (the document was checked before). */
export function day(date: string): string {
  const parsed = dayOf(date);
  return parsed === null ? date : formatDay(parsed);
}

/** What the strip has room for. */
const shortTerms = 24;

/** The terms in a few words: as kept at the issue, or as the dates have them. */
export function termsOf({ terms, issueDate, dueDate }: InvoiceDocument): string | null {
  if (terms !== '' && !needsSection(terms)) return terms;
  const issued = dayOf(issueDate);
  const due = dueDate === null ? null : dayOf(dueDate);
  return issued === null || due === null ? null : termsBetween(issued, due);
}

/** Terms with a late fee or a dispute window are sentences, and stand below the totals. */
export function needsSection(terms: string): boolean {
  return terms.length > shortTerms || terms.includes('\n');
}

/** What the payer is asked to do, or why nothing is asked. */
export function paymentNote(document: InvoiceDocument, balance: string): string {
  const { number, status, dueDate } = document;
  if (document.kind === 'credit-note') {
    const of = document.credits === null ? '' : ` from invoice ${document.credits}`;
    return status === 'void'
      ? 'This credit note is void.'
      : `This amount is credited to your account${of}. Please do not pay it.`;
  }
  if (status === 'void') return 'This invoice is void. Do not pay it.';
  if (status === 'paid') return 'This invoice has been paid in full. Thank you.';
  if (amountDueCents(document) <= 0)
    return `Nothing is to be paid. Please quote invoice ${number} when you write.`;
  const by = dueDate === null ? '' : ` by ${day(dueDate)}`;
  return `Please pay ${balance}${by} and quote invoice ${number} with your payment.`;
}
