/** Invoices: listed, looked at, made into PDFs, and kept as a ledger. */
import { UserError } from '../errors.ts';
import { requestPdfs } from '../invoices/request-pdfs.ts';
import { invoiceById, invoiceLines, invoicesByNumber } from '../store/queries/invoices.ts';
import { os } from './base.ts';
import { allInvoiceNumbers, invoiceNumbersPage } from './invoice-filter.ts';
import { invoicePdf } from './invoice-pdf.ts';
import { invoiceRow, invoiceView } from './invoice-rows.ts';
import { invoiceLedger } from './ledger-invoices.ts';

export const invoices = {
  list: os.invoices.list.handler(async ({ input, context, signal }) => {
    const { numbers, ...counted } = await invoiceNumbersPage(context, input, input, signal);
    return { rows: invoicesByNumber(context.store, numbers).map(invoiceRow), ...counted };
  }),

  get: os.invoices.get.handler(({ input, context }) => {
    const invoice = invoiceById(context.store, input.id);
    if (invoice === undefined) throw unknownInvoice(input.id);
    return invoiceView(invoice, invoiceLines(context.store, input.id));
  }),

  makePdfs: os.invoices.makePdfs.handler(async ({ input, context, signal }) => {
    const { store, actor } = context;
    if (!('matching' in input)) return requestPdfs(store, actor, input);
    const nos: number[] = [];
    for await (const numbers of allInvoiceNumbers(context, input.matching, signal))
      for (const no of numbers) nos.push(no);
    return requestPdfs(store, actor, { nos });
  }),

  pdf: os.invoices.pdf.handler(({ input, context, signal }) => invoicePdf(context, input.id, signal)),

  ...invoiceLedger,
};

function unknownInvoice(id: string): UserError {
  return new UserError('not-found', `There is no invoice with the id ${id}.`);
}
