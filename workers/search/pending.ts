/** How far the index is behind. */
import { auditedSince, linesSince, undoStates } from '../store/queries/search-pending.ts';
import { highestOf, indexedKinds, type IndexedKind } from '../store/queries/search-rows.ts';
import type { SearchIndex } from '../store/search-index/open.ts';
import { countStale, readProgress, type IndexProgress } from '../store/search-index/progress.ts';
import type { Store } from '../store/open.ts';
import { isOfAnotherDatabase } from './catch-up.ts';

/** Rows that are to be read, about; 0 only when nothing is left. Some look-ups, whatever the number of rows. */
export function rowsLeft(store: Store, index: SearchIndex): number {
  const anew = isOfAnotherDatabase(store, index);
  return indexedKinds.reduce((sum, kind) => {
    const progress = anew ? undefined : readProgress(index, kind)?.progress;
    return sum + (progress === undefined ? highestOf(store, kind) : leftOf(store, index, kind, progress));
  }, 0);
}

function leftOf(store: Store, index: SearchIndex, kind: IndexedKind, progress: IndexProgress): number {
  const { upTo, cursor, undos } = progress;
  const highest = highestOf(store, kind);
  const added = Math.max(0, highest - upTo);
  const removed = highest < upTo ? 1 : 0;
  if (kind === 'import' || cursor === null) return added + removed;
  // Rows that an import has added are lines of it, too.
  const unread = Math.max(added, linesSince(store, kind, cursor));
  const ended = [...undoStates(store, kind)].filter(
    ([no, state]) => (state === 'done' || state === 'failed') && undos.get(no) !== state,
  );
  return unread + removed + countStale(index, kind) + auditedSince(store, kind, cursor) + ended.length;
}
