/**
 * Bull and its connections: the settings that its defaults get wrong for us.
 *
 * - `maxRetriesPerRequest: null` for what waits: a blocked or subscribed connection outlives every outage. The hand-over wants the
 *   opposite: an answer now or an error now, because SQLite remembers what is owed.
 * - `enableReadyCheck: false` is demanded by Bull for its blocking and subscribing connections.
 * - One `client` and one `subscriber` per process; only the blocking one is a queue's own.
 * - Bull's token is the instance: a lock says whose it is, and dies with it.
 * - `maxStalledCount` without end: Bull would fail a job for its second crash. Crashes are counted in SQLite (crashes.ts).
 * - Its regular looks are rare: each is asked per queue and process, and a machine with nothing to do should be left alone. What they
 *   are there for is noticed by SQLite's due times (connection-watch.ts) and by recovery.ts, and sooner.
 */
import Queue from 'bull';
import type { Redis } from 'ioredis';
import type { RedisTarget } from '../protocol.ts';
import { redisClient } from './redis-client.ts';

/** Part of every key; one braced word, so that a cluster keeps all queues in one slot. */
export const keyPrefix = '{dockhand}';

let prefix = keyPrefix;

/**
 * For a Redis that other installs may use as well: from now on every key of this process carries the install's name.
 * @param install unique and without braces; called once, before the first queue is made.
 */
export function keepKeysApart(install: string): void {
  prefix = `{dockhand:${install}}`;
}

/** Kept by Bull for a look from outside; history is SQLite's. */
const keptInRedis = { removeOnComplete: 100, removeOnFail: 500 };

/** Attempts, delays and limits are the runner's business: Bull does what the strategy `runner` says, without end of its own. */
export const runnerStrategy = 'runner';

export const jobOptions: Queue.JobOptions = {
  ...keptInRedis,
  attempts: 1_000_000_000,
  backoff: { type: runnerStrategy },
  stackTraceLimit: 1,
};

/** What Bull holds of a job. Everything else is looked up in SQLite under the job's id. */
export interface BullData {
  tenantId: string;
}

export type BullQueue = Queue.Queue<BullData>;
export type BullJob = Queue.Job<BullData>;

/** How long a lock lives without renewal, ms. Renewed at half of it. */
const lockDurationMs = 30_000;

const baseOptions = {
  keepAlive: 10_000,
  retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 5), 1000),
};

/** A connection that waits for Redis as long as it takes. */
export function patientConnection(target: RedisTarget): Redis {
  return quiet(redisClient(target, { ...baseOptions, maxRetriesPerRequest: null, enableReadyCheck: false }));
}

/** A connection that fails at once when Redis is away, and within seconds when it does not answer. */
export function impatientConnection(target: RedisTarget): Redis {
  return quiet(
    redisClient(target, {
      ...baseOptions,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      commandTimeout: 5000,
    }),
  );
}

/** An outage is one event, told by whoever watches the connection, not an error per attempt to reconnect. */
function quiet(connection: Redis): Redis {
  connection.setMaxListeners(0);
  connection.on('error', () => {});
  return connection;
}

/** A queue for handing over: adds and removes, runs nothing. Needs one connection. */
export function handOverQueue(name: string, client: Redis): BullQueue {
  return new Queue<BullData>(name, {
    ...withoutVersionCheck,
    prefix,
    createClient: () => client,
    defaultJobOptions: jobOptions,
  });
}

export interface ConsumerConnections {
  client: Redis;
  subscriber: Redis;
  blocking(): Redis;
}

/**
 * A queue for running jobs.
 * @param delayOf what an error that the processor threw means: ms until the next try, 0 at once, -1 never.
 */
export function consumerQueue(
  name: string,
  instanceId: string,
  connections: ConsumerConnections,
  delayOf: (error: Error) => number,
): BullQueue {
  const queue = new Queue<BullData>(name, {
    ...withoutVersionCheck,
    prefix,
    createClient(type) {
      if (type === 'client') return connections.client;
      return type === 'subscriber' ? connections.subscriber : connections.blocking();
    },
    settings: {
      lockDuration: lockDurationMs,
      stalledInterval: 5 * 60_000,
      maxStalledCount: 1_000_000_000,
      guardInterval: 30_000,
      retryProcessDelay: 250,
      // Seconds. A connection that died without a word is waiting at Redis for as long, and takes a job with it.
      drainDelay: 10,
      backoffStrategies: { [runnerStrategy]: (_attemptsMade, error) => delayOf(error) },
    },
  });
  (queue as BullQueue & { token: string }).token = instanceId;
  return queue;
}

/** Has Bull move what is due from delayed to waiting now, and set its timer anew. Never rejects; waits while Redis is away. */
export function promoteDue(queue: BullQueue): Promise<void> {
  return (queue as BullQueue & { updateDelayTimer(): Promise<void> }).updateDelayTimer();
}

/**
 * Done when what a paused queue was running has ended. Bull's own `whenCurrentJobsFinished` reconnects as well, and nobody hears of
 * it when that fails: where Redis is away it would end the process.
 */
export async function whenRunsEnded(queue: BullQueue): Promise<void> {
  await Promise.allSettled((queue as BullQueue & { processing: Promise<unknown>[] }).processing);
}

/** Bull asks for the version on a connection that may not be there yet; the supervisor knows which Redis it started. */
const withoutVersionCheck = { skipVersionCheck: true } as Queue.QueueOptions;

/** The name of one of Bull's keys for a queue, such as `active`, or of a job by its id. */
export function bullKey(queue: string, key: string): string {
  return ownKey(`${queue}:${key}`);
}

/** The name of a key of this install. */
export function ownKey(key: string): string {
  return `${prefix}:${key}`;
}

/** Whether Redis did not answer in time on an impatient connection. */
export function isTimeout(error: Error): boolean {
  return error.message === 'Command timed out';
}

/** Whether this is only the connection: it comes back, and is told of elsewhere. */
export function isConnectionError(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  return (
    (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET)/.test(code)) ||
    /^(Connection is closed|Stream isn't writeable|LOADING|Command timed out|Reached the max retries)/.test(
      message,
    )
  );
}
