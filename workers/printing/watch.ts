/**
 * Looks after prints that are not settled, in the api child: what waits for a printer goes when it is back, what was handed over is
 * followed to its end. Without such prints no program is run.
 */
import { errorInfo } from '../errors.ts';
import type { Logger } from '../log.ts';
import { enqueue } from '../queues/enqueue.ts';
import { repeatedly, type Repeated } from '../repeatedly.ts';
import type { Store } from '../store/open.ts';
import { movePrint, openPrints, type OpenPrint } from '../store/print-job.ts';
import { choosePrinter } from './choose-printer.ts';
import { leftChanges, spooledChanges } from './outcome.ts';
import type { Printer, PrintSystem } from './print-system.ts';
import { wishOf } from './wish.ts';

const actor = 'system:printing';
const firstMs = 2_000;
/** While nothing moves the looks become rarer, up to this. */
const lastMs = 30_000;

/** @param systemOf may throw a UserError. */
export function watchPrints(store: Store, log: Logger, systemOf: () => PrintSystem): Repeated {
  let pause = firstMs;
  let open = -1;
  return repeatedly(store.clock, firstMs, async () => {
    try {
      const moved = await lookAfterPrints(store, systemOf);
      const count = openPrints(store).length;
      pause = moved > 0 || count > open || count === 0 ? firstMs : Math.min(lastMs, pause * 1.5);
      open = count;
    } catch (error) {
      pause = lastMs;
      log.warn('prints not looked after', { ...errorInfo(error) });
    }
    return pause;
  });
}

/** One look. @returns how many have moved. @throws UserError when the print system does not answer. */
export async function lookAfterPrints(store: Store, systemOf: () => PrintSystem): Promise<number> {
  let moved = 0;
  for (const open of openPrints(store)) moved += settleLeft(store, open) ? 1 : 0;
  const prints = openPrints(store).map(({ print }) => print);
  const held = prints.filter(({ state }) => state === 'held');
  const handed = prints.filter(({ state, spoolerId }) => state === 'handed' && spoolerId !== null);
  if (held.length + handed.length === 0) return moved;
  const system = systemOf();
  if (handed.length > 0) {
    const states = await system.statesOf(handed.flatMap(({ spoolerId }) => spoolerId ?? []));
    for (const print of handed) {
      const said = states.get(print.spoolerId ?? '');
      const changes = said === undefined ? null : spooledChanges(print, said, store.clock.now());
      if (changes === null) continue;
      store.write(actor, (tx) => movePrint(tx, print.id, ['handed'], changes));
      moved++;
    }
  }
  if (held.length > 0) moved += release(store, held, await system.list());
  return moved;
}

function settleLeft(store: Store, open: OpenPrint): boolean {
  const changes = leftChanges(open, store.clock.now());
  if (changes === null) return false;
  return (
    store.write(actor, (tx) => {
      // Read again under the lock: its job may have been run again.
      const now = openPrints(store).find(({ print }) => print.id === open.print.id);
      const still = now === undefined ? null : leftChanges(now, tx.now);
      return still === null ? null : movePrint(tx, open.print.id, [open.print.state], still);
    }) !== null
  );
}

/** A new job for each that can be printed now. */
function release(store: Store, held: readonly OpenPrint['print'][], printers: readonly Printer[]): number {
  return store.write(actor, (tx) => {
    let released = 0;
    for (const print of held) {
      const { id } = print;
      if (choosePrinter(wishOf(store, print), printers).printer === null) continue;
      const jobId = enqueue(tx, 'print/document', { printId: id });
      if (movePrint(tx, id, ['held'], { state: 'waiting', jobId }) !== null) released++;
    }
    return released;
  });
}
