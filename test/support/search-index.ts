/** What the search index holds, beside what it should hold. */
import {
  highestOf,
  indexedKinds,
  searchRowsBetween,
  type IndexedKind,
} from '../../workers/store/queries/search-rows.ts';
import type { SearchIndex } from '../../workers/store/search-index/open.ts';
import type { Store } from '../../workers/store/open.ts';
import { entryOf } from '../../workers/search/words.ts';

/** One line for each word of each row: `carrier 12 words acme`. */
export function indexedWords({ raw }: SearchIndex): string[] {
  return indexedKinds.flatMap((kind) => {
    raw.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp."${kind}_words" USING fts5vocab(main, "${kind}", instance)`,
    );
    const lines = raw
      .prepare<[], string>(`SELECT '${kind} ' || doc || ' ' || col || ' ' || term FROM temp."${kind}_words"`)
      .pluck()
      .all();
    return lines.sort();
  });
}

/** The same from the tables. */
export function expectedWords(store: Store): string[] {
  return indexedKinds.flatMap((kind) => wordsOfTable(store, kind).sort());
}

function wordsOfTable(store: Store, kind: IndexedKind): string[] {
  return searchRowsBetween(store, kind, 1, highestOf(store, kind)).flatMap((row) =>
    Object.entries(entryOf(row)).flatMap(([column, words]) =>
      (words as string)
        .split(' ')
        .filter((word) => word !== '')
        .map((word) => `${kind} ${row.no} ${column} ${word}`),
    ),
  );
}
