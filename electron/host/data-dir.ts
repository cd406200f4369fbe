/** Where the data folder is when nobody says otherwise. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Surroundings {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/**
 * The data folder: as chosen, else DOCKHAND_DATA, else the platform's place for data of this user on this machine. On Windows
 * that is the local profile, not the roaming one: a database and a queue must not be copied about at logon.
 * @param chosen what `--data` said; relative to the working folder.
 * @returns an absolute path; nothing is created.
 */
export function dataDir(chosen: string | undefined, surroundings: Surroundings = here()): string {
  const wanted = chosen ?? surroundings.env['DOCKHAND_DATA'];
  return wanted !== undefined && wanted !== '' ? resolve(wanted) : defaultDataDir(surroundings);
}

function defaultDataDir({ platform, env, home }: Surroundings): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Dockhand');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Dockhand');
  const xdg = env['XDG_DATA_HOME'];
  // The XDG base directory specification: a relative path there is to be ignored.
  return join(xdg?.startsWith('/') === true ? xdg : join(home, '.local', 'share'), 'Dockhand');
}
