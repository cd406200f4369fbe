/** The icon in the tray: how things stand, and the way to the window and out. */
import { Menu, nativeImage, shell, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import { dataPaths, resourcePath } from '../../workers/paths.ts';
import type { ShellOptions } from './command-line.ts';
import type { EngineHost } from './engine.ts';
import type { Quit } from './quit.ts';
import type { StatusFeed } from './status-feed.ts';
import { trayView, type TrayState, type TrayView } from './tray-state.ts';
import { whenReady } from './when-ready.ts';
import type { MainWindow } from './window.ts';

interface TrayParts {
  engine: EngineHost;
  quit: Quit;
  status: StatusFeed;
  window: MainWindow;
  options: ShellOptions;
}

export function setupTray(parts: TrayParts): void {
  const { engine, status, window } = parts;
  whenReady(() => {
    const tray = new Tray(icon('stopped'));
    let shown: TrayView = { state: 'stopped', tooltip: '' };
    const update = () => {
      const view = trayView(engine.snapshot(), status.latest);
      if (view.state !== shown.state) tray.setImage(icon(view.state));
      const sameWords = view.tooltip === shown.tooltip;
      shown = view;
      if (sameWords) return;
      tray.setToolTip(view.tooltip);
      // On Linux an open menu is a copy: a new one is the only way to change its words.
      tray.setContextMenu(Menu.buildFromTemplate(menu(view, parts)));
    };
    update();
    engine.onChange(update);
    status.onChange(update);
    // On macOS and on most Linux desktops a click opens the menu.
    tray.on('click', () => window.show());
  });
}

function menu({ tooltip }: TrayView, { quit, window, options }: TrayParts): MenuItemConstructorOptions[] {
  return [
    { label: tooltip, enabled: false },
    { type: 'separator' },
    { label: 'Open Dockhand', click: () => window.show() },
    { label: 'Import a file…', click: () => window.show('/import') },
    { label: 'Jobs', click: () => window.show('/jobs') },
    { type: 'separator' },
    { label: 'Show the log files', click: () => void shell.openPath(dataPaths(options.dataDir).logs) },
    { label: 'Quit', click: () => quit.request() },
  ];
}

/** With its sharper versions beside it (`@1.25x`, `@1.5x`, `@2x`), which Electron finds by their names. */
function icon(state: TrayState): NativeImage {
  return nativeImage.createFromPath(resourcePath('icons', 'tray', `${state}.png`));
}
