/** Printing on Windows: Windows lists its printers, and SumatraPDF, which the owner has put there, prints a PDF without a window. */
import { UserError } from '../errors.ts';
import {
  checkedName,
  notPaper,
  PrintRefused,
  type Printer,
  type PrintSystem,
  type SubmitOptions,
} from './print-system.ts';
import { runProgram } from './run-program.ts';

export interface SumatraPrograms {
  /** Path of SumatraPDF.exe. */
  sumatra: string;
  powershell?: string;
}

const listing =
  '[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-CimInstance Win32_Printer | ' +
  'Select-Object Name,DriverName,PortName,Default,WorkOffline,PrinterState,PrinterStatus | ConvertTo-Json -Compress';

export function sumatraPrinting({ sumatra, powershell = 'powershell.exe' }: SumatraPrograms): PrintSystem {
  return {
    async list() {
      const { code, out, err } = await runProgram(powershell, [
        '-NoProfile',
        '-NonInteractive',
        '-Command',
        listing,
      ]);
      if (code === 0) return parseWindowsPrinters(out);
      throw new UserError('print-system-unavailable', `Windows does not list its printers: ${err.trim()}`);
    },

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

interface WindowsPrinter {
  Name: string;
  DriverName: string | null;
  PortName: string | null;
  Default: boolean | null;
  WorkOffline: boolean | null;
  /** Bits; the first one is "paused". */
  PrinterState: number | null;
  /** 4: printing, 7: offline. */
  PrinterStatus: number | null;
}

/** @param text JSON: one printer, or a list of them, or nothing. */
export function parseWindowsPrinters(text: string): Printer[] {
  const found: unknown = text.trim() === '' ? [] : JSON.parse(text);
  const list = (Array.isArray(found) ? found : [found]) as WindowsPrinter[];
  return list.map((printer) => {
    const offline = printer.WorkOffline === true || printer.PrinterStatus === 7;
    const paused = ((printer.PrinterState ?? 0) & 1) === 1;
    return {
      name: printer.Name,
      state: offline || paused ? 'paused' : printer.PrinterStatus === 4 ? 'printing' : 'idle',
      accepting: true,
      reason: offline ? 'offline' : paused ? 'paused' : '',
      isDefault: printer.Default === true,
      notPaper: notPaper(printer.Name, `${printer.DriverName ?? ''} ${printer.PortName ?? ''}`),
    };
  });
}
