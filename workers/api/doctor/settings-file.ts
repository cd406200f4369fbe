/** `settings.json` does not show the password of Redis to other users of this computer. */
import { chmod, readFile, stat } from 'node:fs/promises';
import { ok, warning, type Check, type Result } from './check.ts';

/** Read or written by the owner's group or by anybody. */
const othersMay = 0o066;

export const settingsFile: Check = {
  id: 'settings-file',
  title: 'Settings',
  look: ({ store }) => lookAt(store.paths.settings),
  mend: ({ store }) => chmod(store.paths.settings, 0o600),
};

export async function lookAt(path: string): Promise<Result> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return ok('There is no settings.json.');
  if (!hasPassword(text)) return ok(`${path} holds no password.`);
  // On Windows the folder's own rights decide, and the mode says nothing of them.
  const { mode } = await stat(path);
  if (process.platform === 'win32' || (mode & othersMay) === 0) return ok(`${path} is its owner's only.`);
  const found = warning(
    `${path} holds the password of Redis, and other users of this computer may read or change it.`,
    `Make it readable by its owner only: chmod 600 '${path}'. Then change the password of Redis, for somebody may have read it.`,
  );
  return { ...found, mend: 'Make it readable by its owner only' };
}

/** Whether a URL in it has something between the user's colon and the host, also where the file as a whole cannot be read. */
function hasPassword(text: string): boolean {
  return /rediss?(\+\w+)?:\\?\/\\?\/[^@\s"/]*:[^@\s"/]+@/.test(text);
}
