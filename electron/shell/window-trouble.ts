/** The window's process died or hangs: loaded again by itself once, and with a question when that does not help. */
import { dialog, shell, type BrowserWindow } from 'electron';
import { dataPaths } from '../../workers/paths.ts';
import type { ShellOptions } from './command-line.ts';
import type { Quit } from './quit.ts';

/** Two crashes within this time have the same cause, ms. */
const againWithinMs = 60_000;

const reload = 'Load again';
const logs = 'Show the log files';

export function watchForTrouble(
  window: BrowserWindow,
  { log, dataDir }: Pick<ShellOptions, 'log' | 'dataDir'>,
  quit: Pick<Quit, 'isUnderWay'>,
  now: () => number = Date.now,
): void {
  let crashedAt = -Infinity;
  let asking = false;

  const ask = async (message: string, detail: string, last: string) => {
    if (asking) return;
    asking = true;
    const buttons = [reload, logs, last];
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      title: 'Dockhand',
      message,
      detail: `${detail} Imports, documents and all other work go on.`,
      buttons,
      defaultId: 0,
      cancelId: 2,
    });
    asking = false;
    if (buttons[response] === logs) await shell.openPath(dataPaths(dataDir).logs);
    if (buttons[response] === last || quit.isUnderWay || window.isDestroyed()) return;
    window.webContents.reload();
  };

  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('window-gone', { reason });
    if (quit.isUnderWay || reason === 'clean-exit') return;
    const isAgain = now() - crashedAt < againWithinMs;
    crashedAt = now();
    if (!isAgain) window.webContents.reload();
    else
      void ask(
        'The window has stopped working.',
        `It was loaded again and failed again (${reason}).`,
        'Close',
      );
  });
  window.on('unresponsive', () => {
    log.warn('window-unresponsive', {});
    if (!quit.isUnderWay) void ask('The window does not answer.', 'It may be busy, or hang.', 'Wait');
  });
  window.on('responsive', () => log.info('window-responsive', {}));
}
