/** Window or browser: whether a start opens Electron here, and why not when it does not. */

export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** The user's id; undefined on Windows. */
  uid: number | undefined;
}

/**
 * What keeps a window from being opened on this machine, whether Electron is installed or not.
 * @returns half a sentence to follow "because", or null when nothing does.
 */
export function noWindowBecause({ platform, env, uid }: Machine): string | null {
  if (platform === 'win32' || platform === 'darwin') return null;
  const display = [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');
  if (!display) return 'this session has no display';
  // Chromium refuses to run as root unless its sandbox is switched off, and that is not given up.
  if (uid === 0) return 'the sandbox of Electron does not work for root';
  return null;
}
