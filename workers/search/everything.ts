/** The search everywhere: rows of all kinds that fit what was typed, the best of each first. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SearchAnswer, SearchGroup, SearchHit, SearchKind } from '../api/search-wire.ts';
import { searchKinds } from '../api/search-wire.ts';
import { searchRowsByNumber, type IndexedKind, type SearchRow } from '../store/queries/search-rows.ts';
import { matchingRows } from '../store/search-index/entries.ts';
import type { SearchIndex } from '../store/search-index/open.ts';
import type { Store } from '../store/open.ts';
import type { SearchDesk } from './desk.ts';
import { hitOf } from './hits.ts';
import { findJobs } from './jobs.ts';
import { everyMatch, exactMatch, headMatch, questionOf, type Question } from './question.ts';
import { rankOf, ranks } from './rank.ts';

/** Rows looked at for each way of fitting. The last is also how far they are counted. */
const most = { exact: 20, head: 40, every: 100 };

interface Ranked {
  rank: number;
  group: SearchGroup;
}

/**
 * @param limit hits of each kind. @param kinds left out: all.
 * @throws the signal's reason when the search is given up.
 */
export async function findEverything(
  store: Store,
  desk: SearchDesk,
  {
    text,
    limit,
    kinds = searchKinds,
  }: { text: string; limit: number; kinds?: readonly SearchKind[] | undefined },
  signal: AbortSignal | undefined,
): Promise<SearchAnswer> {
  const left = await desk.freshen();
  const question = questionOf(text);
  const found: Ranked[] = [];
  for (const kind of searchKinds.filter((each) => kinds.includes(each))) {
    signal?.throwIfAborted();
    const group =
      kind === 'job'
        ? findJobs(store, question, text, limit)
        : desk.read((index) => findRows(store, index, kind, question, limit));
    if (group !== null) found.push(group);
    // Each kind takes some milliseconds.
    await nextTurn();
  }
  const groups = found.sort((a, b) => a.rank - b.rank).map(({ group }) => group);
  return { groups, left };
}

function findRows(
  store: Store,
  index: SearchIndex,
  kind: IndexedKind,
  question: Question,
  limit: number,
): Ranked | null {
  const match = (words: string | null, rows: number) =>
    words === null ? [] : matchingRows(index, kind, words, rows);
  const every = match(everyMatch(question), most.every + 1);
  // Where all of them are here already, there is nothing more to find among the ones that begin so.
  const isAll = every.length <= most.every;
  const numbers = new Set([
    ...match(exactMatch(question), most.exact),
    ...(isAll ? [] : match(headMatch(question), most.head)),
    ...every,
  ]);
  const fitting = searchRowsByNumber(store, kind, [...numbers]).flatMap((row) => {
    const rank = rankOf(question, row);
    return rank === null ? [] : [{ rank, row }];
  });
  fitting.sort((a, b) => a.rank - b.rank || b.row.no - a.row.no);
  const [best] = fitting;
  if (best === undefined) return null;
  const hits = fitting.slice(0, limit).map(({ row }): SearchHit => hitOf(kind, row satisfies SearchRow));
  const group = {
    kind,
    hits,
    total: isAll ? fitting.length : most.every,
    ...(isAll ? {} : { atLeast: true as const }),
  };
  // Of groups without a number or a name that fits, none comes before another.
  return { rank: Math.min(Math.floor(best.rank), ranks.nameBegins), group };
}
