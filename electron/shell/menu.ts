/** The menu bar. Only macOS has one: without it there would be no shortcuts for copy, paste and quit. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import { whenReady } from './when-ready.ts';

/** @param askToQuit what a person's wish to quit does: the role of Electron's own item would quit without a question. */
export function setupMenu(askToQuit: () => void, platform: NodeJS.Platform = process.platform): void {
  whenReady(() => {
    Menu.setApplicationMenu(
      platform === 'darwin'
        ? Menu.buildFromTemplate([programMenu(askToQuit), { role: 'editMenu' }, { role: 'windowMenu' }])
        : null,
    );
  });
}

function programMenu(askToQuit: () => void): MenuItemConstructorOptions {
  return {
    label: 'Dockhand',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { label: 'Quit Dockhand', accelerator: 'Command+Q', click: askToQuit },
    ],
  };
}
