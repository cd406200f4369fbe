/** How long the history is kept, and taking away what is older. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../store/open.ts';
import {
  countSettledBefore,
  removeClosedLetters,
  removeHours,
  removeJobs,
  removeSamples,
} from '../store/retention.ts';
import { letOthersWrite } from '../store/turns.ts';
import { hourOf, rollUp } from './roll-up.ts';

const dayMs = 24 * 3_600_000;
const keptDays = 90;

export interface Pruned {
  /** Rows, of jobs and their runs. */
  jobs: number;
  hours: number;
  samples: number;
  deadLetters: number;
}

/**
 * Counts what is not counted yet, then removes settled jobs with their runs, figures of hours, depth samples and closed dead letters
 * that are older than 90 days by the store's clock. Ended at any point, it has done a part of it, and the next time does the rest.
 * @param progress called with the share that is done, 0 to 1.
 * @throws the signal's reason, between two transactions.
 */
export async function pruneHistory(
  store: Store,
  { actor, signal, progress }: { actor: string; signal: AbortSignal; progress: (share: number) => void },
): Promise<Pruned> {
  await rollUp(store, signal);
  const before = store.clock.now() - keptDays * dayMs;
  const expected = Math.max(1, 2 * countSettledBefore(store, before));

  /** Transaction after transaction, until one finds nothing. @returns the rows removed. */
  async function removeAll(some: () => number, share: (rows: number) => number): Promise<number> {
    for (let rows = 0; ;) {
      const removed = store.write(actor, some, 'normal');
      rows += removed;
      progress(share(rows));
      if (removed === 0) return rows;
      await letOthersWrite(store);
      await nextTurn();
      signal.throwIfAborted();
    }
  }

  return {
    jobs: await removeAll(
      () => removeJobs(store, before),
      (rows) => Math.min(0.9, rows / expected),
    ),
    hours: await removeAll(
      () => removeHours(store, hourOf(before)),
      () => 0.95,
    ),
    samples: await removeAll(
      () => removeSamples(store, before),
      () => 0.97,
    ),
    deadLetters: await removeAll(
      () => removeClosedLetters(store, before),
      () => 1,
    ),
  };
}
