/** What every call of the router has at hand. One for the whole process: whoever may call at all is the person at this machine. */
import { userInfo } from 'node:os';
import type { ChildContext } from '../child.ts';
import type { Desktop } from '../desktop.ts';
import type { Troubles } from '../imports/hot-folder/watcher.ts';
import type { Logger } from '../log.ts';
import type { EngineSnapshot, RedisTarget } from '../protocol.ts';
import { createRowCounter, type RowCounter } from '../store/queries/count-rows.ts';
import { entityTables, type EntityTable } from '../store/queries/tables.ts';
import type { Store } from '../store/open.ts';
import { SearchDesk } from '../search/desk.ts';
import { createChangeFeed, type ChangeFeed } from './live/change-feed.ts';
import { TextIndex } from './search/text-index.ts';

export interface ApiContext {
  readonly store: Store;
  readonly log: Logger;
  /** `user:<name in the operating system>`. */
  readonly actor: string;
  readonly redis: RedisTarget;
  /** The site's own: not ours to start, stop or set up. */
  readonly externalRedis: boolean;
  readonly feed: ChangeFeed;
  readonly rows: RowCounter;
  readonly search: Readonly<Record<EntityTable, TextIndex>>;
  /** The index of the search everywhere. */
  readonly desk: SearchDesk;
  /** What the supervisor said last. In a box of its own, because each call gets a copy of the context and a stream outlives it. */
  readonly engine: { latest: EngineSnapshot | null };
  readonly desktop: Desktop;
  /** What each running process holds of the machine's memory, bytes, by its instance. */
  readonly memory: Map<string, number>;
  /** Kept by the watcher of the hot folders. */
  readonly hotFolderTroubles: Troubles;
}

export function createApiContext({ config, store, log, desktop }: ChildContext): ApiContext {
  return {
    store,
    log,
    actor: `user:${osUser()}`,
    redis: config.redis,
    externalRedis: config.externalRedis ?? false,
    feed: createChangeFeed(store),
    rows: createRowCounter(store),
    search: {
      carrier: new TextIndex(store, 'carrier'),
      customer: new TextIndex(store, 'customer'),
      lead: new TextIndex(store, 'lead'),
      invoice: new TextIndex(store, 'invoice'),
    },
    desk: new SearchDesk(store, log),
    engine: { latest: null },
    desktop,
    memory: new Map(),
    hotFolderTroubles: new Map(),
  };
}

export async function closeApiContext({ feed, search, desk }: ApiContext): Promise<void> {
  feed.close();
  for (const entity of Object.keys(entityTables) as EntityTable[]) search[entity].close();
  await desk.close();
}

/** A process may run as a user that the system has no name for, as in a container. */
function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
