/** The one window. It shows the console, hides when it is closed, and comes back from the tray. */
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { programRoot, resourcePath } from '../../workers/paths.ts';
import { versionArgument } from './channels.ts';
import type { ShellOptions } from './command-line.ts';
import { origin } from './origin.ts';
import type { Quit } from './quit.ts';
import type { SingleInstance } from './single-instance.ts';
import { whenReady } from './when-ready.ts';

export interface MainWindow {
  /** Brings the window to the front, on a screen of the console where one is named, such as `/import`. */
  show(screen?: string): void;
}

interface WindowParts {
  instance: SingleInstance;
  quit: Quit;
}

export function setupWindow(options: ShellOptions, { instance, quit }: WindowParts): MainWindow {
  let window: BrowserWindow | null = null;

  const show = (screen?: string) => {
    window ??= createWindow(options, quit, () => (window = null));
    const address = `${origin}/${screen === undefined ? '' : `#${screen}`}`;
    // Another fragment alone does not load the page anew.
    if (window.webContents.getURL() === '' || screen !== undefined) void window.loadURL(address);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };

  whenReady(() => {
    if (!options.hidden) show();
  });
  instance.onSecondStart(() => show());
  // A click on the icon in the macOS dock.
  app.on('activate', () => show());
  return { show };
}

function createWindow(options: ShellOptions, quit: Quit, onClosed: () => void): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Dockhand',
    width: 1280,
    height: 820,
    minWidth: 880,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    icon: resourcePath('icons', 'app-256.png'),
    webPreferences: {
      preload: join(programRoot, 'dist', 'electron', 'preload.cjs'),
      additionalArguments: [`${versionArgument}${options.version}`],
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.on('close', (event) => {
    if (quit.isUnderWay) return;
    event.preventDefault();
    window.hide();
  });
  window.on('closed', onClosed);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    options.log.error('window-gone', { reason });
    if (!quit.isUnderWay && reason !== 'clean-exit') window.webContents.reload();
  });
  return window;
}
