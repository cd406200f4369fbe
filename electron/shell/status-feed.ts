/** What the router says of the queues, for the tray: the same stream as the console's, over HTTP, opened again whenever it breaks. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Status } from '../../workers/api/wire.ts';
import { apiClient } from '../cli/client.ts';
import type { EngineHost } from './engine.ts';
import type { Quit } from './quit.ts';
import { whenReady } from './when-ready.ts';

export interface StatusFeed {
  /** Null while nothing is known. */
  readonly latest: Status | null;
  onChange(listener: (status: Status | null) => void): void;
}

const againMs = 1_000;

export function setupStatusFeed(engine: EngineHost, quit: Quit): StatusFeed {
  let latest: Status | null = null;
  const listeners: ((status: Status | null) => void)[] = [];
  const over = new AbortController();
  const tell = (status: Status | null) => {
    latest = status;
    for (const listener of listeners) listener(status);
  };

  quit.onBegin(() => over.abort());
  whenReady(() => {
    void keepWatching(engine, over.signal, tell);
  });
  return {
    get latest() {
      return latest;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

async function keepWatching(
  engine: EngineHost,
  signal: AbortSignal,
  tell: (status: Status | null) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const { endpoint } = engine;
      if (endpoint !== null) {
        for await (const status of await apiClient(endpoint, signal).system.watchStatus()) tell(status);
      }
    } catch {
      // The api is down; that it is, and why, the engine itself tells.
      tell(null);
    }
    await delay(againMs, undefined, { signal }).catch(() => {});
  }
}
