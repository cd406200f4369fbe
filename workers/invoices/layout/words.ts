/** The words that every invoice carries, apart from its data. */
import { amountDueCents, type InvoiceDocument } from '../document.ts';
import { dayOf, formatDay, termsBetween } from '../format/dates.ts';

export const words = {
  title: 'INVOICE',
  running: (number: string) => `Invoice ${number}`,
  page: (n: number, of: number) => `Page ${n} of ${of}`,
  dueDate: 'Due date',
  issueDate: 'Invoice date',
  terms: 'Terms',
  billTo: 'Bill to',
  shipTo: 'Ship to',
  references: 'References',
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
  return amountDueCents(document) < 0 ? 'Credit balance' : 'Amount due';
}

/** The word to stamp on the pages, or null. */
export function stampOf({ status }: InvoiceDocument): 'PAID' | 'VOID' | 'DRAFT' | null {
  if (status === 'paid') return 'PAID';
  if (status === 'void') return 'VOID';
  return status === 'draft' ? 'DRAFT' : null;
}

/** A day as printed; the text as it is when it is none (the document was checked before). */
export function day(date: string): string {
  const parsed = dayOf(date);
  return parsed === null ? date : formatDay(parsed);
}

export function termsOf({ issueDate, dueDate }: InvoiceDocument): string | null {
  const issued = dayOf(issueDate);
  const due = dueDate === null ? null : dayOf(dueDate);
  return issued === null || due === null ? null : termsBetween(issued, due);
}

/** What the payer is asked to do, or why nothing is asked. */
export function paymentNote(document: InvoiceDocument, balance: string): string {
  const { number, status, dueDate } = document;
  if (status === 'void') return 'This invoice is void. Do not pay it.';
  if (status === 'paid') return 'This invoice has been paid in full. Thank you.';
  if (amountDueCents(document) <= 0)
    return `Nothing is to be paid. Please quote invoice ${number} when you write.`;
  const by = dueDate === null ? '' : ` by ${day(dueDate)}`;
  return `Please pay ${balance}${by} and quote invoice ${number} with your payment.`;
}
