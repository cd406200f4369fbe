/** What the page of one job asks for beside the job itself. Works while Redis is away. */
import { UserError } from '../errors.ts';
import { trailJob, trailRuns } from '../store/queries/job-trail.ts';
import { wholeOf } from '../store/queries/jobs.ts';
import { os } from './base.ts';
import type { ApiContext } from './context.ts';
import { jobLog, logMark } from './job-log.ts';
import { jobTrail, unknownJob } from './job-trail.ts';
import type { ChangeFeed } from './live/change-feed.ts';
import { liveValues } from './live/live-values.ts';

/** Milliseconds between two looks at the log files, while somebody watches them. */
const lookEveryMs = 1000;
/** Runs whose processes' logs are looked through. */
const runsLogged = 50;

export const jobDetails = {
  trail: os.jobDetails.trail.handler(({ input, context }) => jobTrail(context, input.id)),

  whole: os.jobDetails.whole.handler(({ input: { id, part }, context }) => {
    const json = wholeOf(context.store, id, part);
    if (json === null) throw new UserError('not-found', `The job ${id} has no ${part}.`);
    return new File([json as Uint8Array<ArrayBuffer>], `${part}-${id}.json`, { type: 'application/json' });
  }),

  logs: os.jobDetails.logs.handler(async ({ input: { id, limit, offset }, context }) => {
    const lines = await jobLog(context.store.paths.logs, processesOf(context, id), id);
    return { rows: lines.slice(offset, offset + limit), total: lines.length };
  }),

  watchLogs: os.jobDetails.watchLogs.handler(({ input: { id }, context, signal }) => {
    const { store } = context;
    processesOf(context, id);
    let last = '';
    let lines = -1;
    let isOver = false;
    return liveValues({
      feed: ticking(context.feed, store.clock),
      clock: store.clock,
      signal,
      async read() {
        // Taken before reading: what is written at the end of the run comes before that end.
        isOver = trailJob(store, id)?.settledAt !== null;
        const processes = processesOf(context, id);
        const mark = `${isOver} ${await logMark(store.paths.logs, processes)}`;
        if (mark === last) return undefined;
        last = mark;
        const before = lines;
        lines = (await jobLog(store.paths.logs, processes, id)).length;
        // What others log in the same files is nothing new.
        return lines === before && !isOver ? undefined : { lines };
      },
      isLast: () => isOver,
    });
  }),
};

/** @throws UserError `job-not-found`. */
function processesOf({ store }: ApiContext, id: string): string[] {
  if (trailJob(store, id) === undefined) throw unknownJob(id);
  return [...new Set(['api', ...trailRuns(store, id, runsLogged).map(({ worker }) => worker)])];
}

/** A file tells nobody that it grows: a feed that has those who watch it look now and again. */
function ticking(feed: ChangeFeed, clock: ApiContext['store']['clock']): ChangeFeed {
  let version = 0;
  return {
    ...feed,
    version: () => version,
    get closed() {
      return feed.closed;
    },
    watch(listener) {
      const next = () => {
        version += 1;
        listener();
        cancel = clock.after(lookEveryMs, next);
      };
      let cancel = clock.after(lookEveryMs, next);
      // Its end has to be heard as well.
      const stop = feed.watch(() => feed.closed && listener());
      return () => {
        cancel();
        stop();
      };
    },
  };
}
