/** Jobs: listed, searched, followed, cancelled, run again. Works while Redis is away: it all comes from the database. */
import { withEventMeta } from '@orpc/server';
import { UserError } from '../errors.ts';
import { redrive } from '../queues/redrive.ts';
import { requestCancel } from '../queues/requests.ts';
import { jobById, jobDetail, jobRuns, jobsChangedSince, lastJobChange } from '../store/queries/jobs.ts';
import { os } from './base.ts';
import { jobActionCalls } from './job-actions.ts';
import { jobPage } from './job-page.ts';
import { jobRow, jobTitle, jobView } from './job-rows.ts';
import { liveValues, whenDifferent } from './live/live-values.ts';
import { kindsToChoose } from './search/find-jobs.ts';

/** Jobs per message of `watch`. */
const batch = 500;

export const jobs = {
  ...jobActionCalls,

  list: os.jobs.list.handler(({ input, context, signal }) => jobPage(context.store, input, signal)),

  kinds: os.jobs.kinds.handler(({ context }) =>
    kindsToChoose(context.store).map((kind) => ({ ...kind, title: jobTitle(kind) })),
  ),

  get: os.jobs.get.handler(({ input, context }) => {
    const job = jobDetail(context.store, input.id);
    if (job === undefined) throw unknownJob(input.id);
    return jobView(job, jobRuns(context.store, input.id));
  }),

  watch: os.jobs.watch.handler(({ context, signal, lastEventId }) => {
    const { store, feed } = context;
    // A receiver that was cut off names the last change that it has seen.
    const resumed = Number(lastEventId);
    let change: number | null = lastEventId !== undefined && Number.isSafeInteger(resumed) ? resumed : null;
    let behind = false;
    return liveValues({
      feed,
      clock: store.clock,
      signal,
      isBehind: () => behind,
      read() {
        if (change === null) {
          change = lastJobChange(store);
          // Says that the stream stands: what changes from here on is sent, what was before can be listed.
          return withEventMeta([], { id: String(change) });
        }
        const changed = jobsChangedSince(store, change, batch);
        behind = changed.length === batch;
        if (changed.length === 0) return undefined;
        change = changed.at(-1)?.change ?? change;
        return withEventMeta(changed.map(jobRow), { id: String(change) });
      },
    });
  }),

  wait: os.jobs.wait.handler(({ input, context, signal }) => {
    const { store, feed } = context;
    const read = () => {
      const job = jobById(store, input.id);
      if (job === undefined) throw unknownJob(input.id);
      return jobRow(job);
    };
    // An unknown job fails the call, not the stream.
    read();
    return liveValues({
      feed,
      clock: store.clock,
      signal,
      read: whenDifferent(read),
      isLast: ({ settledAt }) => settledAt !== null,
    });
  }),

  cancel: os.jobs.cancel.handler(({ input, context }) => ({
    cancelled: requestCancel(context.store, context.actor, input.id),
  })),

  retry: os.jobs.retry.handler(({ input, context }) => ({
    jobId: redrive(context.store, context.actor, input.id),
  })),
};

function unknownJob(id: string): UserError {
  return new UserError(
    'job-not-found',
    `There is no job with the id ${id}. It may be older than what is kept.`,
  );
}
