/** An action on many jobs as the engine takes it: in calls of bounded size, one after the other, under one operation. */
import type { Client } from '../../../transport/client.ts';
import type { JobAction, JobOutcome, JobsChanged, JobsChosen } from '../../../../workers/api/wire.ts';
import type { JobFilter } from './list-params.ts';

export type Jobs = { ids: string[] } | { matching: JobFilter };

/** The most that the contract allows. */
const idsAtOnce = 500;

/** What the action would find. */
export async function chosenOf(client: Client, action: JobAction, jobs: Jobs): Promise<JobsChosen> {
  if ('matching' in jobs) return client.jobs.chosen({ action, jobs });
  const refused = new Map<string, JobsChosen['refused'][number]>();
  let possible = 0;
  let upTo = 0;
  for (let at = 0; at < jobs.ids.length; at += idsAtOnce) {
    const part = await client.jobs.chosen({ action, jobs: { ids: jobs.ids.slice(at, at + idsAtOnce) } });
    possible += part.possible;
    ({ upTo } = part);
    for (const { error, jobs: more } of part.refused)
      refused.set(error.code, { error, jobs: (refused.get(error.code)?.jobs ?? 0) + more });
  }
  return { total: jobs.ids.length, possible, refused: [...refused.values()], upTo };
}

/** What is done so far. */
export interface BulkState {
  operationId: string;
  gone: number;
  done: number;
  /** By the reason. */
  refused: ReadonlyMap<string, number>;
  /** The new job, where one job was repeated. */
  jobId: string | null;
}

/** Does it, and gives the state after each call. Left early, the rest is not done. @param upTo of `chosenOf`. */
export async function* changeAll(
  client: Client,
  action: JobAction,
  jobs: Jobs,
  upTo: number,
): AsyncGenerator<BulkState> {
  let state: BulkState | null = null;
  let next: NonNullable<JobsChanged['next']> | undefined;
  do {
    const left: string[] | null = 'ids' in jobs ? jobs.ids.slice(state?.gone ?? 0).slice(0, idsAtOnce) : null;
    if (left?.length === 0) return;
    const part: JobsChanged = await client.jobs.change({
      action,
      jobs: left === null ? jobs : { ids: left },
      ...(state === null ? {} : { operationId: state.operationId }),
      ...(left === null ? { upTo, next } : {}),
    });
    state = grown(state, part.operationId, part.outcomes);
    yield state;
    next = part.next ?? undefined;
  } while ('ids' in jobs ? state.gone < jobs.ids.length : next !== undefined);
}

function grown(before: BulkState | null, operationId: string, outcomes: readonly JobOutcome[]): BulkState {
  const refused = new Map(before?.refused);
  let done = before?.done ?? 0;
  let jobId = before?.jobId ?? null;
  for (const outcome of outcomes) {
    if (!outcome.done) refused.set(outcome.error.message, (refused.get(outcome.error.message) ?? 0) + 1);
    else {
      done += 1;
      jobId = outcome.jobId ?? jobId;
    }
  }
  return { operationId, gone: (before?.gone ?? 0) + outcomes.length, done, refused, jobId };
}
