/** Credit notes: what an issued invoice charged too much, given back under a number of its own. */
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../../errors.ts';
import { replaceLines, type LineValues } from '../../store/invoice-lines.ts';
import type { Store } from '../../store/open.ts';
import { creditedSoFar } from '../../store/queries/credited.ts';
import type { Transaction } from '../../store/write.ts';
import { creditSums, type CreditedLine } from './credit-lines.ts';
import { linesOf } from './drafts.ts';
import { nameOf, requireInvoice, type Invoice } from './find.ts';
import { giveNumber } from './issue.ts';
import { requireLeft, requireReason, spend } from './payments.ts';
import type { Share } from './propose.ts';
import { openCents, settle, spentCents } from './settle.ts';
import { dayUntilToday } from './warehouse-days.ts';

export interface CreditOptions {
  /** Chosen by a caller who may have to ask twice: the second time nothing is made. */
  id?: string | undefined;
  reason: string;
  /** Left out: all that is left of the invoice. */
  lines?: readonly CreditedLine[] | undefined;
  /** `YYYY-MM-DD`, not after today; left out: today in the warehouse. */
  date?: string | undefined;
}

/**
 * Issues a credit note, which settles its invoice at once. Where that is paid already, the rest stays on account.
 * @throws UserError `not-found`, `not-creditable`, `reason-missing`, `more-than-invoice`, `date-before-invoice`, and as `creditSums`.
 */
export function creditInvoice(
  store: Store,
  actor: string,
  key: string,
  { id = uuidv7(), reason, lines: wanted, date }: CreditOptions,
): Invoice {
  return store.write(
    actor,
    (tx) => {
      const invoice = requireInvoice(tx, key);
      const made = store.raw.prepare('SELECT 1 FROM invoice WHERE id = ?').get(id);
      if (made !== undefined) return requireInvoice(tx, id);
      requireCreditable(invoice);
      requireReason(reason, 'credited');
      const credited = creditedSoFar(store, invoice);
      const sums = creditSums(invoice, creditableLines(tx, invoice), credited, wanted ?? null);
      const totalCents = sums.subtotalCents + sums.taxCents;
      if (totalCents > invoice.totalCents - credited.totalCents) {
        throw new UserError(
          'more-than-invoice',
          `${nameOf(invoice)} has less left than that: a credit note never gives back more than the invoice charged.`,
        );
      }
      const issueDate = dayUntilToday(store, date, 'A credit note');
      if (issueDate < invoice.issueDate)
        throw new UserError('date-before-invoice', 'A credit note cannot be older than its invoice.');
      const note = makeNote(tx, invoice, { id, reason: reason.trim(), issueDate, ...sums, totalCents });
      const amount = Math.min(openCents(invoice), totalCents);
      const funds = fundsOf(tx, note);
      if (amount > 0) settle(tx, funds, invoice.id, amount);
      return keepSpent(tx, note);
    },
    'full',
  );
}

/** Settles other invoices of the customer with what is left of a credit note. @throws UserError as `settle`, `not-a-credit-note`, `credit-moved`. */
export function applyCreditNote(
  store: Store,
  actor: string,
  key: string,
  shares?: readonly Share[],
  expectedLeftCents?: number,
): Invoice {
  return store.write(actor, (tx) => {
    const note = requireInvoice(tx, key);
    if (note.kind !== 'credit-note' || note.status === 'void')
      throw new UserError('not-a-credit-note', `${nameOf(note)} is no credit note that stands.`);
    const funds = fundsOf(tx, note);
    requireLeft(funds.leftCents, expectedLeftCents);
    spend(store, tx, funds, shares);
    return keepSpent(tx, note);
  });
}

/** A credit note's own `settledCents` is what of it has settled invoices. */
export function keepSpent(tx: Transaction, { id }: Invoice): Invoice {
  return tx.update('invoice', id, { settledCents: spentCents(tx, { creditNoteId: id }) });
}

function fundsOf(tx: Transaction, { id, customerId, currency, totalCents }: Invoice) {
  const source = { creditNoteId: id };
  return { source, customerId, currency, leftCents: totalCents - spentCents(tx, source) };
}

function requireCreditable(invoice: Invoice): void {
  if (invoice.kind === 'invoice' && ['issued', 'sent', 'paid'].includes(invoice.status)) return;
  throw new UserError(
    'not-creditable',
    `${nameOf(invoice)} is ${invoice.kind === 'invoice' ? invoice.status : 'a credit note'}: only an issued invoice can be credited.`,
  );
}

/** An imported invoice may have no lines: then its subtotal is one. */
function creditableLines(tx: Transaction, invoice: Invoice): LineValues[] {
  const lines = linesOf(tx, invoice.id);
  if (lines.length > 0) return lines;
  return [
    {
      position: 1,
      code: 'other',
      description: `Invoice ${invoice.number}`,
      quantityMilli: 1000,
      unitPriceE4: invoice.subtotalCents * 100,
      discountBp: 0,
      amountCents: invoice.subtotalCents,
    },
  ];
}

function makeNote(
  tx: Transaction,
  invoice: Invoice,
  note: {
    id: string;
    reason: string;
    issueDate: string;
    lines: LineValues[];
    subtotalCents: number;
    taxCents: number;
    totalCents: number;
  },
): Invoice {
  const { billToName, billToAddress, customerId, customerNumber, currency } = invoice;
  const { loadNumber, poNumber, bolNumber, proNumber } = invoice;
  const { id, reason, issueDate, lines, subtotalCents, taxCents, totalCents } = note;
  const draft = tx.create(
    'invoice',
    {
      kind: 'credit-note',
      creditsId: invoice.id,
      number: `draft:${id}`,
      status: 'draft',
      billToName,
      billToAddress,
      customerId,
      customerNumber,
      currency,
      loadNumber,
      poNumber,
      bolNumber,
      proNumber,
      issueDate,
      subtotalCents,
      taxCents,
      totalCents,
      notes: reason,
    },
    id,
  );
  replaceLines(tx, draft, lines);
  return giveNumber(tx, draft, 'CN', issueDate, {});
}
