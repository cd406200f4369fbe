/** The api child: the router, and everything around the queues that is not running jobs. */
import type { ChildContext } from '../child.ts';
import { handOverQueue, impatientConnection, keepKeysApart } from '../queues/bull.ts';
import { watchFitness } from '../queues/fitness.ts';
import { keepHistory } from '../queues/history.ts';
import { endPauseInTime } from '../queues/pause.ts';
import { startRecovery } from '../queues/recovery.ts';
import { startRelay } from '../queues/relay.ts';
import { startScheduler } from '../queues/scheduler.ts';
import { installId } from '../store/job-outbox.ts';
import { migrateStore } from '../store/migrate.ts';
import type { ChildProgram, Role } from './role.ts';

/**
 * Usable as soon as this returns; Redis may come later.
 * @throws UserError `database-newer`, `disk-full`, `port-in-use`.
 */
export async function startApi(context: ChildContext, { catalog, serve }: ChildProgram): Promise<Role> {
  const { config, store, log } = context;
  const { backup } = await migrateStore(store);
  if (backup !== null) log.info('database migrated', { backup });
  if (config.externalRedis) keepKeysApart(installId(store));
  const server = await serve(context);
  const client = impatientConnection(config.redis);
  const names = [...new Set(Object.values(catalog).map(({ queue }) => queue))];
  const queues = new Map(names.map((name) => [name, handOverQueue(name, client)]));
  const fitness = watchFitness(client, log);
  const relay = startRelay({ store, client, queues, log, isFit: () => fitness.unfit === null });
  store.onEnqueued = relay.nudge;
  const recovery = startRecovery({
    store,
    client,
    queues: names,
    instanceId: config.instanceId,
    log,
    fitness,
    owed: relay.nudge,
  });
  const history = keepHistory(store, names, log);
  const scheduler = startScheduler(store, catalog, log);
  const stopEndingPause = endPauseInTime(store);
  return {
    url: server.url ?? undefined,
    receive(message, ports) {
      switch (message.type) {
        case 'enqueued':
          relay.nudge();
          break;
        case 'child-died':
          recovery.childDied(message.instanceId);
          break;
        case 'engine':
          recovery.engineSeen(message.engine);
          server.engineChanged(message.engine);
          break;
        case 'memory':
          server.memoryTold(message.instanceId, message.bytes);
          break;
        case 'connect':
          for (const port of ports) server.connect(port);
          break;
        default:
      }
    },
    async stop() {
      scheduler.stop();
      stopEndingPause();
      await Promise.all([server.close(), relay.stop(), recovery.stop(), history.stop()]);
      client.disconnect();
    },
  };
}
