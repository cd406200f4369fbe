/**
 * The real program for a test: `dist/electron/headless.js serve` as a process of its own, on a data folder of its own, on a port
 * that the system chose. It ends with the test's process, however that ends: by the channel between them.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { apiClient, type ApiClient } from '../../electron/cli/client.ts';
import { ensureBuilt } from '../../electron/launch/build.ts';
import { programRoot } from '../../workers/paths.ts';

export interface HeadlessEngine {
  /** Origin, such as `http://127.0.0.1:41873`. */
  readonly url: string;
  readonly token: string;
  /** Of the supervisor. */
  readonly pid: number;
  readonly dataDir: string;
  readonly client: ApiClient;
  /** In order, as Ctrl+C would; removes the data folder if it was made here. */
  stop(): Promise<void>;
  /** SIGKILL, with everything left as it is then; done when the process is gone. The data folder stays. */
  kill9(): Promise<void>;
}

export interface HeadlessOptions {
  /** A temporary one by default. */
  dataDir?: string;
  /** After `serve --json`. */
  args?: string[];
  env?: NodeJS.ProcessEnv;
}

export const headlessProgram = join(programRoot, 'dist', 'electron', 'headless.js');

/** Far more than it takes: only a hang gets there. */
const readyLimitMs = 60_000;
const stopLimitMs = 30_000;

/** Made here, so removed here, by whichever engine on it is stopped. */
const temporaryFolders = new Set<string>();

/** Builds first when the sources have changed. @throws Error with what the program printed when it does not become ready. */
export async function startHeadless(options: HeadlessOptions = {}): Promise<HeadlessEngine> {
  await ensureBuilt((sentence) => process.stderr.write(`${sentence}\n`));
  const dataDir = options.dataDir ?? (await temporaryDataDir());
  const args = ['serve', '--json', '--data', dataDir, ...(options.args ?? [])];
  const child = fork(headlessProgram, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...options.env },
  });
  const ended = once(child, 'exit');
  const ready = await readyLine(child);
  return {
    ...ready,
    dataDir,
    client: apiClient(ready),
    async stop() {
      child.kill('SIGTERM');
      await endWithin(child, ended);
      if (temporaryFolders.delete(dataDir)) await rm(dataDir, { recursive: true, force: true });
    },
    async kill9() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function temporaryDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dockhand-test-'));
  temporaryFolders.add(folder);
  return folder;
}

async function readyLine(child: ChildProcess): Promise<{ url: string; token: string; pid: number }> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  const timer = setTimeout(() => child.kill('SIGKILL'), readyLimitMs);
  try {
    if (child.stdout === null) throw new Error('The program has no stdout.');
    for await (const line of createInterface({ input: child.stdout })) {
      const message = JSON.parse(line) as { url?: string; token?: string; pid?: number; error?: unknown };
      const { url, token, pid } = message;
      if (url === undefined || token === undefined || pid === undefined) throw new Error(line);
      return { url, token, pid };
    }
    throw new Error('It ended');
  } catch (error) {
    throw new Error(`The program did not become ready: ${(error as Error).message}\n${said}`, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

async function endWithin(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await ended;
  clearTimeout(timer);
  if (child.signalCode === 'SIGKILL' && child.exitCode === null) {
    throw new Error('The program did not stop in order and was killed.');
  }
}
