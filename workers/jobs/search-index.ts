/** The job `scheduled/search-index`: the search index follows the tables. May be run again at any time, also at once with itself. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';
import { catchUp, type CaughtUp } from '../search/catch-up.ts';
import { rowsLeft } from '../search/pending.ts';
import { isImporting } from '../store/queries/search-pending.ts';
import {
  isDamage,
  openSearchIndex,
  removeSearchIndex,
  type SearchIndex,
} from '../store/search-index/open.ts';
import type { DataPaths } from '../paths.ts';

/** Another process may be adding a few rows. */
const busyMs = 10_000;
/** After each step while an import runs, so that the machine stays its own: steps take about half of that. */
const standBackMs = 40;

export const searchIndex: JobHandler<PayloadOf<'scheduled/search-index'>, CaughtUp> = async ({
  store,
  signal,
  progress,
}) => {
  const index = open(store.paths);
  try {
    const total = rowsLeft(store, index);
    let rows = 0;
    return await catchUp(store, index, {
      signal,
      async rest(read) {
        rows += read;
        progress(Math.min(1, rows / Math.max(1, total)), { rows });
        if (isImporting(store)) await delay(standBackMs, undefined, { signal });
      },
    });
  } catch (error) {
    // The next attempt makes it anew.
    if (isDamage(error)) removeSearchIndex(store.paths);
    throw error;
  } finally {
    index.close();
  }
};

function open(paths: DataPaths): SearchIndex {
  try {
    return openSearchIndex(paths, busyMs);
  } catch (error) {
    if (!isDamage(error)) throw error;
    removeSearchIndex(paths);
    return openSearchIndex(paths, busyMs);
  }
}
