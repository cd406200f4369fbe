/** The api child's server: one router, over MessagePorts to the window and over HTTP on loopback to the browser and the CLI. */
import type { ChildContext } from '../child.ts';
import { watchHotFolders } from '../imports/hot-folder/watcher.ts';
import { printSystem } from '../printing/choose-system.ts';
import { watchPrints } from '../printing/watch.ts';
import type { EngineSnapshot } from '../protocol.ts';
import { keepSearchIndex } from '../search/keeper.ts';
import { closeApiContext, createApiContext } from './context.ts';
import { serveHttp } from './http/server.ts';
import { servePorts } from './ports.ts';
import { keepJobIndex } from './search/job-index.ts';

export interface ApiServer {
  /** Such as `http://127.0.0.1:41873`; null when HTTP is not served. */
  readonly url: string | null;
  /** Serves the router over one end of a channel: Electron's MessagePortMain as it arrives in a utility process, or Node's MessagePort. */
  connect(port: unknown): void;
  /** What the supervisor said last; shown by `status` and used by `doctor`. */
  engineChanged(engine: EngineSnapshot): void;
  /** How much memory a process holds. It changes all the time: nobody is told. */
  memoryTold(instanceId: string, bytes: number): void;
  /** Ends streams and connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Opens the doors. The store must be migrated.
 * @throws UserError `port-in-use` when the configured port is taken.
 */
export async function serveApi(child: ChildContext): Promise<ApiServer> {
  const context = createApiContext(child);
  const ports = servePorts(context);
  const http = child.config.http === null ? null : await serveHttp(context, child.config.http);
  const hotFolders = watchHotFolders(context.store, context.log, context.hotFolderTroubles);
  const prints = watchPrints(context.store, context.log, () => printSystem(context));
  const jobIndex = keepJobIndex(context.store, context.log);
  const searchIndex = keepSearchIndex(context.store, context.log, context.desk, () => context.feed.version());
  return {
    url: http?.url ?? null,
    connect: ports.connect,
    engineChanged(engine) {
      context.engine.latest = engine;
      const living = new Set(engine.children.map(({ instanceId }) => instanceId));
      for (const known of context.memory.keys()) if (!living.has(known)) context.memory.delete(known);
      context.feed.announce();
    },
    memoryTold(instanceId, bytes) {
      context.memory.set(instanceId, bytes);
    },
    async close() {
      // Streams first: a stream that ends by itself tells its receiver so, one that is cut off looks like a crash.
      await Promise.all([
        closeApiContext(context),
        searchIndex.stop(),
        ports.close(),
        http?.close(),
        hotFolders.stop(),
        prints.stop(),
        jobIndex.stop(),
      ]);
    },
  };
}
