/** What the shell does for the workers: it lists printers, and prints. */
import { BrowserWindow } from 'electron';
import { errorInfo } from '../../workers/errors.ts';
import type { DesktopAnswer, DesktopAsk, DesktopPrinter } from '../../workers/protocol.ts';
import type { DesktopHost } from '../host/desktop.ts';
import type { ShellOptions } from './command-line.ts';
import { printPdf, printWindow, usualPrintLimits, type PrintLimits } from './print-pdf.ts';

/** @param limits other ones only in tests. */
export function setupDesktop(
  { dataDir, log }: Pick<ShellOptions, 'dataDir' | 'log'>,
  limits: PrintLimits = usualPrintLimits,
): DesktopHost {
  /** One print at a time: Chromium answers a second one on a busy spooler at once, and wrongly. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<DesktopAnswer>): Promise<DesktopAnswer> => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
  const answer = async (ask: DesktopAsk): Promise<DesktopAnswer> => {
    if (ask.kind === 'printers') return { kind: 'printers', printers: await listPrinters() };
    const askedAt = performance.now();
    return inTurn(() => printPdf(ask, dataDir, limits, () => performance.now() - askedAt));
  };
  return {
    async answer(ask) {
      const given = await answer(ask).catch((error: unknown): DesktopAnswer => ({
        kind: 'uncertain',
        code: 'desktop-failed',
        message: errorInfo(error).message,
      }));
      if (given.kind === 'refused' || given.kind === 'uncertain')
        log.warn('desktop-trouble', { ask: ask.kind, answer: given.kind, code: given.code });
      return given;
    },
  };
}

/** By whatever window there is: only the contents of one can be asked. */
async function listPrinters(): Promise<DesktopPrinter[]> {
  const found = BrowserWindow.getAllWindows().find((each) => !each.isDestroyed());
  const window = found ?? printWindow();
  try {
    const printers = await window.webContents.getPrintersAsync();
    return printers.map(({ name, description, options }) => ({
      name,
      details: `${description} ${Object.values(options).join(' ')}`.trim(),
    }));
  } finally {
    if (found === undefined) window.destroy();
  }
}
