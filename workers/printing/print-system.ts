/** What Dockhand wants of the system's printing, whichever it is. */
import { UserError } from '../errors.ts';

export interface Printer {
  /** As the system names it. */
  name: string;
  state: 'idle' | 'printing' | 'paused';
  accepting: boolean;
  /** The system's own words about its state; empty when it has none. */
  reason: string;
  isDefault: boolean;
  /** Why it makes no paper, such as a printer that writes PDF files; null for a real one. */
  notPaper: string | null;
}

export interface SubmitOptions {
  printer: string;
  /** Shown in the spooler's queue. */
  title: string;
  copies: number;
  tray: string | null;
  duplex: boolean;
}

/** What the spooler says of a document. `gone`: it knows nothing of it any more. */
export type SpoolState =
  { state: 'pending' | 'printed' } | { state: 'failed'; reason: string } | { state: 'gone' };

export interface PrintSystem {
  /** @throws UserError `print-system-missing`, `print-system-unavailable`. */
  list(): Promise<Printer[]>;
  /**
   * Hands a file over, once. Its content is the spooler's own when this returns.
   * @returns the spooler's id; null where the system gives none, and nothing more can be learned.
   * @throws PrintRefused when it is certain that nothing was taken. After any other error nobody knows.
   */
  submit(file: string, options: SubmitOptions): Promise<string | null>;
  /** One look for all of them. @throws as `list`. */
  statesOf(ids: readonly string[]): Promise<Map<string, SpoolState>>;
}

/** The spooler took nothing, for certain. */
export class PrintRefused extends UserError {
  override readonly name: string = 'PrintRefused';
  /** It would be refused again, whatever its printer does: a person has to see to it. */
  readonly forGood: boolean;
  constructor(code: string, message: string, forGood = false) {
    super(code, message);
    this.forGood = forGood;
  }
}

/**
 * Names come from settings, and become arguments of programs.
 * @throws PrintRefused `printer-name-bad`
 */
export function checkedName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is refused
  if (name !== '' && name.length <= 255 && !name.startsWith('-') && !/[\u0000-\u001F\u007F"]/u.test(name))
    return name;
  throw new PrintRefused('printer-name-bad', `${JSON.stringify(name)} cannot be the name of a printer.`);
}

/** Letters, digits and little else: trays are named by drivers, such as `Tray2` or `tray-2`. */
export function isTrayName(tray: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}$/.test(tray);
}

/** @param device a device address, driver or port. */
export function notPaper(name: string, device: string): string | null {
  if (
    /^(cups-pdf|file):|^\/dev\/null$|pdf|xps|portprompt:/i.test(device) ||
    /(^|[^a-z])pdf([^a-z]|$)|xps/i.test(name)
  )
    return `${name} writes files and prints nothing.`;
  if (/fax/i.test(device) || /\bfax\b/i.test(name)) return `${name} sends faxes and prints nothing.`;
  if (/onenote/i.test(name) || /onenote/i.test(device))
    return `${name} writes into OneNote and prints nothing.`;
  return null;
}
