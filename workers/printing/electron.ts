/** Printing on Windows through the program's own hidden window, where no SumatraPDF is installed. */
import type { Desktop } from '../desktop.ts';
import { UserError } from '../errors.ts';
import type { DesktopTrouble } from '../protocol.ts';
import { checkedName, notPaper, PrintRefused, type Printer, type PrintSystem } from './print-system.ts';
import { windowsPrinters } from './windows-printers.ts';

export interface ElectronPrinting {
  desktop: Desktop;
  /** The size of the paper that documents are made for. */
  paper: () => 'letter' | 'a4';
  /** Windows' own list, which knows more; another one only in tests. @throws UserError */
  details?: () => Promise<Printer[]>;
}

const listLimitMs = 8_000;
/** More than the window's own limits together, and less than the job has. */
const printLimitMs = 48_000;

/** Of these a print is rid as soon as its printer or the window is back; all others would come again. */
const passing: readonly DesktopTrouble[] = ['desktop-missing', 'desktop-busy', 'printer-unknown'];

export function electronPrinting({
  desktop,
  paper,
  details = windowsPrinters,
}: ElectronPrinting): PrintSystem {
  return {
    async list() {
      const answer = await desktop.ask({ kind: 'printers' }, listLimitMs);
      if (answer.kind === 'printers') {
        const known = await details().catch((error: unknown) => {
          // Forbidden on many a company's computer: its printers can print all the same.
          if (error instanceof UserError) return [];
          throw error;
        });
        return answer.printers.map(
          ({ name, details: words }) =>
            known.find((printer) => printer.name === name) ?? ofNoKnownState(name, words),
        );
      }
      if (answer.kind === 'refused' && answer.code === 'desktop-missing')
        throw new UserError(
          'print-program-unset',
          'Dockhand runs without its window here. To print then, install SumatraPDF and set its path (printing.program).',
        );
      const why = answer.kind === 'printed' ? '' : ` ${answer.message}`;
      throw new UserError('print-system-unavailable', `The printers cannot be listed.${why}`);
    },

    async submit(file, { printer, copies, tray, duplex }) {
      // The window's printing knows no trays. Cheques or labels may lie in the one that would be taken.
      if (tray !== null)
        throw new PrintRefused(
          'tray-not-chosen',
          `Only SumatraPDF can choose the tray ${tray}. Install it (printing.program), or take the tray out of the printer's role.`,
          true,
        );
      const ask = {
        kind: 'print',
        file,
        printer: checkedName(printer),
        copies,
        duplex,
        paper: paper(),
      } as const;
      const answer = await desktop.ask(ask, printLimitMs);
      if (answer.kind === 'printed') return null;
      if (answer.kind === 'refused')
        throw new PrintRefused(answer.code, answer.message, !passing.includes(answer.code));
      throw new UserError(
        'print-unfinished',
        answer.kind === 'uncertain' ? answer.message : 'The window gave an answer to something else.',
      );
    },

    // Nothing gives a number for what was printed, so nothing can be asked about it.
    statesOf: (ids) => Promise.resolve(new Map(ids.map((id) => [id, { state: 'gone' as const }]))),
  };
}

function ofNoKnownState(name: string, words: string): Printer {
  return {
    name,
    state: 'idle',
    accepting: true,
    reason: '',
    isDefault: false,
    notPaper: notPaper(name, words),
  };
}
