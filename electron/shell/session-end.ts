/** The session of the user or the computer itself ends: the engine stops within the time that the system leaves, without a question. */
import { app, BrowserWindow, powerMonitor } from 'electron';
import type { ShellOptions } from './command-line.ts';
import type { Quit } from './quit.ts';
import { whenReady } from './when-ready.ts';

/**
 * Windows tells windows only, and the console's may not be there: a hidden one listens for the whole run. Elsewhere the system tells the
 * program, or sends a signal (quit.ts).
 */
export function setupSessionEnd(
  quit: Pick<Quit, 'onBegin'>,
  { log }: Pick<ShellOptions, 'log'>,
  platform: NodeJS.Platform = process.platform,
): void {
  const end = (how: string) => {
    log.info('session-ends', { how });
    app.quit();
  };
  whenReady(() => {
    if (platform !== 'win32') {
      powerMonitor.on('shutdown', () => end('shutdown'));
      return;
    }
    const listener = new BrowserWindow({ show: false, width: 1, height: 1, skipTaskbar: true });
    // Another program may still keep the session from ending; then nothing was stopped for nothing.
    listener.on('query-session-end', () => log.info('session-may-end', {}));
    listener.on('session-end', () => end('session-end'));
    quit.onBegin(() => listener.destroy());
  });
}
