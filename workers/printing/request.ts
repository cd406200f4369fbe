/** Asking for prints: each document once, and again only when a person gives a reason. */
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import { enqueue } from '../queues/enqueue.ts';
import { cancelWithin } from '../queues/requests.ts';
import { invoiceNosBy, invoicesIn, type SelectedInvoice } from '../store/invoice-selection.ts';
import type { Store } from '../store/open.ts';
import { firstPrintsOf, insertPrint, movePrint, printById } from '../store/print-job.ts';
import { roleOf } from '../store/printer-role.ts';
import type { Transaction } from '../store/write.ts';

/** Documents of one request: they are written in one transaction. */
const mostAtOnce = 5_000;

/**
 * A print for each invoice that has none, or whose last one has failed.
 * @returns how many were wanted now, and how many had been printed or are on their way.
 * @throws UserError `printer-not-set`, `invoice-unknown`, `print-too-many`.
 */
export function requestInvoicePrints(
  store: Store,
  actor: string,
  { numbers, copies }: { numbers: readonly string[]; copies?: number | undefined },
): { made: number; already: number } {
  return store.write(actor, (tx) => {
    const role = requiredRole(store);
    const { nos, unknown } = invoiceNosBy(store, 'number', numbers);
    if (unknown.length > 0)
      throw new UserError(
        'invoice-unknown',
        `There is no invoice ${unknown.slice(0, 10).join(', ')}. Nothing was printed.`,
      );
    if (nos.length > mostAtOnce)
      throw new UserError('print-too-many', `At most ${mostAtOnce} invoices can be printed at once.`);
    let made = 0;
    for (const no of nos)
      for (const invoice of invoicesIn(store, [no, no])) made += want(store, tx, invoice, role, copies);
    return { made, already: nos.length - made };
  });
}

type Role = NonNullable<ReturnType<typeof roleOf>>;

function requiredRole(store: Store): Role {
  const role = roleOf(store, 'invoice');
  if (role !== null) return role;
  throw new UserError('printer-not-set', 'No printer is set for invoices. Choose one in the settings first.');
}

function want(
  store: Store,
  tx: Transaction,
  { id, number }: SelectedInvoice,
  role: Role,
  copies?: number,
): 0 | 1 {
  const { newest, made } = firstPrintsOf(store, id);
  if (newest !== null && newest.state !== 'failed') return 0;
  const print = insertPrint(tx, {
    key: `invoice:${id}:${made + 1}`,
    documentId: id,
    pdfSha256: '',
    title: `Invoice ${number}`,
    role: 'invoice',
    printer: role.printer,
    copies: copies ?? role.copies,
    tray: role.tray,
    duplex: role.duplex,
    reason: null,
  });
  movePrint(tx, print.id, ['waiting'], { jobId: enqueue(tx, 'print/document', { printId: print.id }) });
  return 1;
}

/**
 * The same document again, as a print of its own.
 * @throws UserError `print-unknown`; `print-under-way` while the first may still come out by itself; `reason-missing`.
 */
export function requestReprint(store: Store, actor: string, id: string, reason: string): string {
  return store.write(actor, (tx) => {
    const before = printById(store, id);
    if (before === undefined) throw new UserError('print-unknown', `There is no print with the id ${id}.`);
    if (reason.trim() === '') throw new UserError('reason-missing', 'Say why it is printed again.');
    if (before.settledAt === null && before.state !== 'unknown')
      throw new UserError(
        'print-under-way',
        `${before.title} is still on its way to the printer. Wait, or cancel it first.`,
      );
    const { documentId, pdfSha256, title, role, printer, copies, tray, duplex } = before;
    const print = insertPrint(tx, {
      key: `reprint:${uuidv7()}`,
      documentId,
      pdfSha256,
      title,
      role,
      printer,
      copies,
      tray,
      duplex,
      reason: reason.trim(),
    });
    movePrint(tx, print.id, ['waiting'], { jobId: enqueue(tx, 'print/document', { printId: print.id }) });
    return print.id;
  });
}

/** @returns false when it is too late: handed over, or settled. @throws UserError `print-unknown` */
export function cancelPrint(store: Store, actor: string, id: string): boolean {
  return store.write(actor, (tx) => {
    const before = printById(store, id);
    if (before === undefined) throw new UserError('print-unknown', `There is no print with the id ${id}.`);
    const message = 'Cancelled before it was handed over.';
    if (movePrint(tx, id, ['waiting', 'held'], { state: 'failed', settledAt: tx.now, message }) === null)
      return false;
    if (before.jobId !== null) cancelWithin(tx, store, before.jobId);
    tx.audit('print-job', id, 'cancel', { state: [before.state, 'failed'] });
    return true;
  });
}
