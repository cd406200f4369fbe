/** Streams for components: open while the engine is online and somebody looks, reopened after a break, closed on leaving. */
import { useEffect, useEffectEvent } from 'react';
import { AccessRefused } from '../transport/errors.ts';
import { retryDelay } from '../transport/connection-state.ts';
import { useConnection } from './engine.ts';

interface Stream<T> {
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>;
  onItem: (item: T) => void;
  /** The engine closed it: there is nothing more to come. Without it the stream is reopened. */
  onEnd?: () => void;
}

/** @param key identity of the stream: another key is another stream; null is none. */
export function useStream<T>(key: string | null, stream: Stream<T>): void {
  const online = useConnection().name === 'online';
  const open = useEffectEvent((signal: AbortSignal) => stream.open(signal));
  const onItem = useEffectEvent((item: T) => {
    stream.onItem(item);
  });
  const onEnd = useEffectEvent(() => {
    stream.onEnd?.();
    return stream.onEnd !== undefined;
  });

  useEffect(() => {
    if (!online || key === null) return undefined;
    const abort = new AbortController();
    void follow(abort.signal, open, onItem, onEnd);
    return () => {
      abort.abort();
    };
  }, [online, key]);
}

async function follow<T>(
  signal: AbortSignal,
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  onItem: (item: T) => void,
  onEnd: () => boolean,
): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      for await (const item of await open(signal)) {
        if (signal.aborted) return;
        onItem(item);
        attempt = 0;
      }
      if (signal.aborted || onEnd()) return;
    } catch (error) {
      // The pulse notices what concerns all; here only this one stream is opened again.
      if (error instanceof AccessRefused) return;
    }
    await pause(retryDelay(Math.max(1, attempt)), signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
