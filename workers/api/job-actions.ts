/** What is done with jobs of the list: many at once in bounded calls, copied with other data, written out. */
import { v7 as uuidv7 } from 'uuid';
import { catalog } from '../queues/catalog.ts';
import { changeJobs } from '../queues/change-jobs.ts';
import { copyable, copyJob } from '../queues/copy-job.ts';
import type { AnyCatalog } from '../queues/define.ts';
import { notFound, verdict } from '../queues/job-verdict.ts';
import { judgedJob, judgedJobs, type JudgedJob } from '../store/job-actions.ts';
import { jobEnds } from '../store/queries/job-numbers.ts';
import type { Store } from '../store/open.ts';
import { os } from './base.ts';
import { exportJobs } from './export/export-jobs.ts';
import { payloadFields } from './job-form.ts';
import { findJobs, type JobQuestion } from './search/find-jobs.ts';
import { textPieces } from './text-pieces.ts';
import type { JobAction, JobsChosen } from './wire.ts';

const known: AnyCatalog = catalog;
const isKnown = (key: string) => Object.hasOwn(known, key);
/** Jobs of one call: well below a second. */
const perCall = 500;

export const jobActionCalls = {
  chosen: os.jobs.chosen.handler(async ({ input: { action, jobs }, context: { store }, signal }) => {
    const upTo = jobEnds(store).last;
    const chosen = 'ids' in jobs ? byIds(store, jobs.ids) : matching(store, jobs.matching, signal);
    return summary(store, action, chosen, upTo);
  }),

  change: os.jobs.change.handler(async ({ input, context: { store, actor }, signal }) => {
    const { action, jobs, operationId = uuidv7() } = input;
    if ('ids' in jobs) {
      const outcomes = await changeJobs(store, actor, { action, ids: jobs.ids, operationId }, isKnown);
      return { operationId, outcomes, next: null };
    }
    const upTo = input.next?.upTo ?? input.upTo ?? jobEnds(store).last;
    const above = input.next?.above ?? 0;
    const { numbers } = await findJobs(store, jobs.matching, signal, Infinity);
    const left = numbers.filter((no) => no > above && no <= upTo).toReversed();
    const some = [...left.subarray(0, perCall)];
    const ids = judgedJobs(store, some).map(({ id }) => id);
    const outcomes = await changeJobs(store, actor, { action, ids, operationId }, isKnown);
    const last = some[outcomes.length - 1];
    const isOver = last === undefined || outcomes.length === left.length;
    return { operationId, outcomes, next: isOver ? null : { above: last, upTo } };
  }),

  form: os.jobs.form.handler(({ input, context }) => {
    const { definition, payload } = copyable(context.store, known, input.id);
    return { fields: payloadFields(definition.payload), payload };
  }),

  duplicate: os.jobs.duplicate.handler(({ input: { id, payload }, context: { store, actor } }) =>
    copyJob(store, known, actor, { id, payload }),
  ),

  export: os.jobs.export.handler(({ input: { format, ...filter }, context, signal }) =>
    textPieces(exportJobs(context.store, filter, format, signal), signal),
  ),
};

type Parts = AsyncIterable<(JudgedJob | null)[]>;

/** Null for a job that there is not. */
async function* byIds(store: Store, ids: readonly string[]): Parts {
  yield ids.map((id) => judgedJob(store, id) ?? null);
}

async function* matching(store: Store, filter: JobQuestion, signal: AbortSignal | undefined): Parts {
  const { numbers } = await findJobs(store, filter, signal, Infinity);
  for (let at = 0; at < numbers.length; at += perCall) {
    yield judgedJobs(store, [...numbers.subarray(at, at + perCall)]);
    signal?.throwIfAborted();
    await new Promise(setImmediate);
  }
}

async function summary(store: Store, action: JobAction, parts: Parts, upTo: number): Promise<JobsChosen> {
  const now = store.clock.now();
  const refused = new Map<string, JobsChosen['refused'][number]>();
  let total = 0;
  for await (const part of parts) {
    total += part.length;
    for (const job of part) {
      const error = job === null ? notFound : verdict(action, job, { now, isKnown });
      if (error === null) continue;
      const counted = refused.get(error.code) ?? { error, jobs: 0 };
      counted.jobs += 1;
      refused.set(error.code, counted);
    }
  }
  const reasons = [...refused.values()].toSorted(
    (a, b) => b.jobs - a.jobs || a.error.code.localeCompare(b.error.code),
  );
  const impossible = reasons.reduce((sum, { jobs }) => sum + jobs, 0);
  return { total, possible: total - impossible, refused: reasons, upTo };
}
