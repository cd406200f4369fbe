/** Something that is done again and again in the background, the next time only after the last has ended. */
import type { Clock } from './clock.ts';

export interface Repeated {
  /** Does not begin another; done when the one under way has ended. */
  stop(): Promise<void>;
}

/**
 * @param firstMs until the first turn.
 * @param turn gives the ms until the next; it deals with its own errors. Its signal is aborted by `stop`.
 */
export function repeatedly(
  clock: Pick<Clock, 'after'>,
  firstMs: number,
  turn: (signal: AbortSignal) => Promise<number>,
): Repeated {
  const stopping = new AbortController();
  const { signal } = stopping;
  let cancel = () => {};
  let underWay = Promise.resolve();
  const wait = (ms: number) => {
    if (signal.aborted) return;
    cancel = clock.after(ms, () => {
      underWay = turn(signal).then(wait);
    });
  };
  wait(firstMs);
  return {
    async stop() {
      stopping.abort();
      cancel();
      await underWay;
    },
  };
}
