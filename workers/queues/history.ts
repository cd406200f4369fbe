/** Keeps the history up to date, in the api child: figures of ended runs, depths of the queues. */
import type { Logger } from '../log.ts';
import type { Store } from '../store/open.ts';
import { sampleDepths } from './depths.ts';
import { rollUp } from './roll-up.ts';

const rollUpMs = 30_000;
const sampleMs = 60_000;

export interface HistoryKeeper {
  /** Ends after the batch that is under way. */
  stop(): Promise<void>;
}

export function keepHistory(store: Store, queues: readonly string[], log: Logger): HistoryKeeper {
  const { clock } = store;
  const stopping = new AbortController();
  const { signal } = stopping;

  /** @returns done when the turn that is under way is over. */
  const repeat = (everyMs: number, work: () => Promise<unknown>): (() => Promise<void>) => {
    let working = Promise.resolve();
    let cancel = clock.after(0, turn);
    function turn(): void {
      working = attempt(work).finally(() => {
        if (!signal.aborted) cancel = clock.after(everyMs, turn);
      });
    }
    signal.addEventListener('abort', () => cancel());
    return () => working;
  };

  /** A full disk or a busy database delays the history and nothing else. */
  async function attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) log.warn('history postponed', { error: (error as Error).message });
    }
  }

  const countings = repeat(rollUpMs, () => rollUp(store, signal));
  const samplings = repeat(sampleMs, () => Promise.resolve(sampleDepths(store, queues)));
  return {
    async stop() {
      stopping.abort();
      await Promise.all([countings(), samplings()]);
    },
  };
}
