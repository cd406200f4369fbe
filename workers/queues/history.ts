/** Keeps the history up to date, in the api child: figures of ended runs, depths of the queues. */
import type { Logger } from '../log.ts';
import { repeatedly, type Repeated } from '../repeatedly.ts';
import type { Store } from '../store/open.ts';
import { sampleDepths } from './depths.ts';
import { rollUp } from './roll-up.ts';

const rollUpMs = 30_000;
const sampleMs = 60_000;

/** Stopped, it ends after the batch that is under way. */
export function keepHistory(store: Store, queues: readonly string[], log: Logger): Repeated {
  /** A full disk or a busy database delays the history and nothing else. */
  const repeat = (everyMs: number, work: (signal: AbortSignal) => Promise<unknown>) =>
    repeatedly(store.clock, 0, async (signal) => {
      try {
        await work(signal);
      } catch (error) {
        if (!signal.aborted) log.warn('history postponed', { error: (error as Error).message });
      }
      return everyMs;
    });

  const counting = repeat(rollUpMs, (signal) => rollUp(store, signal));
  const sampling = repeat(sampleMs, async () => sampleDepths(store, queues));
  return {
    async stop() {
      await Promise.all([counting.stop(), sampling.stop()]);
    },
  };
}
