/**
 * Adds ended runs to the figures of their hour. Each run is in exactly one hour, once: a transaction adds a batch and marks it, and the
 * end of a run pays nothing for it. Any process may do it at any time, several at once as well.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { jobHour, markCounted, putJobHour, uncountedRuns, type EndedRun } from '../store/job-hour.ts';
import type { Store } from '../store/open.ts';
import { letOthersWrite } from '../store/turns.ts';
import { addFigures, decodeFigures, encodeFigures, figuresOf } from './figures.ts';

/** Runs of one transaction: a few milliseconds. */
const batch = 500;
export const hourMs = 3_600_000;

/**
 * Counts what has ended, a batch and a turn of the event loop at a time.
 * @param batches at most so many of them; by default all there are.
 * @returns whether everything is counted.
 */
export async function rollUp(
  store: Store,
  signal?: AbortSignal,
  batches = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  for (let done = 0; done < batches; done += 1) {
    if (rollUpBatch(store) < batch) return true;
    await letOthersWrite(store);
    await nextTurn();
    signal?.throwIfAborted();
  }
  return uncountedRuns(store, 1).length === 0;
}

/** @returns how many runs were counted. */
function rollUpBatch(store: Store): number {
  // With nothing to do no lock is taken: this is asked every half minute of an idle day.
  if (uncountedRuns(store, 1).length === 0) return 0;
  return store.write(
    'system:history',
    () => {
      const runs = uncountedRuns(store, batch);
      for (const group of byHourAndJob(runs)) addToHour(store, group);
      markCounted(
        store,
        runs.map(({ no }) => no),
      );
      return runs.length;
    },
    'normal',
  );
}

function byHourAndJob(runs: readonly EndedRun[]): EndedRun[][] {
  const groups = Map.groupBy(runs, ({ finishedAt, queue, name }) =>
    JSON.stringify([hourOf(finishedAt), queue, name]),
  );
  return [...groups.values()];
}

/** @param runs of one job, ended in one hour. */
function addToHour(store: Store, runs: readonly EndedRun[]): void {
  const [first] = runs;
  if (first === undefined) return;
  const { queue, name } = first;
  const hour = hourOf(first.finishedAt);
  const before = jobHour(store, hour, queue, name);
  const figures = figuresOf(runs);
  const after = before === undefined ? figures : addFigures(decodeFigures(before), figures);
  putJobHour(store, { hour, queue, name, ...encodeFigures(after) });
}

/** @param at ms UTC. @returns hours since 1970 UTC. */
export function hourOf(at: number): number {
  return Math.floor(at / hourMs);
}
