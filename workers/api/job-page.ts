/** A page of jobs, newest first. Filters are answered from an index; a search reads the table in slices, newest first. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { catalog } from '../queues/catalog.ts';
import type { Store } from '../store/open.ts';
import {
  countInState,
  jobEnds,
  jobsByNumber,
  newestInState,
  newestJobs,
  searchJobs,
  type JobSearch,
} from '../store/queries/jobs.ts';
import { jobRow } from './job-rows.ts';
import { mostFound } from './search/limits.ts';
import { jobStates, type JobRow, type JobState, type Page } from './wire.ts';

/** Jobs per slice of a search: a few milliseconds, more where payloads are large. */
const sliceJobs = 5000;

export interface JobFilter {
  queue?: string | undefined;
  state?: JobState | undefined;
  search: string;
  limit: number;
  offset: number;
}

export async function jobPage(
  store: Store,
  filter: JobFilter,
  signal: AbortSignal | undefined,
): Promise<Page<JobRow>> {
  const { numbers, total, atLeast } = await pageOfNumbers(store, filter, signal);
  return {
    rows: jobsByNumber(store, numbers).map(jobRow),
    total,
    ...(atLeast === true ? { atLeast: true } : {}),
  };
}

interface NumbersPage {
  numbers: number[];
  total: number;
  atLeast?: boolean;
}

async function pageOfNumbers(
  store: Store,
  filter: JobFilter,
  signal: AbortSignal | undefined,
): Promise<NumbersPage> {
  const text = filter.search.trim().slice(0, 200);
  if (text !== '') return search(store, filter, text, signal);
  if (filter.queue === undefined && filter.state === undefined)
    return { numbers: newestJobs(store, filter), total: jobEnds(store).count };
  return filtered(store, filter);
}

/** The index knows queue and state together: the newest of each such list, merged. */
function filtered(store: Store, { queue, state, limit, offset }: JobFilter): NumbersPage {
  const queues = queue === undefined ? queuesKnown() : [queue];
  const states = state === undefined ? jobStates : [state];
  const numbers: number[] = [];
  let total = 0;
  for (const inQueue of queues) {
    for (const inState of states) {
      total += countInState(store, inQueue, inState);
      for (const number of newestInState(store, inQueue, inState, offset + limit)) numbers.push(number);
    }
  }
  return { numbers: numbers.sort((a, b) => b - a).slice(offset, offset + limit), total };
}

function queuesKnown(): string[] {
  return [...new Set(Object.values(catalog).map(({ queue }) => queue))];
}

async function search(
  store: Store,
  { queue, state, limit, offset }: JobFilter,
  text: string,
  signal: AbortSignal | undefined,
): Promise<NumbersPage> {
  const wanted: JobSearch = { text, queue, state, titled: titledLike(text) };
  const numbers: number[] = [];
  for (let upTo = jobEnds(store).last; upTo > 0; upTo -= sliceJobs) {
    for (const number of searchJobs(store, wanted, upTo - sliceJobs, upTo)) numbers.push(number);
    if (numbers.length > mostFound)
      return {
        numbers: numbers.slice(offset, Math.min(mostFound, offset + limit)),
        total: mostFound,
        atLeast: true,
      };
    await nextTurn();
    signal?.throwIfAborted();
  }
  return { numbers: numbers.slice(offset, offset + limit), total: numbers.length };
}

/** What the operator reads is not in the table: a search for "PDF" means the jobs with that in their title. */
function titledLike(text: string): { queue: string; name: string }[] {
  const wanted = text.toLowerCase();
  return Object.values(catalog)
    .filter(({ title }) => title.toLowerCase().includes(wanted))
    .map(({ queue, name }) => ({ queue, name }));
}
