/** How a worker process comes to be: `child_process.fork` in plain Node, `utilityProcess` in Electron. The supervisor sees neither. */
import { fork } from 'node:child_process';
import { entryPoint, programRoot } from '../../workers/paths.ts';
import type { ChildRole, FromChild, ToChild } from '../../workers/protocol.ts';
import { LastWords } from './last-words.ts';

/** How a process ended; `error` when it never was one. */
export interface ChildExit {
  code: number | null;
  signal: string | null;
  error?: string;
  /** The error that it printed last, one line. */
  said?: string;
}

/** One process. It may be asked for anything at any time: what comes after its end is dropped. */
export interface ChildHandle {
  /** Undefined until the process exists, and where there never was one. */
  readonly pid: number | undefined;
  /** @param transfer Electron's MessagePorts; plain Node has nothing to hand over. */
  send(message: ToChild, transfer?: readonly unknown[]): void;
  onMessage(listener: (message: FromChild) => void): void;
  /** Called exactly once, also when the process could not be started. */
  onExit(listener: (exit: ChildExit) => void): void;
  /** On Windows both are hard. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface Spawner {
  /** Starts `workers/main` with `--role` and `--name`; never throws, a failure is an exit. */
  spawn(worker: { name: string; role: ChildRole }): ChildHandle;
}

/**
 * How Node is to run a child. A press worker reads and drops a million short-lived objects, on two threads: V8's usual young
 * generation lets each thread hold on to 48 MiB of them, a smaller one costs no measurable time and keeps the process lean.
 */
export function nodeArguments(role: ChildRole): string[] {
  return role === 'press' ? ['--max-semi-space-size=6'] : [];
}

/**
 * The spawner of plain Node.
 * @param script the program to run; another one only in tests.
 */
export function forkSpawner(script = entryPoint('workers/main')): Spawner {
  return {
    spawn({ name, role }) {
      const child = fork(script, ['--role', role, '--name', name], {
        cwd: programRoot,
        execArgv: [...process.execArgv, ...nodeArguments(role)],
        serialization: 'advanced',
        // Ctrl+C in a terminal goes to the whole process group; the order of stopping is the supervisor's business.
        detached: process.platform !== 'win32',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      return forkHandle(child);
    },
  };
}

function forkHandle(child: ReturnType<typeof fork>): ChildHandle {
  const words = new LastWords();
  child.stderr?.on('data', (chunk: Buffer) => words.add(chunk));
  let ended = false;
  const listeners: ((exit: ChildExit) => void)[] = [];
  const end = (exit: ChildExit) => {
    if (ended) return;
    ended = true;
    for (const listener of listeners) listener(exit);
  };
  // `close` comes when also the last of stderr is read; a grandchild that holds it open must not hide the exit.
  child.once('exit', (code, signal) => {
    const tell = () => end({ code, signal, said: words.error });
    child.once('close', tell);
    setTimeout(tell, 100).unref();
  });
  child.on('error', (error) => {
    // Also emitted for a message that could not be sent; only a process that never was has no exit to come.
    if (child.pid === undefined) end({ code: null, signal: null, error: error.message });
  });
  return {
    get pid() {
      return child.pid;
    },
    send(message) {
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromChild)),
    onExit: (listener) => void listeners.push(listener),
    kill: (signal) => void child.kill(signal),
  };
}
