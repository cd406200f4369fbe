/**
 * Prints one PDF without a question: a hidden window shows it in Chromium's viewer, and is printed. What can go wrong and leave blank
 * paper, or two prints, is told at the place where it is prevented.
 */
import { isAbsolute, relative, sep } from 'node:path';
import { BrowserWindow, type WebContentsPrintOptions } from 'electron';
import { errorInfo } from '../../workers/errors.ts';
import type { DesktopAnswer, DesktopAsk, DesktopTrouble } from '../../workers/protocol.ts';

export interface PrintLimits {
  /** From the wish to the moment at which the document is handed to the spooler, ms: later nobody waits for it any more. */
  beginMs: number;
  /** From then until the spooler has it. */
  spoolMs: number;
}

/** Together less than the worker waits for an answer. */
export const usualPrintLimits: PrintLimits = { beginMs: 18_000, spoolMs: 25_000 };

type PrintAsk = Extract<DesktopAsk, { kind: 'print' }>;

/** @param elapsedMs since it was asked for. */
export async function printPdf(
  ask: PrintAsk,
  dataDir: string,
  limits: PrintLimits,
  elapsedMs: () => number,
): Promise<DesktopAnswer> {
  if (!isWithin(dataDir, ask.file))
    return refused('print-file-outside', 'Only documents of the data folder are printed.');
  const leftMs = () => limits.beginMs - elapsedMs();
  if (leftMs() <= 0) return refused('desktop-busy', 'Other documents are being printed. It waits for them.');
  const window = printWindow();
  try {
    const trouble = await Promise.race([
      shown(window, ask),
      lost(window),
      after(leftMs(), 'it took too long'),
    ]);
    if (trouble !== null)
      return trouble instanceof Error
        ? refused('print-not-shown', `The document could not be made ready for printing: ${trouble.message}.`)
        : trouble;
    // The window may be ready at the very moment at which nobody waits any more.
    if (leftMs() <= 0) return refused('print-not-shown', 'The document was not ready in time.');
    const end = await Promise.race([
      spooled(window, ask),
      lost(window),
      after(limits.spoolMs, 'no answer came'),
    ]);
    if (!(end instanceof Error)) return end;
    return uncertain(`It was handed to Windows, and then ${end.message}.`);
  } finally {
    // Not from within Chromium's own callback: that must return first.
    setImmediate(() => {
      if (!window.isDestroyed()) window.destroy();
    });
  }
}

/** Of its own session, with nothing of ours in it: it shows a file and no page. */
export function printWindow(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    skipTaskbar: true,
    webPreferences: {
      partition: 'printing',
      // The viewer counts as a plugin.
      plugins: true,
      // A hidden page is slowed down, and its viewer may never be ready.
      backgroundThrottling: false,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
}

/**
 * Null when it may be printed. A window whose page has loaded shows an empty viewer at first, and prints one blank sheet: the viewer's
 * own word that it has the document counts. Electron tells it by an event that its documentation leaves out; should a version be
 * without it, nothing is printed, and the person is told, which is better than blank sheets.
 */
async function shown(
  window: BrowserWindow,
  { file, printer }: PrintAsk,
): Promise<DesktopAnswer | Error | null> {
  const { webContents } = window;
  const printers = await webContents.getPrintersAsync();
  // An unknown name would print on the default printer.
  if (!printers.some(({ name }) => name === printer))
    return refused('printer-unknown', `Windows has no printer ${printer} any more.`);
  const ready = new Promise<null>((resolve) => {
    (webContents as NodeJS.EventEmitter).once('-pdf-ready-to-print', () => resolve(null));
  });
  try {
    await window.loadFile(file);
  } catch (error) {
    return new Error(errorInfo(error).message);
  }
  return ready;
}

/**
 * What the callback says: `true` once the spooler has the whole document. `false` may come for one that was handed over as a whole, so
 * it is no proof that nothing came out; only settings that were refused were refused before the beginning.
 */
function spooled(
  window: BrowserWindow,
  { printer, copies, duplex, paper }: PrintAsk,
): Promise<DesktopAnswer> {
  return new Promise((resolve) => {
    const options: WebContentsPrintOptions = {
      silent: true,
      deviceName: printer,
      copies,
      collate: true,
      duplexMode: duplex ? 'longEdge' : 'simplex',
      pageSize: paper === 'a4' ? 'A4' : 'Letter',
    };
    const settingsRefused = (why: string) =>
      refused('print-settings-refused', `The printer ${printer} does not take these settings: ${why}`);
    try {
      window.webContents.print(options, (success, reason) => {
        if (success) resolve({ kind: 'printed' });
        else if (/invalid printer settings/i.test(reason)) resolve(settingsRefused(reason));
        else resolve(uncertain(`Windows says: ${reason === '' ? 'nothing about the reason' : reason}.`));
      });
    } catch (error) {
      resolve(settingsRefused(errorInfo(error).message));
    }
  });
}

function lost(window: BrowserWindow): Promise<Error> {
  return new Promise((resolve) => {
    window.webContents.once('render-process-gone', (_event, { reason }) =>
      resolve(new Error(`its window’s process ended (${reason})`)),
    );
    window.once('closed', () => resolve(new Error('its window was closed')));
  });
}

function after(ms: number, what: string): Promise<Error> {
  return new Promise((resolve) => void setTimeout(() => resolve(new Error(what)), ms).unref());
}

function isWithin(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function refused(code: DesktopTrouble, message: string): DesktopAnswer {
  return { kind: 'refused', code, message };
}

function uncertain(message: string): DesktopAnswer {
  return { kind: 'uncertain', code: 'print-unfinished', message };
}
