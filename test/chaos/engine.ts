/** The engine under chaos: its supervisor as a process that can be killed and started again, and what it says of its children. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { EngineSnapshot } from '../../workers/protocol.ts';
import { processesOn } from '../support/processes.ts';

export interface ChaosEngine {
  readonly snapshot: EngineSnapshot | null;
  start(): Promise<void>;
  /** SIGKILL of the supervisor alone. @returns how many processes of it are left when they should be gone. */
  killSupervisor(): Promise<number>;
  /** In order. */
  stop(): Promise<void>;
}

/** Children see that their supervisor is gone, end Redis and themselves. */
const orphanLimitMs = 3000;
const startLimitMs = 60_000;

export function chaosEngine(programs: { supervisor: string; worker: string }, dataDir: string): ChaosEngine {
  let child: ChildProcess | null = null;
  let snapshot: EngineSnapshot | null = null;
  return {
    get snapshot() {
      return snapshot;
    },
    async start() {
      const started = fork(programs.supervisor, [programs.worker, dataDir], { serialization: 'advanced' });
      child = started;
      await new Promise<void>((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error('The engine did not become ready.')), startLimitMs);
        started.once('exit', (code) => reject(new Error(`The supervisor ended with ${code}.`)));
        started.on('message', (message) => {
          snapshot = message as EngineSnapshot;
          if (!snapshot.children.every(({ state }) => state === 'ready')) return;
          clearTimeout(limit);
          resolve();
        });
      });
    },
    async killSupervisor() {
      if (child === null) return 0;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      snapshot = null;
      for (const end = Date.now() + orphanLimitMs; Date.now() < end;) {
        if (processesOn(dataDir).length === 0) return 0;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      return processesOn(dataDir).length;
    },
    async stop() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.send('stop');
      await gone;
    },
  };
}
