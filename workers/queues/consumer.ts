/** Between Bull and the runner, in a press or office worker: one consumer per queue of its role. */
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import type { RedisTarget } from '../protocol.ts';
import type { Store } from '../store/open.ts';
import { aheadAtMost, createAdmission, type Admission } from './admission.ts';
import {
  consumerQueue,
  isConnectionError,
  patientConnection,
  promoteDue,
  whenRunsEnded,
  type BullJob,
  type BullQueue,
} from './bull.ts';
import { watchConnections, type WatchedQueue } from './connection-watch.ts';
import { RunAborted } from './define.ts';
import { fetchByAdmission, fetchWithEnd } from './fetching.ts';
import { holdWhilePaused } from './hold.ts';
import type { Outcome } from './outcome.ts';
import type { Runner, Turn } from './runner.ts';

/** The runner's outcomes as Bull takes them: an error for the strategy to read. Without a stack: it would be kept in Redis. */
class PutBack extends Error {
  readonly afterMs: number;
  constructor(afterMs: number) {
    super('put back');
    this.afterMs = afterMs;
    delete this.stack;
  }
}

class FailedForGood extends Error {
  constructor(message: string) {
    super(message);
    delete this.stack;
  }
}

/** An error that the runner did not foresee, above all a locked database at the claim. */
const unforeseenRetryMs = 1000;

function delayOf(error: Error): number {
  if (error instanceof FailedForGood) return -1;
  return error instanceof PutBack ? error.afterMs : unforeseenRetryMs;
}

export interface Consumers {
  /** Takes no more jobs. What runs goes on. */
  pause(): void;
  /** Done when Bull knows the outcome of everything that was running. */
  settled(): Promise<void>;
  close(): void;
}

/**
 * Connects and begins to take jobs.
 * @param queues name → concurrency.
 * @throws when Redis answers and Bull cannot start on it; while Redis is away this waits.
 */
export async function startConsumers(
  address: RedisTarget,
  queues: ReadonlyMap<string, number>,
  instanceId: string,
  runner: Runner,
  store: Store,
  log: Logger,
): Promise<Consumers> {
  const client = patientConnection(address);
  const subscriber = patientConnection(address);
  const connections = [client, subscriber];
  await untilLoaded(client);
  reportOutages(client, log);
  const consumers: BullQueue[] = [];
  const watched: WatchedQueue[] = [];
  const admissions = new Map<string, Admission>();
  const failures: Promise<never>[] = [];
  for (const [name, concurrency] of queues) {
    let waiting: Redis | undefined;
    const blocking = () => {
      waiting = patientConnection(address);
      connections.push(waiting);
      return waiting;
    };
    const queue = consumerQueue(name, instanceId, { client, subscriber, blocking }, delayOf);
    const admission = createAdmission(concurrency, store.clock);
    admissions.set(name, admission);
    const watch: WatchedQueue = {
      name,
      concurrency,
      running: 0,
      isPaused: () => admission.paused,
      takenAt: store.clock.now(),
      blocking: () => waiting,
      promote: () => promoteDue(queue),
    };
    watched.push(watch);
    queue.on('error', (error) => {
      // Bull complains here about the end of a job that was released or flushed meanwhile: SQLite has its end.
      if (!isConnectionError(error)) log.warn('bull', { queue: name, error: error.message });
    });
    queue.on('lock-extension-failed', (job: BullJob, error: Error) => {
      log.warn('lock not renewed', { jobId: String(job.id), error: error.message });
      runner.abort(
        String(job.id),
        new RunAborted('lock-lost', 'The worker lost its hold on this job and hands it back.'),
      );
    });
    fetchByAdmission(queue, admission, store.clock);
    const processing = queue.process('*', concurrency + aheadAtMost, async (job) => {
      watch.takenAt = store.clock.now();
      // Fetched by a request that was under way when the pause began.
      if (admission.paused) {
        admission.giveUpPlace();
        return settle(job, { kind: 'put-back', afterMs: 0, front: true });
      }
      const outcome = await runner.take(String(job.id), job.data.tenantId, turnOf(watch, admission, store));
      fetchWithEnd(job, admission);
      return settle(job, outcome);
    });
    failures.push(processing as Promise<never>);
    consumers.push(queue);
  }
  // Before any of the loops above asks for its first job: they begin when the connection says that it is ready.
  const stopHolding = holdWhilePaused(store, admissions, log);
  // `process` stays pending while the queue is consumed; it only ever ends by failing.
  await Promise.race([Promise.all(consumers.map((queue) => queue.isReady())), ...failures]);
  for (const failure of failures)
    failure.catch((error: Error) => log.error('consumer ended', { error: error.message }));
  const stopWatching = watchConnections(store, { client, subscriber }, watched, log);
  return {
    pause() {
      stopWatching();
      stopHolding();
      for (const admission of admissions.values()) admission.stop();
      for (const queue of consumers) queue.pause(true, true).catch(() => {});
    },
    async settled() {
      await Promise.all(consumers.map(whenRunsEnded));
    },
    close() {
      for (const connection of connections) connection.disconnect();
    },
  };
}

/** One job's turn by the admission of its queue, told to the watch as well. */
function turnOf(watch: WatchedQueue, admission: Admission, { clock }: Store): Turn {
  let startedAt = 0;
  let entered = false;
  return {
    comesAtOnce: () => (entered ||= admission.tryEnter()),
    async come() {
      if (!entered && !(await admission.enter())) return false;
      startedAt = clock.now();
      watch.running += 1;
      return true;
    },
    over() {
      watch.takenAt = clock.now();
      watch.running -= 1;
      admission.leave(watch.takenAt - startedAt);
    },
    missed() {
      if (entered) admission.leave(null);
      else admission.giveUpPlace();
    },
  };
}

/** Speaks Bull: a value completes, an error is read by `delayOf`. */
function settle(job: BullJob, outcome: Outcome): null {
  if (outcome.kind === 'failed') throw new FailedForGood(outcome.message);
  if (outcome.kind === 'put-back') {
    // Bull pushes a job that is retried at once to the end that this option names.
    if (outcome.front) (job.opts as { lifo?: boolean }).lifo = true;
    throw new PutBack(outcome.afterMs);
  }
  return null;
}

/** Redis accepts connections before it has read its append-only file, and answers LOADING meanwhile. */
async function untilLoaded(client: { ping(): Promise<string> }): Promise<void> {
  for (;;) {
    try {
      await client.ping();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function reportOutages(client: ReturnType<typeof patientConnection>, log: Logger): void {
  let away = false;
  client.on('close', () => {
    if (!away) log.warn('redis lost');
    away = true;
  });
  client.on('ready', () => {
    if (away) log.info('redis back');
    away = false;
  });
}
