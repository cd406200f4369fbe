/** A page of jobs, newest first. */
import type { Store } from '../store/open.ts';
import { countInState, jobEnds, jobKinds, newestInState, newestJobs } from '../store/queries/job-numbers.ts';
import { jobsByNumber } from '../store/queries/jobs.ts';
import { jobRow } from './job-rows.ts';
import { findJobs, type JobQuestion } from './search/find-jobs.ts';
import { jobStates, type JobRow, type Page } from './wire.ts';

interface PageQuestion extends JobQuestion {
  limit: number;
  offset: number;
}

export async function jobPage(
  store: Store,
  question: PageQuestion,
  signal: AbortSignal | undefined,
): Promise<Page<JobRow>> {
  const { numbers, total, atLeast } = await pageOfNumbers(store, question, signal);
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
  question: PageQuestion,
  signal: AbortSignal | undefined,
): Promise<NumbersPage> {
  const { queue, name, state, from, to, search, limit, offset } = question;
  if (search.trim() === '' && name === undefined && from === undefined && to === undefined) {
    if (queue === undefined && state === undefined)
      return { numbers: newestJobs(store, question), total: jobEnds(store).count };
    return byQueueAndState(store, question);
  }
  const { numbers, more } = await findJobs(store, question, signal);
  return {
    numbers: [...numbers.subarray(offset, offset + limit)],
    total: numbers.length,
    atLeast: more,
  };
}

/** The index knows queue and state together: the newest of each such list, merged. */
function byQueueAndState(store: Store, { queue, state, limit, offset }: PageQuestion): NumbersPage {
  const queues = queue === undefined ? new Set(jobKinds(store).map((kind) => kind.queue)) : [queue];
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
