/** Voiding: an issued document that shall not count. Its number stays taken, and what it said stays readable. */
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../../errors.ts';
import { replaceLines } from '../../store/invoice-lines.ts';
import { voidNumber } from '../../store/number-register.ts';
import type { Store } from '../../store/open.ts';
import { creditedSoFar } from '../../store/queries/credited.ts';
import type { Transaction } from '../../store/write.ts';
import { linesOf, withoutPdf } from './drafts.ts';
import { nameOf, requireInvoice, type Invoice } from './find.ts';
import { requireReason } from './payments.ts';
import { unsettle } from './settle.ts';
import { today } from './warehouse-days.ts';

export interface Voided {
  invoice: Invoice;
  /** A draft with the same content that stands in for it, where one was wanted. */
  replacement: Invoice | null;
}

/**
 * An invoice must not be paid or credited; a credit note opens again what it had settled. Voiding twice does nothing more.
 * @param replace makes the draft that stands in for a void invoice.
 * @throws UserError `not-found`, `reason-missing`, `not-issued`, `invoice-settled`.
 */
export function voidInvoice(
  store: Store,
  actor: string,
  key: string,
  reason: string,
  replace = false,
): Voided {
  return store.write(
    actor,
    (tx) => {
      const before = requireInvoice(tx, key);
      if (before.status === 'void') return { invoice: before, replacement: null };
      requireReason(reason, 'void');
      if (before.status === 'draft')
        throw new UserError('not-issued', `${nameOf(before)} was never issued: remove it instead.`);
      if (before.kind === 'credit-note') unsettle(tx, { creditNoteId: before.id });
      else requireUnsettled(store, before);
      voidNumber(tx, before.id, reason.trim());
      const invoice = tx.update('invoice', before.id, {
        ...withoutPdf,
        status: 'void',
        settledCents: 0,
        voidedAt: tx.now,
        voidedBy: actor,
        voidReason: reason.trim(),
      });
      const replacement = replace && before.kind === 'invoice' ? replacementOf(store, tx, before) : null;
      return { invoice, replacement };
    },
    'full',
  );
}

function requireUnsettled(store: Store, invoice: Invoice): void {
  if (invoice.settledCents === 0 && creditedSoFar(store, invoice).totalCents === 0) return;
  throw new UserError(
    'invoice-settled',
    `${nameOf(invoice)} is paid or credited in part or in full, so it cannot be void. Issue a credit note, or reverse the payment first.`,
  );
}

function replacementOf(store: Store, tx: Transaction, voided: Invoice): Invoice {
  const id = uuidv7();
  const { customerId, customerNumber, billToName, billToAddress, shipToName, shipToCity, shipToCountry } =
    voided;
  const { loadNumber, poNumber, bolNumber, proNumber, currency, notes, shipment, termsDays } = voided;
  const { subtotalCents, taxCents, totalCents } = voided;
  const draft = tx.create(
    'invoice',
    {
      number: `draft:${id}`,
      status: 'draft',
      issueDate: today(store),
      replacesId: voided.id,
      customerId,
      customerNumber,
      billToName,
      billToAddress,
      shipToName,
      shipToCity,
      shipToCountry,
      loadNumber,
      poNumber,
      bolNumber,
      proNumber,
      currency,
      notes,
      shipment,
      termsDays,
      subtotalCents,
      taxCents,
      totalCents,
    },
    id,
  );
  replaceLines(tx, draft, linesOf(tx, voided.id));
  return draft;
}
