/** Whether the index holds what it should, by a few rows of each kind: looking at all of them takes seconds. */
import { highestOf, indexedKinds, searchRowsByNumber } from '../store/queries/search-rows.ts';
import { isIndexed } from '../store/search-index/entries.ts';
import type { SearchIndex } from '../store/search-index/open.ts';
import { readProgress, staleRows } from '../store/search-index/progress.ts';
import type { Store } from '../store/open.ts';
import { entryOf } from './words.ts';

/** Of each kind. */
const sampleRows = 40;

/** Rows that ought to be found and are not. Ask only where nothing is left to be indexed. */
export function missingInIndex(store: Store, index: SearchIndex): number {
  let missing = 0;
  for (const kind of indexedKinds) {
    const upTo = Math.min(readProgress(index, kind)?.progress.upTo ?? 0, highestOf(store, kind));
    const apart = Math.max(1, upTo / sampleRows);
    const numbers = Array.from({ length: Math.min(sampleRows, upTo) }, (_, i) => Math.ceil((i + 1) * apart));
    const stale = new Set(staleRows(index, kind, 10_000));
    for (const row of searchRowsByNumber(store, kind, numbers)) {
      const { ids, words } = entryOf(row);
      const [word = ''] = `${words} ${ids}`.trim().split(' ');
      if (word !== '' && !stale.has(row.no) && !isIndexed(index, kind, row.no, `"${word}"`)) missing += 1;
    }
  }
  return missing;
}
