/** The built main process, booted on the double of `electron` as a process of its own, with a person at it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBuilt } from '../../electron/launch/build.ts';
import { programRoot } from '../../workers/paths.ts';
import type { FromOperator, ToOperator } from '../doubles/electron/operator.ts';
import { until } from './until.ts';

export interface BootedShell {
  readonly pid: number;
  /** Everything that could be seen, in order. */
  readonly seen: readonly FromOperator[];
  /** What it printed on stderr: warnings, unhandled rejections. */
  readonly said: string;
  do(message: ToOperator): void;
  /** Waits for something to be seen, also if it has been already; gives the first that fits. */
  see<T extends FromOperator>(what: string, fits: (message: FromOperator) => message is T): Promise<T>;
  ended: Promise<unknown>;
  kill9(): void;
}

export interface BootOptions {
  /** After `--data`. */
  args?: readonly string[];
  env?: NodeJS.ProcessEnv | undefined;
}

export async function bootShell(
  dataDir: string,
  { args = [], env = {} }: BootOptions = {},
): Promise<BootedShell> {
  await ensureBuilt((sentence) => process.stderr.write(`${sentence}\n`));
  const child: ChildProcess = fork(
    join(programRoot, 'dist', 'electron', 'main.js'),
    ['--data', dataDir, ...args],
    {
      execArgv: [
        '--unhandled-rejections=strict',
        '--import',
        join(programRoot, 'test', 'doubles', 'register.ts'),
      ],
      serialization: 'advanced',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  const seen: FromOperator[] = [];
  let said = '';
  child.on('message', (message: FromOperator) => seen.push(message));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    seen,
    get said() {
      return said;
    },
    do: (message) => void child.send(message),
    async see<T extends FromOperator>(what: string, fits: (message: FromOperator) => message is T) {
      const found = await until<T | undefined>(what, () => {
        const message = seen.find(fits);
        if (message !== undefined || child.exitCode === null) return message;
        throw new Error(`It ended before ${what}: ${said}`);
      });
      return found as T;
    },
    ended,
    kill9: () => void child.kill('SIGKILL'),
  };
}
