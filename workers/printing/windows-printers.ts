/** What Windows says of its printers, by PowerShell: also which are paused or offline. */
import { UserError } from '../errors.ts';
import { notPaper, type Printer } from './print-system.ts';
import { runProgram } from './run-program.ts';

const listing =
  '[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-CimInstance Win32_Printer | ' +
  'Select-Object Name,DriverName,PortName,Default,WorkOffline,PrinterState,PrinterStatus | ConvertTo-Json -Compress';

/** @throws UserError `print-system-missing`, `print-system-unavailable` */
export async function windowsPrinters(powershell = 'powershell.exe'): Promise<Printer[]> {
  const { code, out, err } = await runProgram(powershell, [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    listing,
  ]);
  if (code === 0) return parseWindowsPrinters(out);
  throw new UserError('print-system-unavailable', `Windows does not list its printers: ${err.trim()}`);
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
