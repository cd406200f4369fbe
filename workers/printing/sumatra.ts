/** Printing on Windows: Windows lists its printers, and SumatraPDF, which the owner has put there, prints a PDF without a window. */
import { UserError } from '../errors.ts';
import { checkedName, PrintRefused, type PrintSystem, type SubmitOptions } from './print-system.ts';
import { runProgram } from './run-program.ts';
import { windowsPrinters } from './windows-printers.ts';

export interface SumatraPrograms {
  /** Path of SumatraPDF.exe. */
  sumatra: string;
  powershell?: string;
}

export function sumatraPrinting({ sumatra, powershell }: SumatraPrograms): PrintSystem {
  return {
    list: () => windowsPrinters(powershell),

    async submit(file, options) {
      const { code } = await runProgram(sumatra, sumatraArguments(file, options)).catch((error: unknown) => {
        throw error instanceof UserError ? new PrintRefused(error.code, error.message) : error;
      });
      if (code !== 0) throw new Error(`SumatraPDF ended with ${code}.`);
      return null;
    },

    statesOf: (ids) => Promise.resolve(new Map(ids.map((id) => [id, { state: 'gone' as const }]))),
  };
}

/** @throws PrintRefused `printer-name-bad` */
export function sumatraArguments(file: string, { printer, copies, tray, duplex }: SubmitOptions): string[] {
  const settings = [`${copies}x`, duplex ? 'duplexlong' : 'simplex', 'shrink'];
  if (tray !== null) settings.push(`bin=${tray}`);
  return ['-print-to', checkedName(printer), '-print-settings', settings.join(','), '-silent', file];
}
