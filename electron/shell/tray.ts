/** The icon in the tray: how things stand, and the way to the window and out. */
import { Menu, nativeImage, shell, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import { dataPaths, resourcePath } from '../../workers/paths.ts';
import type { ShellOptions } from './command-line.ts';
import type { EngineHost } from './engine.ts';
import type { LoginItem } from './login-item.ts';
import type { WorkPause } from './pause.ts';
import type { QuitByPerson } from './quit-by-person.ts';
import type { StatusFeed } from './status-feed.ts';
import { trayView, type TrayState, type TrayView } from './tray-state.ts';
import { whenReady } from './when-ready.ts';
import type { MainWindow } from './window.ts';

interface TrayParts {
  engine: EngineHost;
  quit: QuitByPerson;
  status: StatusFeed;
  window: MainWindow;
  options: ShellOptions;
  pause: WorkPause;
  /** Null where the program is not installed. */
  loginItem: LoginItem | null;
}

export function setupTray(parts: TrayParts): void {
  const { engine, status, window } = parts;
  whenReady(() => {
    const tray = new Tray(icon('stopped'));
    let shown: TrayView = { state: 'stopped', tooltip: '' };
    let wasPaused = false;
    const update = () => {
      const view = trayView(engine.snapshot(), status.latest, Date.now());
      if (view.state !== shown.state) tray.setImage(icon(view.state));
      const isPaused = status.latest !== null && status.latest.pause !== null;
      const isSame = view.tooltip === shown.tooltip && isPaused === wasPaused;
      wasPaused = isPaused;
      shown = view;
      if (isSame) return;
      tray.setToolTip(view.tooltip);
      // On Linux an open menu is a copy: a new one is the only way to change its words.
      tray.setContextMenu(Menu.buildFromTemplate(menu(view, isPaused, parts)));
    };
    update();
    engine.onChange(update);
    status.onChange(update);
    // On macOS and on most Linux desktops a click opens the menu.
    tray.on('click', () => window.show());
  });
}

function menu(
  { tooltip }: TrayView,
  isPaused: boolean,
  { quit, window, options, pause, loginItem }: TrayParts,
): MenuItemConstructorOptions[] {
  return [
    { label: tooltip, enabled: false },
    { type: 'separator' },
    { label: 'Open Dockhand', click: () => window.show() },
    { label: 'Import a file…', click: () => window.show('/import') },
    { label: 'Jobs', click: () => window.show('/jobs') },
    { type: 'separator' },
    isPaused
      ? { label: 'Resume work', click: () => pause.end() }
      : {
          label: 'Pause work',
          submenu: [
            { label: 'For 15 minutes', click: () => pause.forMinutes(15) },
            { label: 'For 60 minutes', click: () => pause.forMinutes(60) },
            { label: 'Until tomorrow', click: () => pause.untilTomorrow() },
          ],
        },
    { type: 'separator' },
    ...(loginItem === null
      ? []
      : [
          {
            label: 'Start with the computer',
            type: 'checkbox' as const,
            checked: loginItem.isOn,
            click: () => loginItem.set(!loginItem.isOn),
          },
        ]),
    { label: 'Show the log files', click: () => void shell.openPath(dataPaths(options.dataDir).logs) },
    { label: 'Quit', click: () => void quit.ask() },
  ];
}

/**
 * With its sharper versions beside it (`@1.25x`, `@1.5x`, `@2x`), which Electron finds by their names. macOS paints what is called a
 * template in the colour of its menu bar: there the shape alone tells the states apart.
 */
function icon(state: TrayState): NativeImage {
  const name = process.platform === 'darwin' ? `${state}Template` : state;
  return nativeImage.createFromPath(resourcePath('icons', 'tray', `${name}.png`));
}
