/** Invoices: listed, looked at, made into PDFs, and kept as a ledger. */
import { UserError } from '../errors.ts';
import { requestExport, requestPdfs } from '../invoices/request-pdfs.ts';
import { today } from '../invoices/ledger/warehouse-days.ts';
import { sumInvoices } from '../store/queries/invoice-conditions.ts';
import { invoiceById, invoicesByNumber } from '../store/queries/invoices.ts';
import { os } from './base.ts';
import { allInvoiceNumbers, invoiceNumbersPage } from './invoice-filter.ts';
import { exportedFile } from './exported-file.ts';
import { invoicePdf } from './invoice-pdf.ts';
import { invoiceRow } from './invoice-rows.ts';
import { selectedInvoiceNos } from './invoice-selection.ts';
import { addSums } from './invoice-sums.ts';
import { invoiceTimeline } from './invoice-timeline.ts';
import { invoiceLedger, viewOf } from './ledger-invoices.ts';

export const invoices = {
  list: os.invoices.list.handler(async ({ input, context, signal }) => {
    const { numbers, ...counted } = await invoiceNumbersPage(context, input, input, signal);
    const now = today(context.store);
    const rows = invoicesByNumber(context.store, numbers).map((record) => invoiceRow(record, now));
    return { rows, ...counted };
  }),

  get: os.invoices.get.handler(({ input, context }) => {
    const invoice = invoiceById(context.store, input.id);
    if (invoice === undefined) throw unknownInvoice(input.id);
    return viewOf(context.store, invoice);
  }),

  timeline: os.invoices.timeline.handler(({ input, context }) => {
    const invoice = invoiceById(context.store, input.id);
    if (invoice === undefined) throw unknownInvoice(input.id);
    return invoiceTimeline(context.store, invoice);
  }),

  totals: os.invoices.totals.handler(async ({ input, context, signal }) => {
    const nos = await selectedInvoiceNos(context, input, signal);
    return addSums((numbers) => sumInvoices(context.store, numbers), nos, signal);
  }),

  makePdfs: os.invoices.makePdfs.handler(async ({ input, context, signal }) => {
    const { store, actor } = context;
    if (!('matching' in input)) return requestPdfs(store, actor, input);
    const nos: number[] = [];
    for await (const numbers of allInvoiceNumbers(context, input.matching, signal))
      for (const no of numbers) nos.push(no);
    return requestPdfs(store, actor, { nos });
  }),

  exportPdfs: os.invoices.exportPdfs.handler(async ({ input, context, signal }) => {
    const nos = await selectedInvoiceNos(context, input.invoices, signal);
    return requestExport(context.store, context.actor, input.format, { nos });
  }),

  exported: os.invoices.exported.handler(({ input, context }) => exportedFile(context, input.jobId)),

  pdf: os.invoices.pdf.handler(({ input, context, signal }) => invoicePdf(context, input.id, signal)),

  ...invoiceLedger,
};

function unknownInvoice(id: string): UserError {
  return new UserError('not-found', `There is no invoice with the id ${id}.`);
}
