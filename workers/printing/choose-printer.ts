/** Which printer a document goes to now, or why it waits. */
import type { Printer } from './print-system.ts';

export interface Wish {
  printer: string;
  /** Null: no other one will do. */
  fallback: string | null;
}

export type Choice = { printer: string; instead: string | null } | { printer: null; held: string };

export function choosePrinter({ printer, fallback }: Wish, printers: readonly Printer[]): Choice {
  const trouble = troubleWith(printer, printers);
  if (trouble === null) return { printer, instead: null };
  if (fallback === null || fallback === printer) return { printer: null, held: trouble };
  const second = troubleWith(fallback, printers);
  if (second === null) return { printer: fallback, instead: trouble };
  return { printer: null, held: `${trouble} ${second}` };
}

/** Null when it can print. */
export function troubleWith(name: string, printers: readonly Printer[]): string | null {
  const found = printers.find((printer) => printer.name === name);
  if (found === undefined)
    return `There is no printer ${name} any more. Set it up again, or choose another one.`;
  const reason = found.reason === '' ? '' : ` (${found.reason})`;
  if (found.state === 'paused') return `The printer ${name} is paused${reason}.`;
  return found.accepting ? null : `The printer ${name} takes no documents${reason}.`;
}
