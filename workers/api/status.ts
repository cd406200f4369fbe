/** What `status` shows, put together once per change however many watch it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { programRoot } from '../paths.ts';
import { catalog } from '../queues/catalog.ts';
import { queueCounts } from '../queues/counts.ts';
import { currentPause } from '../queues/pause.ts';
import { pausedQueues } from '../queues/queue-pause.ts';
import { queueNames } from '../queues/queues-of.ts';
import { openLetters } from '../store/job-counts.ts';
import type { Store } from '../store/open.ts';
import { lastChange } from '../store/queries/changed-rows.ts';
import type { ApiContext } from './context.ts';
import { entities, type Entity, type Status } from './wire.ts';

/** For the moment before the supervisor's first word. */
const ownVersion = (
  JSON.parse(readFileSync(join(programRoot, 'package.json'), 'utf8')) as { version: string }
).version;

interface Kept {
  version: number;
  status: Promise<Status>;
}

/** By store: the context is copied for every call. */
const kept = new WeakMap<Store, Kept>();

export function statusNow(context: ApiContext): Promise<Status> {
  const version = context.feed.version();
  let last = kept.get(context.store);
  if (last === undefined || last.version !== version) {
    last = { version, status: readStatus(context) };
    kept.set(context.store, last);
    // A failure is told to whoever asked; the next one asks again.
    last.status.catch(() => kept.delete(context.store));
  }
  return last.status;
}

async function readStatus({ store, engine: { latest: engine }, rows }: ApiContext): Promise<Status> {
  const counts = {} as Record<Entity, number>;
  for (const entity of entities) counts[entity] = await rows.live(entity);
  return {
    version: engine?.version ?? ownVersion,
    dataDir: dirname(store.paths.database),
    engine,
    queues: queueCounts(store),
    pause: currentPause(store),
    pausedQueues: pausedQueues(store, queueNames(catalog)),
    openFailures: openLetters(store),
    counts,
    changes: lastChange(store),
  };
}
