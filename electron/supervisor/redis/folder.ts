/** The folder of our Redis: config file and append-only file. Anybody may delete it at any time. */
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const configFile = 'redis.conf';

/** Makes the folder if need be, and writes the config file, readable by its owner only. */
export async function prepareFolder(folder: string, config: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, configFile);
  // The mode counts only for a new file, and one that was left there may be readable by others.
  await rm(path, { force: true });
  await writeFile(path, config, { mode: 0o600 });
  await chmod(folder, 0o700);
}

/**
 * Puts a folder aside from which Redis does not start: damaged, or written by a newer version. One such folder is kept, to look into.
 * @returns where it is now.
 */
export async function setAside(folder: string): Promise<string> {
  const aside = `${folder}.damaged`;
  await rm(aside, { recursive: true, force: true });
  await rename(folder, aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  return aside;
}

/** What identifies a folder for `isIntact`; null when it is not there. */
export async function folderIdentity(folder: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

/**
 * Whether Redis still writes where the next start will read: the folder that it was started in is there, with the config file and an
 * append-only file. Redis itself notices nothing of a deleted file that it holds open.
 */
export async function isIntact(folder: string, identity: string): Promise<boolean> {
  if ((await folderIdentity(folder)) !== identity) return false;
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes(configFile)) return false;
  if (names.includes('appendonly.aof')) return true;
  // Since version 7: a manifest and its parts in a folder of their own.
  const parts = await readdir(join(folder, 'appendonlydir')).catch((): string[] => []);
  return parts.some((name) => name.endsWith('.manifest')) && parts.some((name) => name.endsWith('.aof'));
}
