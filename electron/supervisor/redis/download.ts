/**
 * The last resort in a source checkout: redis-memory-server fetches a Redis and builds it. Never in the packaged program.
 * It runs in a process of its own: it prints to the console, switches off the check of TLS certificates unless npm's
 * strict-ssl is set in its environment, and may take minutes to compile.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { programRoot } from '../../../workers/paths.ts';
import { isSupported, versionOf } from './version.ts';

const limitMs = 10 * 60_000;

/** In the user's own cache: outlives `npm ci`, and its path rarely holds a space, on which Redis's makefiles break. */
const cacheFolder = join(homedir(), '.cache', 'dockhand', 'redis');

/** What an earlier download left; null without one. */
export async function findDownloaded(
  folder = cacheFolder,
): Promise<{ path: string; version: string } | null> {
  const path = join(folder, 'stable', process.platform === 'win32' ? 'memurai.exe' : 'redis-server');
  if (!existsSync(path)) return null;
  const version = await versionOf(path);
  return version !== null && isSupported(version) ? { path, version } : null;
}

const script = `
  const { RedisBinary } = require('redis-memory-server');
  RedisBinary.getPath({ downloadDir: process.argv[1], version: 'stable', systemBinary: undefined })
    .then(() => process.exit(0), (error) => { console.error(error.message); process.exit(1); });
`;

/** @returns whether there is a new program for findDownloaded. */
export async function download(say: (sentence: string) => void, folder = cacheFolder): Promise<boolean> {
  if (!existsSync(join(programRoot, 'node_modules', 'redis-memory-server'))) return false;
  say('Downloading Redis and building it; this can take some minutes.');
  const outcome = await runDownload(folder);
  if (outcome !== null) say(`Redis could not be downloaded: ${outcome}`);
  return outcome === null;
}

/** @returns null for success, else the last thing that it said. */
function runDownload(folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', script, folder], {
      cwd: programRoot,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, npm_config_strict_ssl: 'true' },
      timeout: limitMs,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) =>
      resolve(code === 0 ? null : (said.trim().split('\n').at(-1) ?? `it ended with ${code}`)),
    );
  });
}
