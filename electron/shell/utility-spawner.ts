/** Worker processes as Electron's utility processes, so that the program need not be able to act as a plain Node. */
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { entryPoint } from '../../workers/paths.ts';
import type { FromChild } from '../../workers/protocol.ts';
import { LastWords } from '../supervisor/last-words.ts';
import { nodeArguments, type ChildExit, type ChildHandle, type Spawner } from '../supervisor/spawner.ts';

/** They may be made only after Electron's `ready`. */
export function utilitySpawner(): Spawner {
  return {
    spawn({ name, role }) {
      try {
        const child = utilityProcess.fork(entryPoint('workers/main'), ['--role', role, '--name', name], {
          execArgv: nodeArguments(role),
          serviceName: `Dockhand ${name}`,
          stdio: ['ignore', 'ignore', 'pipe'],
        });
        return utilityHandle(child);
      } catch (error) {
        return neverStarted(error);
      }
    },
  };
}

function utilityHandle(child: UtilityProcess): ChildHandle {
  const words = new LastWords();
  let fatal: string | null = null;
  let ended = false;
  const listeners: ((exit: ChildExit) => void)[] = [];
  child.stderr?.on('data', (chunk: Buffer) => words.add(chunk));
  // V8 could not go on, mostly for want of memory; the exit follows.
  child.on('error', (type, location) => (fatal = `${type} in ${location}`));
  child.once('exit', (code) => {
    ended = true;
    for (const listener of listeners) listener({ code, signal: null, said: fatal ?? words.error });
  });
  return {
    get pid() {
      return child.pid;
    },
    send(message, transfer = []) {
      if (!ended) child.postMessage(message, transfer as MessagePortMain[]);
    },
    onMessage: (listener) => void child.on('message', (message: FromChild) => listener(message)),
    onExit: (listener) => void listeners.push(listener),
    kill(signal) {
      const { pid } = child;
      if (ended || pid === undefined) return;
      // Electron's own kill is SIGTERM (on Windows it is hard), which a process that hangs does not hear.
      if (signal === 'SIGKILL' && process.platform !== 'win32') killHard(pid);
      else child.kill();
    },
  };
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself; its exit is on the way.
  }
}

function neverStarted(error: unknown): ChildHandle {
  const exit = { code: null, signal: null, error: error instanceof Error ? error.message : String(error) };
  return {
    pid: undefined,
    send() {},
    onMessage() {},
    onExit: (listener) => queueMicrotask(() => listener(exit)),
    kill() {},
  };
}
