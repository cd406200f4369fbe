/** Choosing the printer for a role. */
import { UserError } from '../errors.ts';
import type { Store } from '../store/open.ts';
import { setPrinterRole, type PrinterRoleValues } from '../store/printer-role.ts';
import { isTrayName, type PrintSystem } from './print-system.ts';

/**
 * @param insist takes a printer that makes no paper, as for a test.
 * @throws UserError `printer-unknown`, `printer-not-paper`, `tray-bad`, and what `list` throws.
 */
export async function chooseForRole(
  store: Store,
  actor: string,
  system: PrintSystem,
  wish: PrinterRoleValues,
  insist: boolean,
): Promise<void> {
  if (wish.tray !== null && !isTrayName(wish.tray))
    throw new UserError('tray-bad', `${JSON.stringify(wish.tray)} cannot be the name of a tray.`);
  const printers = await system.list();
  for (const name of [wish.printer, wish.fallback]) {
    if (name === null) continue;
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
  store.write(actor, (tx) => setPrinterRole(tx, wish));
}
