/** The job `scheduled/prune-history`: takes away what is older than the history is kept. */
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';
import { pruneHistory, type Pruned } from '../queues/retention.ts';

export const pruneOldHistory: JobHandler<PayloadOf<'scheduled/prune-history'>, Pruned> = (context) =>
  pruneHistory(context.store, context);
