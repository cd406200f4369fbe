/** The one window. It shows the console, hides when it is closed, comes back from the tray, and opens where it was. */
import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { programRoot, resourcePath } from '../../workers/paths.ts';
import { versionArgument } from './channels.ts';
import type { ShellOptions } from './command-line.ts';
import type { ShellMemory } from './memory.ts';
import type { Notify } from './notify.ts';
import { origin } from './origin.ts';
import type { Quit } from './quit.ts';
import type { SingleInstance } from './single-instance.ts';
import { whenReady } from './when-ready.ts';
import { placeWindow, smallestSize } from './window-place.ts';
import { watchForTrouble } from './window-trouble.ts';

export interface MainWindow {
  /** Brings the window to the front, on a screen of the console where one is named, such as `/import`. */
  show(screen?: string): void;
  /** Whether a person may be looking at it. */
  readonly isVisible: boolean;
}

interface WindowParts {
  instance: SingleInstance;
  quit: Quit;
  memory: ShellMemory;
  notify: Notify;
}

export function setupWindow(options: ShellOptions, parts: WindowParts): MainWindow {
  const { instance } = parts;
  let window: BrowserWindow | null = null;

  const show = (path?: string) => {
    window ??= createWindow(options, parts, () => (window = null));
    const address = `${origin}/${path === undefined ? '' : `#${path}`}`;
    // Another fragment alone does not load the page anew.
    if (window.webContents.getURL() === '' || path !== undefined) void window.loadURL(address);
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
  return {
    show,
    get isVisible() {
      return window !== null && window.isVisible() && !window.isMinimized();
    },
  };
}

function createWindow(
  options: ShellOptions,
  { quit, memory, notify }: WindowParts,
  onClosed: () => void,
): BrowserWindow {
  const { bounds, maximized } = memory.current;
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    title: 'Dockhand',
    ...placeWindow(bounds, areas),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
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
  if (maximized) window.maximize();
  window.on('close', (event) => {
    // Also while the program quits: this is the last moment at which it has a place.
    memory.change({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    if (quit.isUnderWay) return;
    event.preventDefault();
    window.hide();
    if (memory.current.knowsTray) return;
    memory.change({ knowsTray: true });
    notify({
      title: 'Dockhand works on',
      body: 'Its icon beside the clock brings the window back, and ends the program.',
      path: '/',
    });
  });
  window.on('closed', onClosed);
  watchForTrouble(window, options, quit);
  return window;
}
