/** Invoices as a ledger: drafts, issue, void, credit. Part of the area `invoices`. */
import { creditInvoice } from '../invoices/ledger/credit.ts';
import { changeDraft, createDraft, removeDraft } from '../invoices/ledger/drafts.ts';
import { issueInvoice } from '../invoices/ledger/issue.ts';
import { previewIssue } from '../invoices/ledger/issue-preview.ts';
import { pricedLines } from '../invoices/ledger/lines.ts';
import { numbering, setDeviceCode } from '../invoices/ledger/numbering.ts';
import { voidInvoice } from '../invoices/ledger/void.ts';
import { today } from '../invoices/ledger/warehouse-days.ts';
import type { Store } from '../store/open.ts';
import { creditedSoFar } from '../store/queries/credited.ts';
import { draftNumbers, invoiceById, invoiceLines, invoicesByNumber } from '../store/queries/invoices.ts';
import { os } from './base.ts';
import { invoiceRow, invoiceView } from './invoice-rows.ts';
import type { InvoiceView } from './wire.ts';

export const invoiceLedger = {
  drafts: os.invoices.drafts.handler(({ input, context: { store } }) => {
    const { numbers, total } = draftNumbers(store, input);
    const now = today(store);
    return { rows: invoicesByNumber(store, numbers).map((record) => invoiceRow(record, now)), total };
  }),

  createDraft: os.invoices.createDraft.handler(({ input: { id, ...change }, context: { store, actor } }) =>
    viewOf(store, createDraft(store, actor, change, id)),
  ),

  changeDraft: os.invoices.changeDraft.handler(({ input, context: { store, actor } }) => {
    const { invoice, expectedVersion, ...change } = input;
    return viewOf(store, changeDraft(store, actor, invoice, change, expectedVersion));
  }),

  removeDraft: os.invoices.removeDraft.handler(({ input, context: { store, actor } }) => {
    removeDraft(store, actor, input.invoice);
    return { removed: true as const };
  }),

  price: os.invoices.price.handler(({ input: { lines, taxCents } }) => {
    const { lines: priced, subtotalCents } = pricedLines(lines);
    const amounts = priced.map(({ amountCents }) => amountCents);
    return { amounts, subtotalCents, totalCents: subtotalCents + taxCents };
  }),

  previewIssue: os.invoices.previewIssue.handler(({ input, context: { store } }) =>
    previewIssue(store, input.invoice, input.issueDate),
  ),

  issue: os.invoices.issue.handler(({ input: { invoice: key, ...options }, context: { store, actor } }) => {
    const { invoice, issued } = issueInvoice(store, actor, key, options);
    return { invoice: viewOf(store, invoice), issued };
  }),

  void: os.invoices.void.handler(({ input, context: { store, actor } }) => {
    const { invoice, replacement } = voidInvoice(store, actor, input.invoice, input.reason, input.replace);
    return {
      invoice: viewOf(store, invoice),
      replacement: replacement === null ? null : viewOf(store, replacement),
    };
  }),

  credit: os.invoices.credit.handler(({ input: { invoice, ...options }, context: { store, actor } }) =>
    viewOf(store, creditInvoice(store, actor, invoice, options)),
  ),

  numbering: os.invoices.numbering.handler(({ context: { store } }) => numbering(store)),

  setDeviceCode: os.invoices.setDeviceCode.handler(({ input, context: { store, actor } }) =>
    setDeviceCode(store, actor, input.code),
  ),
};

/** An invoice that is known to be there, as the router shows it. */
export function viewOf(store: Store, { id }: { id: string }): InvoiceView {
  const record = invoiceById(store, id);
  if (record === undefined) throw new Error(`Invoice ${id} is gone.`);
  return invoiceView(record, invoiceLines(store, id), creditedSoFar(store, record), today(store));
}
