/** Asking for prints: each document once, and again only when a person gives a reason. */
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import { rangesOf } from '../invoices/request-pdfs.ts';
import { enqueue } from '../queues/enqueue.ts';
import { cancelWithin } from '../queues/requests.ts';
import type { Store } from '../store/open.ts';
import {
  insertPrint,
  movePrint,
  printById,
  printByKey,
  type NewPrint,
  type PrintRecord,
} from '../store/print-job.ts';
import { roleOf } from '../store/printer-role.ts';
import { invoicesToPrint, invoiceToPrint, type InvoiceToPrint } from '../store/queries/invoices-to-print.ts';
import type { Transaction } from '../store/write.ts';
import { printRefusal, type Refusal } from './printable.ts';

/** Documents of one request: they are written in one transaction. */
const mostAtOnce = 5_000;
const mostListed = 100;

export interface PrintWish {
  /** In place of the role's. */
  printer?: string | undefined;
  copies?: number | undefined;
}

export interface RequestedPrints {
  /** Wanted now. */
  made: number;
  /** Printed before, or on their way. */
  already: number;
  /** The first hundred that are not printed, and why. */
  refused: ({ invoiceId: string; number: string } & Refusal)[];
  refusedCount: number;
}

/**
 * A print for each invoice that has none, or whose last one has failed.
 * @param nos `invoice.no`
 * @throws UserError `nothing-selected`, `printer-not-set`, `print-too-many`; for a single invoice also why it is refused.
 */
export function requestInvoicePrints(
  store: Store,
  actor: string,
  nos: readonly number[],
  wish: PrintWish = {},
): RequestedPrints {
  if (nos.length === 0)
    throw new UserError('nothing-selected', 'There is no invoice to print. Select some first.');
  requireFew(nos.length);
  return store.write(actor, (tx) => {
    const role = requiredRole(store, wish);
    const result: RequestedPrints = { made: 0, already: 0, refused: [], refusedCount: 0 };
    for (const range of rangesOf(nos))
      for (const invoice of invoicesToPrint(store, range)) {
        const refusal = printRefusal(invoice, false);
        if (refusal !== null) {
          if (nos.length === 1) throw new UserError(refusal.code, refusal.message);
          result.refusedCount++;
          const { id: invoiceId, number } = invoice;
          if (result.refused.length < mostListed) result.refused.push({ invoiceId, number, ...refusal });
        } else if (isWanted(invoice)) {
          wantPrint(tx, printOf(invoice, role, `invoice:${invoice.id}:${invoice.prints + 1}`, null));
          result.made++;
        } else result.already++;
      }
    return result;
  });
}

/** @throws UserError `print-too-many` */
export function requireFew(count: number): void {
  if (count > mostAtOnce)
    throw new UserError(
      'print-too-many',
      `At most ${mostAtOnce} invoices can be printed at once; these are ${count}. Select fewer.`,
    );
}

/** Whether a print is made for it, rather than that it counts as printed. */
export const isWanted = ({ lastPrint }: Pick<InvoiceToPrint, 'lastPrint'>) =>
  lastPrint === null || lastPrint === 'failed';

type Settings = Pick<PrintRecord, 'role' | 'printer' | 'copies' | 'tray' | 'duplex'>;

/**
 * How invoices are printed now. The role's tray and duplex are its printer's own: another printer does without them.
 * @throws UserError `printer-not-set`
 */
export function requiredRole(store: Pick<Store, 'orm'>, { printer, copies }: PrintWish): Settings {
  const role = roleOf(store, 'invoice');
  if (printer !== undefined && printer !== role?.printer)
    return { role: 'invoice', printer, copies: copies ?? role?.copies ?? 1, tray: null, duplex: false };
  if (role === null)
    throw new UserError(
      'printer-not-set',
      'No printer is set for invoices. Choose one in the settings first.',
    );
  const { tray, duplex } = role;
  return { role: 'invoice', printer: role.printer, copies: copies ?? role.copies, tray, duplex };
}

function printOf(invoice: InvoiceToPrint, settings: Settings, key: string, reason: string | null): NewPrint {
  const kind = invoice.kind === 'credit-note' ? 'Credit note' : 'Invoice';
  return {
    ...settings,
    key,
    documentId: invoice.id,
    pdfSha256: '',
    title: `${kind} ${invoice.number}`,
    reason,
  };
}

/** Writes a print down together with its job. Asked again with the same key, the print of before. @returns its id. */
export function wantPrint(tx: Transaction, values: NewPrint): string {
  const before = printByKey(tx, values.key);
  if (before !== undefined) return before.id;
  const print = insertPrint(tx, values);
  movePrint(tx, print.id, ['waiting'], { jobId: enqueue(tx, 'print/document', { printId: print.id }) });
  return print.id;
}

/**
 * A void invoice as a copy that bears its stamp.
 * @param invoice id or number. @param requestId asked twice with the same, it is printed once.
 * @returns the print's id.
 * @throws UserError `invoice-unknown`, `invoice-not-void`, `reason-missing`, `printer-not-set`.
 */
export function requestVoidCopy(
  store: Store,
  actor: string,
  {
    invoice: key,
    reason,
    requestId = uuidv7(),
  }: { invoice: string; reason: string; requestId?: string | undefined },
): string {
  return store.write(actor, (tx) => {
    const invoice = invoiceToPrint(store, key);
    if (invoice === undefined) throw new UserError('invoice-unknown', `There is no invoice ${key}.`);
    if (invoice.status !== 'void')
      throw new UserError(
        'invoice-not-void',
        `${invoice.number} is not void. Print it as any other; to print it a second time, print it again from the print queue.`,
      );
    const why = requiredReason(reason);
    return wantPrint(tx, printOf(invoice, requiredRole(store, {}), `void:${requestId}`, why));
  });
}

/**
 * The same document again, as a print of its own.
 * @param requestId asked twice with the same, it is printed once.
 * @returns the new print's id.
 * @throws UserError `print-unknown`; `print-under-way` while the first may still come out by itself; `reason-missing`.
 */
export function requestReprint(
  store: Store,
  actor: string,
  id: string,
  reason: string,
  requestId: string = uuidv7(),
): string {
  return store.write(actor, (tx) => {
    const before = requirePrint(store, id);
    const why = requiredReason(reason);
    if (before.settledAt === null && before.state !== 'unknown')
      throw new UserError(
        'print-under-way',
        `${before.title} is still on its way to the printer. Wait, or cancel it first.`,
      );
    return wantPrint(tx, { ...whatOf(before), key: `reprint:${requestId}`, reason: why });
  });
}

/** What is printed and how, without the occasion. */
export function whatOf(print: PrintRecord): Omit<NewPrint, 'key' | 'reason'> {
  const { documentId, pdfSha256, title, role, printer, copies, tray, duplex } = print;
  return { documentId, pdfSha256, title, role, printer, copies, tray, duplex };
}

function requiredReason(reason: string): string {
  if (reason.trim() === '')
    throw new UserError('reason-missing', 'Say why it is printed again; the reason is kept.');
  return reason.trim();
}

/** @throws UserError `print-unknown` */
export function requirePrint(store: Pick<Store, 'orm'>, id: string): PrintRecord {
  const print = printById(store, id);
  if (print !== undefined) return print;
  throw new UserError('print-unknown', `There is no print with the id ${id}.`);
}

/** @returns false when it is too late: handed over, or settled. @throws UserError `print-unknown` */
export function cancelPrint(store: Store, actor: string, id: string): boolean {
  return store.write(actor, (tx) => {
    const before = requirePrint(store, id);
    const message = 'Cancelled before it was handed over.';
    if (movePrint(tx, id, ['waiting', 'held'], { state: 'failed', settledAt: tx.now, message }) === null)
      return false;
    if (before.jobId !== null) cancelWithin(tx, store, before.jobId);
    tx.audit('print-job', id, 'cancel', { state: [before.state, 'failed'] });
    return true;
  });
}
