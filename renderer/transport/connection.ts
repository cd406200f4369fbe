/** Keeps the pulse (`system.watchStatus`) open and says what state the connection is in. See renderer/README.md. */
import type { Status } from '../../workers/api/wire.ts';
import { initialState, nextState, type ConnectionEvent, type ConnectionState } from './connection-state.ts';
import { AccessRefused } from './errors.ts';

/** Milliseconds. */
const silenceBeforeProbe = 15_000;
const probeEvery = 5_000;
const probeLimit = 5_000;
const openLimit = 10_000;
const hiddenBeforePause = 10_000;

export interface Pulse {
  watchStatus(signal: AbortSignal): Promise<AsyncIterable<Status>>;
  status(signal: AbortSignal): Promise<Status>;
}

/** Whether anybody can see the page. */
export interface Visibility {
  hidden(): boolean;
  /** Returns how to stop listening. */
  onChange(listener: () => void): () => void;
}

export interface Connection {
  state(): ConnectionState;
  subscribe(listener: () => void): () => void;
  /** Attempts at once instead of waiting. */
  retryNow(): void;
  start(): void;
  stop(): void;
}

export function createConnection(
  pulse: Pulse,
  visibility: Visibility,
  onStatus: (status: Status) => void,
): Connection {
  let state = initialState;
  let attempt: AbortController | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let hideTimer: ReturnType<typeof setTimeout> | undefined;
  let probeTimer: ReturnType<typeof setInterval> | undefined;
  let forgetVisibility: (() => void) | undefined;
  let lastHeard = 0;
  const listeners = new Set<() => void>();

  function dispatch(event: ConnectionEvent): void {
    const next = nextState(state, event);
    if (next === state || (next.name === 'online' && state.name === 'online')) return;
    state = next;
    for (const listener of listeners) listener();
  }

  function heard(status: Status): void {
    lastHeard = Date.now();
    onStatus(status);
    dispatch({ type: 'opened' });
  }

  /** One life of the pulse, from opening to its end. */
  async function beat(): Promise<void> {
    const own = new AbortController();
    attempt = own;
    const tooSlow = setTimeout(() => {
      own.abort();
    }, openLimit);
    try {
      for await (const status of await pulse.watchStatus(own.signal)) {
        clearTimeout(tooSlow);
        if (attempt !== own) return;
        heard(status);
      }
      ended(own, null);
    } catch (error) {
      ended(own, error);
    } finally {
      clearTimeout(tooSlow);
    }
  }

  function ended(own: AbortController, error: unknown): void {
    // A pulse that was replaced or stopped on purpose says nothing about the engine.
    if (attempt !== own) return;
    attempt = null;
    if (error instanceof AccessRefused) {
      dispatch({ type: 'refused' });
      return;
    }
    dispatch({ type: 'broke', at: Date.now() });
    if (state.name === 'lost') retryTimer = setTimeout(begin, state.retryAt - Date.now());
  }

  function begin(): void {
    drop();
    dispatch({ type: 'retry' });
    void beat();
  }

  function drop(): void {
    clearTimeout(retryTimer);
    const old = attempt;
    attempt = null;
    old?.abort();
  }

  /** An engine that hangs keeps its sockets open; only asking it tells. */
  async function probe(): Promise<void> {
    const own = attempt;
    if (state.name !== 'online' || own === null || Date.now() - lastHeard < silenceBeforeProbe) return;
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort();
    }, probeLimit);
    try {
      const status = await pulse.status(AbortSignal.any([own.signal, limit.signal]));
      if (attempt === own) heard(status);
    } catch (error) {
      if (attempt !== own) return;
      ended(own, error);
      own.abort();
    } finally {
      clearTimeout(timer);
    }
  }

  function visibilityChanged(): void {
    clearTimeout(hideTimer);
    if (visibility.hidden()) {
      hideTimer = setTimeout(() => {
        drop();
        dispatch({ type: 'hidden' });
      }, hiddenBeforePause);
      return;
    }
    const waits = state.name === 'paused' || state.name === 'lost';
    dispatch({ type: 'shown' });
    if (waits) begin();
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: begin,
    start() {
      forgetVisibility = visibility.onChange(visibilityChanged);
      probeTimer = setInterval(() => void probe(), probeEvery);
      begin();
    },
    stop() {
      forgetVisibility?.();
      clearInterval(probeTimer);
      clearTimeout(hideTimer);
      drop();
    },
  };
}

/** The visibility of this page. */
export const pageVisibility: Visibility = {
  hidden: () => document.hidden,
  onChange(listener) {
    document.addEventListener('visibilitychange', listener);
    return () => {
      document.removeEventListener('visibilitychange', listener);
    };
  },
};
