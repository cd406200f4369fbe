/** The data folder is somebody else's just now: the headless program's, or another user's on a folder that is shared. */
import { app, dialog, shell } from 'electron';
import { userName } from '../supervisor/claim-socket.ts';
import type { RunningEngine } from '../supervisor/data-folder.ts';

export interface OtherHolder {
  by: RunningEngine | null;
  user: string | null;
}

/** Offers its console where there is one to reach, and ends the program. */
export async function showOther(other: OtherHolder, dataDir: string): Promise<void> {
  const { by } = other;
  const url = by === null || by.token === null ? null : loopbackConsole(by.url, by.token);
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'Dockhand',
    ...otherInWords(other, dataDir, userName()),
    buttons: url === null ? ['Close'] : ['Open its console', 'Close'],
    defaultId: 0,
    cancelId: url === null ? 0 : 1,
  });
  if (url !== null && response === 0) await shell.openExternal(url);
  app.exit(0);
}

/** @param me name of this user. Pure. */
export function otherInWords(
  { by, user }: OtherHolder,
  dataDir: string,
  me: string,
): { message: string; detail: string } {
  const detail = `Another Dockhand${by === null ? '' : ` (process ${by.pid})`} works on ${dataDir}.`;
  if (user === null || user === me) return { message: 'Dockhand is running already.', detail };
  return {
    message: `Dockhand is running already for ${user}.`,
    detail: `${detail} It has to be quit there, or ${user} has to sign out, before it can run here.`,
  };
}

/** The file that it was read from is in a folder that others may write to: nothing but loopback is opened. Pure. */
export function loopbackConsole(url: string | null, token: string): string | null {
  if (url === null || !/^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(url)) return null;
  return `${url}/#token=${encodeURIComponent(token)}`;
}
