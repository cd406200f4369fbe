/** `dockhand status`: is it running, what is it doing, is anything wrong. */
import { setTimeout as delay } from 'node:timers/promises';
import type { QueueCounts, Status } from '../../workers/api/wire.ts';
import type { ChildSnapshot } from '../../workers/protocol.ts';
import type { AddCommand } from './command.ts';
import type { Access } from './context.ts';
import { exitCodes } from './exit.ts';
import { count, time } from './format.ts';
import { pauseWords } from './pause.ts';
import { table, type Column } from './table.ts';

/** An engine that was started for this question gets this long to come up, so that the answer is worth something. */
const settleLimitMs = 15_000;

export const addStatus: AddCommand = (parent, run) => {
  parent
    .command('status')
    .summary('processes, queues and counts')
    .action(() =>
      run(async ({ withEngine, out }) => {
        const { status, running } = await withEngine(async (access) => ({
          status: await settledStatus(access),
          running: access.own === null,
        }));
        await out.result({ running, ...status }, () => describeStatus(status, running, out.width));
        return exitCodes.done;
      }),
    );
};

async function settledStatus({ client, own }: Access): Promise<Status> {
  if (own !== null) {
    const limit = new AbortController();
    await Promise.race([own.settled(), delay(settleLimitMs, undefined, { signal: limit.signal })]);
    limit.abort();
  }
  const status = await client.system.status();
  // What this process knows first-hand is newer than what the api was told.
  return own === null ? status : { ...status, engine: own.snapshot() };
}

const processColumns: Column<ChildSnapshot>[] = [
  { title: 'PROCESS', value: ({ name }) => name },
  { title: 'STATE', value: ({ state }) => state },
  { title: 'SINCE', value: ({ since }) => time(since) },
  { title: 'PID', value: ({ pid }) => (pid === null ? '' : String(pid)), right: true },
  { title: 'RESTARTS', value: ({ restarts }) => String(restarts), right: true },
  { title: 'LAST REASON', value: ({ reasons }) => reasons.at(-1)?.reason ?? '', flexible: true },
];

const queueColumns: Column<QueueCounts>[] = [
  { title: 'QUEUE', value: ({ queue }) => queue },
  ...(['waiting', 'active', 'retrying', 'completed', 'failed'] as const).map((name) => ({
    title: name.toUpperCase(),
    value: (counts: QueueCounts) => count(counts[name]),
    right: true,
  })),
];

export function describeStatus(status: Status, running: boolean, width: number): string {
  const { version, dataDir, engine, counts, queues, pause, pausedQueues } = status;
  const redis = engine?.redis ?? null;
  return [
    `Dockhand ${version} ${running ? `runs (process ${engine?.supervisorPid ?? '?'})` : 'was not running and was started for this question'}.`,
    `Data: ${dataDir}`,
    ...(pause === null ? [] : [pauseWords(pause, Date.now())]),
    ...pausedQueues.map(
      ({ queue }) => `The queue ${queue} is paused; \`dockhand queues resume ${queue}\` ends it.`,
    ),
    ...(redis === null ? [] : [`Redis: ${redis.place ?? redis.version} (${redis.source})`]),
    `Rows: ${Object.entries(counts)
      .map(([entity, rows]) => `${count(rows)} ${entity}s`)
      .join(', ')}`,
    '',
    table(processColumns, engine?.children ?? [], width),
    table(queueColumns, queues, width).trimEnd(),
  ].join('\n');
}
