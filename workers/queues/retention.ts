/** How long the history is kept, and taking away what is older. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../store/open.ts';
import {
  countSettledBefore,
  removeClosedLetters,
  removeEffects,
  removeHotFiles,
  removeHours,
  removeJobs,
  removeSamples,
} from '../store/retention.ts';
import { letOthersWrite } from '../store/turns.ts';
import { catalog } from './catalog.ts';
import type { AnyCatalog } from './define.ts';
import { hourOf, rollUp } from './roll-up.ts';

const dayMs = 24 * 3_600_000;
const keptDays = 90;

export interface Pruned {
  /** Rows, of jobs and their runs. */
  jobs: number;
  hours: number;
  samples: number;
  deadLetters: number;
  effects: number;
  hotFiles: number;
}

/**
 * Counts what is not counted yet, then removes settled jobs with their runs, figures of hours, depth samples, closed dead letters and
 * what became of files in hot folders, all older than 90 days by the store's clock, and effects that are declared to be passing. The
 * audit log stays as it is, for it is the record. Ended at any point, it has done a part of it, and the next time does the rest.
 * @param progress called with the share that is done, 0 to 1.
 * @throws the signal's reason, between two transactions.
 */
export async function pruneHistory(
  store: Store,
  { actor, signal, progress }: { actor: string; signal: AbortSignal; progress: (share: number) => void },
  known: AnyCatalog = catalog,
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
      () => 0.99,
    ),
    effects: await removeAll(
      () => passing(known).reduce((rows, beginning) => rows || removeEffects(store, beginning, before), 0),
      () => 0.99,
    ),
    hotFiles: await removeAll(
      () => removeHotFiles(store, before),
      () => 1,
    ),
  };
}

function passing(known: AnyCatalog) {
  return Object.values(known).flatMap(({ effect }) =>
    'passing' in effect && effect.passing !== undefined ? [effect.passing] : [],
  );
}
