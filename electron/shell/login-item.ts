/** Whether the program starts with the session, hidden. The system keeps it: there is no setting beside it that could disagree. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

export interface LoginItem {
  readonly isOn: boolean;
  set(on: boolean): void;
}

/** Null where there is no installed program that could be started. @param env of this process. */
export function setupLoginItem(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): LoginItem | null {
  if (!app.isPackaged) return null;
  if (platform === 'linux') return autostartFile(env);
  const args = ['--hidden'];
  return {
    get isOn() {
      return app.getLoginItemSettings({ args }).openAtLogin;
    },
    set: (on) => app.setLoginItemSettings({ openAtLogin: on, args }),
  };
}

/** By the desktop's autostart folder. An AppImage is started by its own file, not by where it is mounted just now. */
function autostartFile(env: NodeJS.ProcessEnv): LoginItem {
  const folder = join(env['XDG_CONFIG_HOME'] ?? join(env['HOME'] ?? homedir(), '.config'), 'autostart');
  const path = join(folder, 'dockhand.desktop');
  const program = env['APPIMAGE'] ?? process.execPath;
  return {
    get isOn() {
      try {
        return !/^Hidden\s*=\s*true/m.test(readFileSync(path, 'utf8'));
      } catch {
        return false;
      }
    },
    set(on) {
      if (!on) return rmSync(path, { force: true });
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, desktopEntry(program));
    },
  };
}

/** Of the Desktop Entry Specification: the program is quoted, and what its quotes do not keep is escaped. */
function desktopEntry(program: string): string {
  const quoted = program
    .replace(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Dockhand',
    `Exec="${quoted}" --hidden`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
