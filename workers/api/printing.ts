/** Printers, what they are for, and what became of prints. */
import { printSystem } from '../printing/choose-system.ts';
import { cancelPrint, requestInvoicePrints, requestReprint } from '../printing/request.ts';
import { chooseForRole } from '../printing/roles.ts';
import { listPrints } from '../store/print-job.ts';
import { printerRoles } from '../store/printer-role.ts';
import { os } from './base.ts';

const area = os.printing;

export const printing = {
  printers: area.printers.handler(({ context }) => printSystem(context.store).list()),
  roles: area.roles.handler(({ context }) => printerRoles(context.store)),
  setRole: area.setRole.handler(async ({ input, context: { store, actor } }) => {
    const { insist, ...wish } = input;
    await chooseForRole(store, actor, printSystem(store), wish, insist);
    return printerRoles(store);
  }),
  printInvoices: area.printInvoices.handler(({ input, context: { store, actor } }) =>
    requestInvoicePrints(store, actor, input),
  ),
  queue: area.queue.handler(({ input, context }) => listPrints(context.store, input, input)),
  reprint: area.reprint.handler(({ input, context: { store, actor } }) => ({
    id: requestReprint(store, actor, input.id, input.reason),
  })),
  cancel: area.cancel.handler(({ input, context: { store, actor } }) => ({
    cancelled: cancelPrint(store, actor, input.id),
  })),
};
