/** How much is in each queue, for status and console. SQLite alone answers, so the figures cannot disagree with the jobs shown. */
import type { QueueCounts } from '../api/wire.ts';
import type { Store } from '../store/open.ts';

/** One entry per queue of the catalog, in its order, zeros included. One query. */
export function queueCounts(_store: Store): QueueCounts[] {
  throw new Error('under construction');
}
