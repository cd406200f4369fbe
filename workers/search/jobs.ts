/** Jobs in the search everywhere: by id and by what they do. They need no index: an id has one, and names are few. */
import type { SearchGroup, SearchHit } from '../api/search-wire.ts';
import { catalog } from '../queues/catalog.ts';
import { jobsWithId, newestJobsOf, type FoundJob } from '../store/queries/found-jobs.ts';
import type { Store } from '../store/open.ts';
import type { Question } from './question.ts';
import { rankOf, ranks } from './rank.ts';

/** Jobs looked at. */
const most = 20;
/** So much of an id is typed by nobody who means something else. */
const idBeginning = /^[0-9a-f]{8}[0-9a-f-]{0,28}$/;

const titles = Object.entries(catalog).map(([key, { title }]) => ({ key, title }));

export function findJobs(
  store: Store,
  question: Question,
  text: string,
  limit: number,
): { rank: number; group: SearchGroup } | null {
  const typed = text.trim().toLowerCase();
  const byId = idBeginning.test(typed) ? jobsWithId(store, typed, most) : [];
  const keys = titles.filter(
    ({ key, title }) =>
      question.terms.length > 0 &&
      rankOf(question, { ids: [], phones: [], names: [title], others: [key] }) !== null,
  );
  const byName =
    keys.length === 0
      ? []
      : newestJobsOf(
          store,
          keys.map(({ key }) => key),
          most,
        );
  const found = [...byId, ...byName];
  if (found.length === 0) return null;
  const isWhole = found[0]?.id === typed;
  return {
    rank: isWhole ? ranks.number : ranks.nameHolds,
    group: {
      kind: 'job',
      hits: found.slice(0, limit).map(jobHit),
      total: found.length,
      ...(found.length >= most ? { atLeast: true as const } : {}),
    },
  };
}

function jobHit({ id, queue, name, state, createdAt }: FoundJob): SearchHit {
  const key = `${queue}/${name}`;
  // Of an older version's job only its name is left.
  const title = titles.find((each) => each.key === key)?.title ?? key;
  return {
    kind: 'job',
    id,
    key: id,
    title,
    details: [id],
    state,
    at: createdAt,
    totalCents: null,
    currency: null,
  };
}
