/**
 * Says that the database has changed. One poller for the whole process, and only while somebody watches: SQLite tells in a
 * microsecond whether another connection has committed (`PRAGMA data_version`) and how much this one has written. Redis events
 * are not used: they get lost, and the database is the truth.
 */
import type { Store } from '../../store/open.ts';

/** Milliseconds between two looks. */
const lookEveryMs = 200;

export interface ChangeFeed {
  /** Grows with every change that was seen; looks before it answers. */
  version(): number;
  /** Calls back after each change until the returned function is called. */
  watch(listener: () => void): () => void;
  /** Something outside the database has changed that watchers show. */
  announce(): void;
  /** Watchers at present: none is left when all streams have ended. */
  readonly watchers: number;
  readonly closed: boolean;
  /** Wakes all watchers for the last time. */
  close(): void;
}

export function createChangeFeed(store: Store): ChangeFeed {
  const listeners = new Set<() => void>();
  const ownWrites = store.raw.prepare<[], number>('SELECT total_changes()').pluck();
  let seen = '';
  let version = 0;
  let stopPolling: (() => void) | null = null;
  let closed = false;

  const look = () => {
    if (closed) return;
    const now = `${String(store.raw.pragma('data_version', { simple: true }))}/${ownWrites.get()}`;
    if (now === seen) return;
    seen = now;
    announce();
  };
  const announce = () => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const poll = () => {
    stopPolling = store.clock.after(lookEveryMs, () => {
      look();
      if (listeners.size > 0 && !closed) poll();
      else stopPolling = null;
    });
  };
  return {
    version() {
      look();
      return version;
    },
    watch(listener) {
      listeners.add(listener);
      if (stopPolling === null && !closed) poll();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopPolling?.();
        stopPolling = null;
      };
    },
    announce,
    get watchers() {
      return listeners.size;
    },
    get closed() {
      return closed;
    },
    close() {
      closed = true;
      stopPolling?.();
      stopPolling = null;
      announce();
    },
  };
}
