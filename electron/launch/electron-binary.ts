/** Electron's own program: where it is, and getting it once with Electron's install script when it is missing. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { programRoot } from '../../workers/paths.ts';

const packageDir = join(programRoot, 'node_modules', 'electron');
const failureNote = join(programRoot, 'node_modules', '.cache', 'dockhand-electron-out-of-reach');

const probeMs = 2_000;
const downloadMs = 10 * 60_000;
const failureKeptMs = 24 * 60 * 60_000;

/** The program's path; null when it is not installed. Never starts a download, unlike importing `electron`. */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | null {
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageDir, 'dist');
  const path = join(folder, programName());
  return existsSync(path) ? path : null;
}

function programName(): string {
  try {
    return readFileSync(join(packageDir, 'path.txt'), 'utf8').trim();
  } catch {
    if (process.platform === 'win32') return 'electron.exe';
    return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
  }
}

export type Fetched = { path: string } | { path: null; why: string };

/**
 * Fetches Electron. Whether its server can be reached is known after two seconds; a failure is remembered for a day, so that
 * the starts that follow do not wait again.
 */
export async function fetchElectron(say: (sentence: string) => void): Promise<Fetched> {
  if (!existsSync(join(packageDir, 'install.js'))) return { path: null, why: 'its package is not installed' };
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD'] !== undefined) {
    return { path: null, why: 'ELECTRON_SKIP_BINARY_DOWNLOAD forbids to download it' };
  }
  if (failedLately()) return { path: null, why: 'its download was out of reach when last tried, today' };
  const base = downloadBase(process.env);
  if (!(await answers(base))) return failed(`${new URL(base).host} cannot be reached from here`);
  say('Downloading Electron (about 110 MB); this is done once.');
  const error = await runInstallScript();
  const path = findElectron();
  if (error !== null || path === null) return failed(`its download failed: ${error ?? 'nothing came'}`);
  return { path };
}

/** Where `@electron/get` downloads from: a mirror named in the environment (as npm hands on its settings too), else GitHub. */
export function downloadBase(env: NodeJS.ProcessEnv): string {
  const names = ['npm_config_electron_mirror', 'NPM_CONFIG_ELECTRON_MIRROR', 'ELECTRON_MIRROR'];
  const mirror = names.map((name) => env[name]).find((value) => value !== undefined && URL.canParse(value));
  return mirror ?? 'https://github.com/electron/electron/releases/download/';
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(probeMs),
    });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** @returns null for success, else the last thing that the script said. */
function runInstallScript(): Promise<string | null> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(packageDir, 'install.js')], {
      cwd: packageDir,
      stdio: ['ignore', process.stderr, 'pipe'],
      timeout: downloadMs,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) =>
      done(code === 0 ? null : (said.trim().split('\n')[0] ?? `it ended with ${signal ?? code}`)),
    );
  });
}

function failedLately(): boolean {
  try {
    return Date.now() - statSync(failureNote).mtimeMs < failureKeptMs;
  } catch {
    return false;
  }
}

function failed(why: string): Fetched {
  try {
    mkdirSync(dirname(failureNote), { recursive: true });
    writeFileSync(failureNote, `${why}\n`);
  } catch {
    // Somebody else's installation: then every start tries for two seconds.
  }
  return { path: null, why };
}
