/** The menu bar. Only macOS has one: without it there would be no shortcuts for copy, paste and quit. */
import { Menu } from 'electron';
import { whenReady } from './when-ready.ts';

export function setupMenu(platform: NodeJS.Platform = process.platform): void {
  whenReady(() => {
    const roles = ['appMenu', 'editMenu', 'windowMenu'] as const;
    Menu.setApplicationMenu(
      platform === 'darwin' ? Menu.buildFromTemplate(roles.map((role) => ({ role }))) : null,
    );
  });
}
