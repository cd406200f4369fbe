/** One document on its way to the spooler: written down before it goes, and never sent a second time by itself. */
import { errorInfo, UserError } from '../errors.ts';
import { ensurePdf } from '../invoices/ensure-pdf.ts';
import { isIntact, pdfPath } from '../invoices/pdf-files.ts';
import type { InDoubt } from '../queues/declared-effect.ts';
import { PermanentFailure, type JobContext } from '../queues/define.ts';
import { NotPerformed, performOutside } from '../queues/effects.ts';
import { effectRow, effectState } from '../store/effect.ts';
import { effectKeyOf, movePrint, printById, type PrintRecord, type PrintState } from '../store/print-job.ts';
import type { Store } from '../store/open.ts';
import { invoiceToPrint } from '../store/queries/invoices-to-print.ts';
import { choosePrinter, type Choice } from './choose-printer.ts';
import { handedChanges, type Handed } from './outcome.ts';
import { PrintRefused, type PrintSystem } from './print-system.ts';
import { printRefusal } from './printable.ts';
import { wishOf } from './wish.ts';

/** On its way: nothing has been handed over, or nobody knows. */
const underWay: readonly PrintState[] = ['waiting', 'held', 'handing', 'unknown'];

export interface PrintOutcome {
  printId: string;
  state: PrintState;
  message: string | null;
}

/**
 * Safe to be called again at any time. A document whose printer cannot print is held: the watch of the api wants a new job for it.
 * @throws PermanentFailure `effect-in-doubt` when a person has to look whether it came out; `print-unknown`.
 */
export async function handOver(
  context: JobContext<{ printId: string }>,
  declared: InDoubt,
  systemOf: () => PrintSystem,
): Promise<PrintOutcome> {
  const { store, payload, actor, signal, jobId } = context;
  const print = known(store, payload.printId);
  if (print.settledAt !== null || print.state === 'handed') return outcomeOf(store, print.id);
  // What was begun is settled by the ledger of effects first, whatever the printer says now.
  const begun = effectState(store, effectKeyOf(print.id)) !== null;
  const refusal = begun ? null : refusalOf(store, print);
  if (refusal !== null) return refuse(context, print.id, refusal);
  let choice: Choice = { printer: print.printer, instead: null };
  let system: PrintSystem | null = null;
  if (!begun) {
    try {
      system = systemOf();
      choice = choosePrinter(wishOf(store, print), await system.list());
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      choice = { printer: null, held: error.message };
    }
  }
  if (choice.printer === null) return hold(context, print.id, choice.held);
  const { printer, instead } = choice;
  const sha256 = begun ? print.pdfSha256 : await documentOf(store, actor, print);
  signal.throwIfAborted();
  const message = instead === null ? null : `On ${printer} instead: ${instead}`;
  const claimed = store.write(actor, (tx) =>
    movePrint(tx, print.id, underWay, { state: 'handing', printer, pdfSha256: sha256, message, jobId }),
  );
  if (claimed === null) return outcomeOf(store, print.id);
  let handed: Handed | null;
  let refusedForGood = false;
  try {
    handed = await performOutside<Handed>(context, {
      key: effectKeyOf(print.id),
      declared,
      title: `the print of ${print.title} on ${printer}`,
      perform: async () => {
        const { title, copies, tray, duplex } = claimed;
        const options = { printer, title, copies, tray, duplex };
        try {
          return {
            printer,
            spoolerId: await (system ?? systemOf()).submit(pdfPath(store.paths, sha256), options),
          };
        } catch (error) {
          if (!(error instanceof PrintRefused)) throw error;
          refusedForGood = error.forGood;
          throw new NotPerformed(error.code, error.message);
        }
      },
    });
  } catch (error) {
    if (error instanceof NotPerformed)
      return (refusedForGood ? refuse : hold)(context, print.id, error.message);
    if (errorInfo(error).code === 'effect-in-doubt')
      noteDoubt(store, actor, print.id, errorInfo(error).message);
    throw error;
  }
  store.write(actor, (tx) => movePrint(tx, print.id, underWay, handedChanges(handed, tx.now, message)));
  return outcomeOf(store, print.id);
}

function known(store: Store, id: string): PrintRecord {
  const print = printById(store, id);
  if (print !== undefined) return print;
  throw new PermanentFailure('print-unknown', `There is no print with the id ${id}.`);
}

/** @returns the content's hash, with its file in place. */
async function documentOf(store: Store, actor: string, print: PrintRecord): Promise<string> {
  if (print.documentId !== null) return (await ensurePdf(store, actor, print.documentId)).sha256;
  if (await isIntact(store.paths, print.pdfSha256)) return print.pdfSha256;
  throw new PermanentFailure('print-file-lost', `The file of ${print.title} is gone. Ask for it again.`);
}

function hold({ store, actor }: JobContext<unknown>, id: string, message: string): PrintOutcome {
  store.write(actor, (tx) => movePrint(tx, id, ['waiting', 'held', 'handing'], { state: 'held', message }));
  return outcomeOf(store, id);
}

/** It may have become void since it was wanted. */
function refusalOf(store: Store, { documentId, reason }: PrintRecord): string | null {
  const invoice = documentId === null ? undefined : invoiceToPrint(store, documentId);
  return invoice === undefined ? null : (printRefusal(invoice, reason !== null)?.message ?? null);
}

function refuse({ store, actor }: JobContext<unknown>, id: string, message: string): PrintOutcome {
  store.write(actor, (tx) =>
    movePrint(tx, id, ['waiting', 'held', 'handing'], { state: 'failed', settledAt: tx.now, message }),
  );
  return outcomeOf(store, id);
}

/** What another run has seen handed over meanwhile stays so. */
function noteDoubt(store: Store, actor: string, id: string, message: string): void {
  store.write(actor, (tx) => {
    if (effectRow(tx, effectKeyOf(id))?.state === 'unknown')
      movePrint(tx, id, underWay, { state: 'unknown', message });
  });
}

function outcomeOf(store: Store, id: string): PrintOutcome {
  const { state, message } = known(store, id);
  return { printId: id, state, message };
}
