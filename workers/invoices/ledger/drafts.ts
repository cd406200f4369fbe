/** Drafts: invoices that are still being written. They have no printed number, and everything of them may change. */
import { eq, asc } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../../errors.ts';
import { replaceLines, type LineValues } from '../../store/invoice-lines.ts';
import type { Store } from '../../store/open.ts';
import { siteCurrency } from '../../store/queries/site-currency.ts';
import { invoiceLine } from '../../store/schema.ts';
import type { Transaction, Values } from '../../store/write.ts';
import { billToOf } from './bill-to.ts';
import { nameOf, requireCustomer, requireInvoice, type Invoice, type Reading } from './find.ts';
import { pricedLines, type DraftLine } from './lines.ts';
import { shipmentProblem } from '../shipment.ts';
import { today } from './warehouse-days.ts';

/** What is left out stays as it is; null empties. */
export interface DraftChange {
  /** Id or number of the customer; then the bill-to is theirs. */
  customer?: string | null | undefined;
  billToName?: string | undefined;
  billToAddress?: string | null | undefined;
  shipToName?: string | null | undefined;
  shipToCity?: string | null | undefined;
  shipToCountry?: string | null | undefined;
  loadNumber?: string | null | undefined;
  poNumber?: string | null | undefined;
  bolNumber?: string | null | undefined;
  proNumber?: string | null | undefined;
  /** ISO code. */
  currency?: string | undefined;
  taxCents?: number | undefined;
  /** Days until due; null takes the customer's. */
  termsDays?: number | null | undefined;
  notes?: string | null | undefined;
  /** Stops, trailer, weight and the like, as the PDF prints them. */
  shipment?: Record<string, unknown> | null | undefined;
  /** Id or number of the void invoice that it stands in for. */
  replaces?: string | null | undefined;
  lines?: readonly DraftLine[] | undefined;
}

/** What an untouched PDF column means: the draft that the file showed is no more. */
export const withoutPdf = { pdfSha256: null, pdfBytes: null, pdfAt: null } as const;

/**
 * @param id chosen by a caller who may have to ask twice: the second time nothing is made.
 * @throws UserError `not-found`, `bill-to-missing`, `not-void`, `amount-too-large`, `shipment-invalid`.
 */
export function createDraft(
  store: Store,
  actor: string,
  change: DraftChange,
  id: string = uuidv7(),
): Invoice {
  return store.write(actor, (tx) => {
    const made = draftWithId(tx, id);
    if (made !== null) return made;
    const { lines, header } = resolved(tx, change);
    const { billToName } = header;
    if (billToName === undefined)
      throw new UserError('bill-to-missing', 'Say whom the invoice is for: a customer, or a name.');
    const taxCents = header.taxCents ?? 0;
    const priced = pricedLines(lines ?? []);
    const draft = tx.create(
      'invoice',
      {
        currency: siteCurrency(tx),
        ...header,
        billToName,
        number: `draft:${id}`,
        status: 'draft',
        issueDate: today(store),
        subtotalCents: priced.subtotalCents,
        taxCents,
        totalCents: priced.subtotalCents + taxCents,
      },
      id,
    );
    replaceLines(tx, draft, priced.lines);
    return requireInvoice(tx, id);
  });
}

/**
 * @param expectedVersion refuses with `version-conflict` when the draft has moved on.
 * @throws UserError `not-found`, `invoice-issued`, `version-conflict`, and as `createDraft`.
 */
export function changeDraft(
  store: Store,
  actor: string,
  key: string,
  change: DraftChange,
  expectedVersion?: number,
): Invoice {
  return store.write(actor, (tx) => {
    const draft = requireInvoice(tx, key);
    const { lines, header } = resolved(tx, change);
    const priced = lines === undefined ? null : pricedLines(lines);
    const subtotalCents = priced?.subtotalCents ?? draft.subtotalCents;
    const taxCents = header.taxCents ?? draft.taxCents;
    const sums = { subtotalCents, taxCents, totalCents: subtotalCents + taxCents };
    const patch = { ...withoutPdf, ...header, ...sums };
    const changed = tx.update('invoice', draft.id, patch, expectedVersion);
    if (priced !== null) replaceLines(tx, changed, priced.lines);
    return requireInvoice(tx, draft.id);
  });
}

/** @throws UserError `not-found`, `invoice-issued`. */
export function removeDraft(store: Store, actor: string, key: string): void {
  store.write(actor, (tx) => tx.remove('invoice', requireInvoice(tx, key).id));
}

/** In the order printed. */
export function linesOf({ orm }: Reading, invoiceId: string): LineValues[] {
  const rows = orm
    .select()
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceId, invoiceId))
    .orderBy(asc(invoiceLine.position))
    .all();
  return rows.map(({ no: _no, invoiceId: _invoiceId, ...line }) => line);
}

function draftWithId(tx: Transaction, id: string): Invoice | null {
  try {
    return requireInvoice(tx, id);
  } catch {
    return null;
  }
}

/** The change as columns: customer and replaced invoice looked up. */
function resolved(
  tx: Transaction,
  { customer: customerKey, replaces, shipment, lines, ...plain }: DraftChange,
): { header: Partial<Values<'invoice'>>; lines: readonly DraftLine[] | undefined } {
  const header: Partial<Values<'invoice'>> = { ...plain };
  if (customerKey === null) Object.assign(header, { customerId: null, customerNumber: null });
  else if (customerKey !== undefined) {
    const customer = requireCustomer(tx, customerKey);
    const { id: customerId, number: customerNumber } = customer;
    Object.assign(header, { ...billToOf(customer), customerId, customerNumber });
  }
  if (shipment !== undefined) header.shipment = shipment === null ? null : checkedShipment(shipment);
  if (replaces === null) header.replacesId = null;
  else if (replaces !== undefined) {
    const replaced = requireInvoice(tx, replaces);
    if (replaced.status !== 'void')
      throw new UserError('not-void', `${nameOf(replaced)} is not void: void it before it is replaced.`);
    header.replacesId = replaced.id;
  }
  return { header, lines };
}

/** What cannot be printed is refused when it is written, not when the PDF is made. @throws UserError `shipment-invalid`. */
function checkedShipment(shipment: Record<string, unknown>): string {
  const wrong = shipmentProblem(shipment);
  if (wrong === null) return JSON.stringify(shipment);
  throw new UserError('shipment-invalid', `The shipment cannot be printed like this: ${wrong}. Correct it.`);
}
