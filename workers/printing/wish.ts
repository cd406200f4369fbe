/** Which printers a print may go to. */
import type { Store } from '../store/open.ts';
import type { PrintRecord } from '../store/print-job.ts';
import { roleOf } from '../store/printer-role.ts';
import type { Wish } from './choose-printer.ts';

/** The role's fallback is for the role's printer: who chose another one means that one. */
export function wishOf(
  store: Pick<Store, 'orm'>,
  { role, printer }: Pick<PrintRecord, 'role' | 'printer'>,
): Wish {
  const set = roleOf(store, role);
  // Held after it was to go to the fallback: the role's own printer comes first again.
  if (set !== null && (printer === set.printer || printer === set.fallback))
    return { printer: set.printer, fallback: set.fallback };
  return { printer, fallback: null };
}
