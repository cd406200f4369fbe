/** Queues: what is in them, who serves them, paused and resumed. Works while Redis is away. */
import type { ChildSnapshot } from '../protocol.ts';
import { catalog } from '../queues/catalog.ts';
import { queueCounts } from '../queues/counts.ts';
import { pauseQueue, queuePause, resumeQueue } from '../queues/queue-pause.ts';
import { queueNames, queuesOf } from '../queues/queues-of.ts';
import { oldestWaiting, runningJobs, type RunningJob } from '../store/queries/queue-state.ts';
import { os } from './base.ts';
import type { ApiContext } from './context.ts';
import { jobTitle } from './job-rows.ts';
import type { QueuesView, QueueView, WorkerView } from './queues-wire.ts';

const known = queueNames(catalog);

export const queues = {
  list: os.queues.list.handler(({ context }) => queuesNow(context)),

  pause: os.queues.pause.handler(({ input, context }) => {
    pauseQueue(context.store, context.actor, input.queue, known);
    return queuesNow(context);
  }),

  resume: os.queues.resume.handler(({ input, context }) => {
    resumeQueue(context.store, context.actor, input.queue, known);
    return queuesNow(context);
  }),
};

function queuesNow({ store, engine, memory }: ApiContext): QueuesView {
  const running = runningJobs(store);
  return {
    queues: queueCounts(store).map((counts): QueueView => {
      const oldest = oldestWaiting(store, counts.queue, store.clock.now());
      return {
        ...counts,
        pause: queuePause(store, counts.queue),
        oldest: oldest && { jobId: oldest.id, title: jobTitle(oldest), since: oldest.since },
      };
    }),
    workers: (engine.latest?.children ?? []).flatMap((child) => workerView(child, running, memory)),
  };
}

/** None for what runs no jobs. */
function workerView(
  { name, role, state, pid, since, instanceId }: ChildSnapshot,
  running: readonly RunningJob[],
  memory: ReadonlyMap<string, number>,
): WorkerView[] {
  if (role !== 'press' && role !== 'office') return [];
  return [
    {
      name,
      state,
      pid,
      since,
      memoryBytes: instanceId === null ? null : (memory.get(instanceId) ?? null),
      queues: [...queuesOf(catalog, role)].map(([queue, concurrency]) => ({ queue, concurrency })),
      running: running
        .filter(({ instance }) => instance === instanceId)
        .map((run) => ({ jobId: run.jobId, title: jobTitle(run), startedAt: run.startedAt })),
    },
  ];
}
