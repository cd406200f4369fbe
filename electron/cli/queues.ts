/** `dockhand queues …`: what is in each queue and who serves it, one paused and resumed. */
import type { Command } from 'commander';
import type { QueuesView, QueueView, WorkerView } from '../../workers/api/queues-wire.ts';
import type { ApiClient } from './client.ts';
import type { AddCommand, Run } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { count, duration, time } from './format.ts';
import { table, type Column } from './table.ts';

export const addQueues: AddCommand = (parent, run) => {
  const queues = parent.command('queues').description('Queues of jobs, and the processes that serve them.');
  queues
    .command('list', { isDefault: true })
    .summary('what is in each, since when, and who serves it')
    .action(() => run(showAll));
  changing(queues, run, 'pause', 'workers take no new job of it, over any restart', (client, queue) =>
    client.queues.pause({ queue }),
  );
  changing(queues, run, 'resume', 'workers take its jobs again', (client, queue) =>
    client.queues.resume({ queue }),
  );
};

type Change = (client: ApiClient, queue: string) => Promise<QueuesView>;

function changing(parent: Command, run: Run, verb: string, summary: string, change: Change): void {
  parent
    .command(verb)
    .summary(summary)
    .argument('<name>', 'as `dockhand queues` lists it')
    .action((name: string) => run((context) => changeOne(context, name, change)));
}

async function changeOne({ withEngine, out }: CommandContext, name: string, change: Change): Promise<number> {
  const view = await withEngine(({ client }) => change(client, name));
  const queue = view.queues.find((each) => each.queue === name) ?? null;
  await out.result(queue, () => (queue === null ? '' : `The queue ${name} ${pauseWords(queue)}.`));
  return exitCodes.done;
}

async function showAll({ withEngine, out }: CommandContext): Promise<number> {
  const view = await withEngine(({ client }) => client.queues.list());
  await out.result(view, () => describeQueues(view, Date.now(), out.width));
  return exitCodes.done;
}

const workerColumns: Column<WorkerView>[] = [
  { title: 'WORKER', value: ({ name }) => name },
  { title: 'STATE', value: ({ state }) => state },
  { title: 'SINCE', value: ({ since }) => time(since) },
  { title: 'PID', value: ({ pid }) => (pid === null ? '' : String(pid)), right: true },
  {
    title: 'MEMORY',
    value: ({ memoryBytes }) => (memoryBytes === null ? '' : `${Math.round(memoryBytes / 1_000_000)} MB`),
    right: true,
  },
  {
    title: 'SERVES',
    value: ({ queues }) => queues.map(({ queue, concurrency }) => `${queue} (${concurrency})`).join(', '),
  },
  { title: 'RUNS', value: ({ running }) => running.map(({ title }) => title).join(', '), flexible: true },
];

/** @param now ms UTC. */
export function describeQueues({ queues, workers }: QueuesView, now: number, width: number): string {
  const columns: Column<QueueView>[] = [
    { title: 'QUEUE', value: ({ queue }) => queue },
    ...(['waiting', 'active', 'retrying', 'failed'] as const).map((name) => ({
      title: name.toUpperCase(),
      value: (queue: QueueView) => count(queue[name]),
      right: true,
    })),
    {
      title: 'OLDEST WAITING',
      value: ({ oldest }) => (oldest === null ? '' : `${duration(now - oldest.since)} (${oldest.jobId})`),
    },
    { title: '', value: (queue) => (queue.pause === null ? '' : pauseWords(queue)), flexible: true },
  ];
  return [table(columns, queues, width), table(workerColumns, workers, width).trimEnd()].join('\n');
}

function pauseWords({ pause }: QueueView): string {
  return pause === null ? 'is not paused' : `is paused since ${time(pause.since)} by ${pause.by}`;
}
