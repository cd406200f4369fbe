/**
 * Puts right what crashes leave behind, in the api child: jobs of dead workers, a Redis that came back with less than it had or
 * with nothing, active jobs that nobody runs.
 */
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import type { EngineSnapshot } from '../protocol.ts';
import { liveRuns, type LiveRun } from '../store/job-run.ts';
import { queuesWithDue } from '../store/job-outbox.ts';
import type { Store } from '../store/open.ts';
import { isTimeout, ownKey } from './bull.ts';
import { recordDeaths } from './deaths.ts';
import type { Fitness } from './fitness.ts';
import { adoptForeign, gapFiller } from './letter-gaps.ts';
import { reconcile, reconcileMs } from './reconcile.ts';
import { releaseActive, pulse } from './scripts.ts';

/**
 * Between two looks at what Bull holds as active of queues with due jobs; also the longest that a Redis emptied under us goes
 * unnoticed. Where nothing is due, nobody waits for what may be left behind, and it is looked for with the reconciliation.
 */
const lookMs = 2000;
/** A job may be active without a lease for as long as a worker needs to take it. Longer, and nobody is going to. */
const abandonedMs = 800;
/** Looks that follow an event which may have left something behind. */
const secondLookMs = 1000;

/** How soon a setting that was changed under us is noticed. */
const fitnessMs = 6000;

/** Set by this process: missing or different, this is not the Redis that it knew. */
const marker = () => ownKey('engine');

export interface RecoveryOptions {
  store: Store;
  client: Redis;
  queues: readonly string[];
  /** Of the api child; also the marker's value. */
  instanceId: string;
  log: Logger;
  fitness: Fitness;
  /** There is something owed again, or Redis may be given jobs again. */
  owed: () => void;
}

export interface Recovery {
  /** The supervisor saw a worker's process end. */
  childDied(instanceId: string): void;
  /** What lives now. The first one tells what died while this process was not there to be told. */
  engineSeen(engine: EngineSnapshot): void;
  stop(): Promise<void>;
}

export function startRecovery({
  store,
  client,
  queues,
  instanceId,
  log,
  owed,
  fitness,
}: RecoveryOptions): Recovery {
  const { clock } = store;
  /** Active ids without a lease, and when they were first seen so. */
  let suspects = new Map<string, number>();
  const dead = new Set<string>();
  let newest: EngineSnapshot | null = null;
  let reconcileAt = 0;
  let fitnessAt = 0;
  let stopped = false;
  const fillGaps = gapFiller(store);
  let working: Promise<void> | null = null;
  let again = false;
  const timers = new Set<() => void>();

  const later = (ms: number, run = look) => {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      run();
    });
    timers.add(cancel);
  };

  function look(): void {
    if (stopped) return;
    if (working !== null) {
      again = true;
      return;
    }
    again = false;
    working = work()
      .catch((error: Error) => {
        log.warn('recovery postponed', { error: error.message });
        // A connection that died without a word (sleep, a forgetful router) stays "ready" and never answers again.
        if (isTimeout(error) && client.status === 'ready') client.disconnect(true);
      })
      .finally(() => {
        working = null;
        if (again) look();
      });
  }

  /** In this order: leases in SQLite end before Bull is told, so that a released job can be claimed. */
  async function work(): Promise<void> {
    if (client.status !== 'ready') return;
    await checkFitness();
    for (const instance of dead) {
      for (const queue of queues)
        logReleased(queue, await releaseActive(client, queue, { instanceId: instance }));
      dead.delete(instance);
    }
    const everywhere = suspects.size > 0 || clock.now() >= reconcileAt;
    const seen = await pulse(client, marker(), everywhere ? queues : queuesWithDue(store, queues));
    if (seen.marker !== instanceId) {
      log.info('redis is new or has come back', { knownMarker: seen.marker !== null });
      reconcileAt = 0;
      await client.set(marker(), instanceId);
    }
    await releaseAbandoned(seen.active);
    if (clock.now() >= reconcileAt) {
      const letters = (await fillGaps()) + (await adoptForeign(store, client, queues));
      if (letters > 0) log.warn('failures without a dead letter found', { letters });
      const missing = await reconcile(store, client, queues);
      reconcileAt = clock.now() + reconcileMs;
      if (missing > 0) {
        log.warn('jobs handed over again', { jobs: missing });
        owed();
      }
    }
  }

  async function checkFitness(): Promise<void> {
    if (clock.now() < fitnessAt && fitness.unfit === null) return;
    fitnessAt = clock.now() + fitnessMs;
    const before = fitness.unfit;
    await fitness.check();
    if (before !== null && fitness.unfit === null) owed();
  }

  async function releaseAbandoned(active: ReadonlyMap<string, string[]>): Promise<void> {
    const now = clock.now();
    const leased = new Set(liveRuns(store).map(({ jobId }) => jobId));
    const still = new Map<string, number>();
    for (const [queue, ids] of active) {
      const abandoned: string[] = [];
      for (const id of ids) {
        if (leased.has(id)) continue;
        const since = suspects.get(id) ?? now;
        if (now - since >= abandonedMs) abandoned.push(id);
        else still.set(id, since);
      }
      if (abandoned.length > 0) logReleased(queue, await releaseActive(client, queue, { ids: abandoned }));
    }
    suspects = still;
    if (still.size > 0) later(secondLookMs);
  }

  function logReleased(queue: string, ids: readonly string[]): void {
    for (const jobId of ids) log.info('job released', { queue, jobId });
  }

  /** Leases of processes that the supervisor does not have (any more). */
  function endUnknown(): void {
    if (stopped || newest === null) return;
    const { children } = newest;
    const living = new Set(children.map((child) => child.instanceId));
    // The snapshot is as new as the newest change in it. Who took a lease before that is named there, or is dead.
    const madeAt = Math.max(...children.map((child) => child.since));
    const isDead = (run: LiveRun) => run.startedAt < madeAt && !living.has(run.instance);
    ended('unknown', recordDeaths(store, isDead, 'aborted'));
    look();
  }

  function ended(instances: string, runs: ReturnType<typeof recordDeaths>): void {
    for (const { jobId, queue, quarantined } of runs)
      log.warn(quarantined ? 'job quarantined' : 'run ended with its process', { jobId, queue, instances });
  }

  /** Redis is back: it may have lost its last second, or everything. */
  const onReady = () => {
    reconcileAt = 0;
    fitnessAt = 0;
    look();
    later(secondLookMs);
  };
  client.on('ready', onReady);
  const beat = () => {
    look();
    stopBeat = clock.after(lookMs, beat);
  };
  let stopBeat = clock.after(0, beat);

  return {
    childDied(instance) {
      ended(
        instance,
        recordDeaths(store, (run) => run.instance === instance, 'crashed'),
      );
      dead.add(instance);
      look();
      later(secondLookMs);
    },
    engineSeen(engine) {
      const first = newest === null;
      newest = engine;
      // Later deaths come by `childDied`, which counts them against their jobs; here are only those that it missed.
      if (first) endUnknown();
      else later(secondLookMs, endUnknown);
    },
    async stop() {
      stopped = true;
      stopBeat();
      for (const cancel of timers) cancel();
      client.off('ready', onReady);
      await working;
    },
  };
}
