/** What the parts of the shell stand on, for tests of one of them. */
import type { EngineHost } from '../../../electron/shell/engine.ts';
import type { ShellOptions } from '../../../electron/shell/command-line.ts';
import { silentLogger } from '../../../workers/log.ts';
import type { ChildSnapshot, ChildState, EngineSnapshot, ToChild } from '../../../workers/protocol.ts';

export const options: ShellOptions = {
  dataDir: '/data/Dockhand',
  version: '1.2.3',
  hidden: false,
  log: silentLogger,
};

export function snapshot(states: Record<string, ChildState>): EngineSnapshot {
  const children = Object.entries(states).map(([name, state]): ChildSnapshot => ({
    name,
    role: name.startsWith('press') ? 'press' : (name as ChildSnapshot['role']),
    state,
    pid: null,
    instanceId: null,
    since: 0,
    restarts: 0,
    reasons: [],
  }));
  return { supervisorPid: 1, startedAt: 0, version: '1.2.3', redis: null, children };
}

/** An engine whose states the test sets, and whose stop ends when the test says so. */
export class FakeEngine implements EngineHost {
  endpoint = null;
  sent: { message: ToChild; ports: readonly unknown[] }[] = [];
  stops = 0;
  finishStop: () => void = () => {};
  #snapshot = snapshot({ redis: 'starting', api: 'starting' });
  #listeners = new Set<(snapshot: EngineSnapshot) => void>();

  get listeners(): number {
    return this.#listeners.size;
  }

  become(states: Record<string, ChildState>): void {
    this.#snapshot = snapshot(states);
    for (const listener of this.#listeners) listener(this.#snapshot);
  }

  snapshot(): EngineSnapshot {
    return this.#snapshot;
  }

  onChange(listener: (snapshot: EngineSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  sendToApi(message: ToChild, ports: readonly unknown[] = []): void {
    this.sent.push({ message, ports });
  }

  stop(): Promise<void> {
    this.stops += 1;
    return new Promise((resolve) => (this.finishStop = resolve));
  }
}
