/** Choosing the printer for a role. */
import { UserError } from '../errors.ts';
import type { Store } from '../store/open.ts';
import { moveHeld } from '../store/print-job.ts';
import { roleOf, setPrinterRole, type PrinterRoleValues } from '../store/printer-role.ts';
import { isTrayName, type Printer, type PrintSystem } from './print-system.ts';

/**
 * What waits for the printer that the role had goes to the new one.
 * @param insist takes a printer that makes no paper, as for a test.
 * @returns how many prints were moved.
 * @throws UserError `printer-unknown`, `printer-not-paper`, `tray-bad`, and what `list` throws.
 */
export async function chooseForRole(
  store: Store,
  actor: string,
  system: PrintSystem,
  wish: PrinterRoleValues,
  insist: boolean,
): Promise<number> {
  if (wish.tray !== null && !isTrayName(wish.tray))
    throw new UserError('tray-bad', `${JSON.stringify(wish.tray)} cannot be the name of a tray.`);
  const printers = await system.list();
  for (const name of [wish.printer, wish.fallback]) {
    if (name === null) continue;
    requirePrinter(name, printers, insist);
  }
  return store.write(actor, (tx) => {
    const before = roleOf(store, wish.role);
    setPrinterRole(tx, wish);
    return before === null || before.printer === wish.printer
      ? 0
      : moveHeld(tx, wish.role, before.printer, wish.printer);
  });
}

/**
 * A person names a printer for documents: it must be there, and make paper.
 * @throws UserError `printer-unknown`, `printer-not-paper`
 */
export function requirePrinter(name: string, printers: readonly Printer[], insist: boolean): void {
  const found = printers.find((printer) => printer.name === name);
  const names = printers.map((printer) => printer.name).join(', ');
  if (found === undefined)
    throw new UserError(
      'printer-unknown',
      `There is no printer ${name}. There are: ${names === '' ? 'none' : names}.`,
    );
  if (found.notPaper !== null && !insist)
    throw new UserError(
      'printer-not-paper',
      `${found.notPaper} Choose another one for what prints by itself.`,
    );
}
