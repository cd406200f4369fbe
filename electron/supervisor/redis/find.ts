/**
 * Which Redis this machine runs: bundled → installed → fetched earlier; and, where that is permitted, getting one.
 * Used before anything is built, so it needs nothing but Node.
 */
import { UserError } from '../../../workers/errors.ts';
import { findBundled } from './bundled.ts';
import { download, findDownloaded } from './download.ts';
import { findInstalled } from './installed.ts';
import { installByPackageManager, installHint } from './package-manager.ts';
import { isSupported, minimumVersion, versionOf } from './version.ts';

export interface RedisBinary {
  path: string;
  version: string;
  source: 'bundled' | 'installed' | 'downloaded' | 'chosen';
}

/**
 * The Redis to run, without changing anything on the machine.
 * @throws UserError `redis-missing`, `redis-too-old` or `redis-damaged`, saying what to do.
 */
export async function findRedis(): Promise<RedisBinary> {
  const bundled = await findBundled();
  if (bundled !== null) return { ...bundled, source: 'bundled' };
  const { found, refused } = await findInstalled();
  if (found !== null) return { ...found, source: 'installed' };
  const downloaded = await findDownloaded();
  if (downloaded !== null) return { ...downloaded, source: 'downloaded' };
  const old = refused.find(({ version }) => version !== null);
  if (old === undefined) throw new UserError('redis-missing', `No Redis on this computer. ${installHint()}`);
  throw tooOld(old.path, old.version ?? '');
}

/**
 * A program that a person chose.
 * @throws UserError `redis-missing` or `redis-too-old`.
 */
export async function checkRedis(path: string): Promise<RedisBinary> {
  const version = await versionOf(path);
  if (version === null) {
    throw new UserError('redis-missing', `${path} is not a Redis server that runs here. ${installHint()}`);
  }
  if (!isSupported(version)) throw tooOld(path, version);
  return { path, version, source: 'chosen' };
}

function tooOld(path: string, version: string): UserError {
  return new UserError(
    'redis-too-old',
    `${path} is Redis ${version}; Dockhand needs ${minimumVersion} or newer. ${installHint()}`,
  );
}

/**
 * The Redis to run, got from somewhere if need be: by the system's package manager where this user may use it without a
 * question, else by redis-memory-server's download (only in a source checkout).
 * @param say told in plain words what is about to be done and how it went, a sentence at a time.
 * @throws UserError as findRedis, when there was no way.
 */
export async function ensureRedis(options: {
  allowInstall: boolean;
  say: (sentence: string) => void;
}): Promise<RedisBinary> {
  const { allowInstall, say } = options;
  try {
    return await findRedis();
  } catch (error) {
    const code = error instanceof UserError ? error.code : null;
    if (!allowInstall || (code !== 'redis-missing' && code !== 'redis-too-old')) throw error;
    say(`${(error as Error).message.split('. ')[0] ?? ''}.`);
  }
  if ((await installByPackageManager(say)) && (await findInstalled()).found !== null) return findRedis();
  await download(say);
  return findRedis();
}
