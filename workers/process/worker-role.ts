/** A press or office child: runs the jobs of its role's queues. */
import type { ChildContext } from '../child.ts';
import { keepKeysApart } from '../queues/bull.ts';
import { startConsumers } from '../queues/consumer.ts';
import { RunAborted, type WorkerRole } from '../queues/define.ts';
import { queuesOf } from '../queues/queues-of.ts';
import { createRunner } from '../queues/runner.ts';
import { startWatchdog } from '../queues/watchdog.ts';
import { installId } from '../store/job-outbox.ts';
import type { ChildProgram, Role } from './role.ts';

/** Of the time to stop: how much of it the running jobs get to finish before they are told to stop. */
const finishingShare = 1 / 3;
/** Kept at the end, so that the leases of runs that did not stop can still be given up. */
const reserveMs = 300;

/**
 * Takes jobs from when this returns. Waits for Redis.
 * @param exit ends the process at once, with the reason for its end.
 */
export async function startWorker(
  context: ChildContext,
  { catalog, handlers }: ChildProgram,
  exit: (reason: string) => void,
): Promise<Role> {
  const { config, store, log, send, desktop } = context;
  if (config.externalRedis) keepKeysApart(installId(store));
  const { clock } = store;
  store.onEnqueued = () => send({ type: 'enqueued' });
  const queues = queuesOf(catalog, config.role as WorkerRole);
  const runsAtOnce = [...queues.values()].reduce((sum, concurrency) => sum + concurrency, 0);
  const watchdog = startWatchdog(config.dataDir, catalog, Math.max(1, runsAtOnce));
  const { name: worker, instanceId: instance } = config;
  const runner = createRunner({
    store,
    log,
    catalog,
    handlers,
    worker,
    instance,
    watchdog,
    desktop,
    exit,
  });
  const consumers = await startConsumers(config.redis, queues, instance, runner, store, log);

  const within = (ms: number, work: Promise<unknown>) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(Math.max(0, ms), resolve);
      void work
        .catch(() => {})
        .finally(() => {
          cancel();
          resolve();
        });
    });

  return {
    receive() {},
    async stop(graceMs) {
      const endAt = clock.now() + graceMs - reserveMs;
      runner.refuseMore();
      consumers.pause();
      await within(graceMs * finishingShare, runner.idle());
      if (runner.running > 0) {
        log.info('handing running jobs back', { runs: runner.running });
        runner.abortAll(
          new RunAborted('shutting-down', 'Dockhand is stopping; this job goes on when it runs again.'),
        );
        await within(endAt - clock.now(), runner.idle());
      }
      runner.giveUpLeases();
      await within(Math.min(endAt - clock.now(), 1000), consumers.settled());
      consumers.close();
      watchdog.close();
    },
  };
}
