/** Printers, what they are for, and what became of prints. */
import { UserError } from '../errors.ts';
import { answerPrint } from '../printing/answer.ts';
import { printSystem } from '../printing/choose-system.ts';
import { previewPrints } from '../printing/preview.ts';
import { cancelPrint, requestInvoicePrints, requestReprint, requestVoidCopy } from '../printing/request.ts';
import { chooseForRole, requirePrinter } from '../printing/roles.ts';
import { requestTestPage } from '../printing/test-page.ts';
import { catalog } from '../queues/catalog.ts';
import { countPrints, listPrints, printById, type PrintRecord } from '../store/print-job.ts';
import { printerRoles } from '../store/printer-role.ts';
import { os } from './base.ts';
import { selectedInvoiceNos } from './invoice-selection.ts';
import type { PrintersView, PrintRow } from './printing-wire.ts';

const area = os.printing;

export const printing = {
  printers: area.printers.handler(({ context }) => printSystem(context).list()),

  roles: area.roles.handler(({ context }) => printerRoles(context.store)),

  overview: area.overview.handler(async ({ context }): Promise<PrintersView> => {
    const roles = printerRoles(context.store);
    try {
      return { printers: await printSystem(context).list(), roles, trouble: null };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { printers: [], roles, trouble: { code: error.code, message: error.message } };
    }
  }),

  setRole: area.setRole.handler(async ({ input, context }) => {
    const { store, actor } = context;
    const { insist, ...wish } = input;
    const moved = await chooseForRole(store, actor, printSystem(context), wish, insist);
    return { roles: printerRoles(store), moved };
  }),

  testPage: area.testPage.handler(async ({ input, context }) => ({
    id: await requestTestPage(context.store, context.actor, printSystem(context), input),
  })),

  preview: area.preview.handler(async ({ input, context, signal }) =>
    previewPrints(context.store, await selectedInvoiceNos(context, input.invoices, signal), input),
  ),

  printInvoices: area.printInvoices.handler(async ({ input, context, signal }) => {
    const { store, actor } = context;
    if (input.printer !== undefined) requirePrinter(input.printer, await printSystem(context).list(), false);
    return requestInvoicePrints(
      store,
      actor,
      await selectedInvoiceNos(context, input.invoices, signal),
      input,
    );
  }),

  printVoidCopy: area.printVoidCopy.handler(({ input, context: { store, actor } }) => ({
    id: requestVoidCopy(store, actor, input),
  })),

  queue: area.queue.handler(({ input, context: { store } }) => {
    const { rows, total } = listPrints(store, input, input);
    return { rows: rows.map(printRow), total, counts: countPrints(store) };
  }),

  print: area.print.handler(({ input, context: { store } }) => {
    const print = printById(store, input.id);
    return print === undefined ? null : printRow(print);
  }),

  reprint: area.reprint.handler(({ input, context: { store, actor } }) => ({
    id: requestReprint(store, actor, input.id, input.reason, input.requestId),
  })),

  answer: area.answer.handler(({ input, context: { store, actor } }) =>
    answerPrint(store, actor, input, (key) => Object.hasOwn(catalog, key)),
  ),

  cancel: area.cancel.handler(({ input, context: { store, actor } }) => ({
    cancelled: cancelPrint(store, actor, input.id),
  })),
};

function printRow(print: PrintRecord): PrintRow {
  const { id, documentId, title, role, printer, copies, tray, duplex, reason, state, message, jobId } = print;
  const { createdAt, createdBy, handedAt, settledAt } = print;
  return {
    id,
    documentId,
    title,
    role,
    printer,
    copies,
    tray,
    duplex,
    reason,
    state,
    message,
    jobId,
    createdAt,
    createdBy,
    handedAt,
    settledAt,
  };
}
