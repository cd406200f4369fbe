/** How many jobs are in each state. */
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

export interface StateCount {
  queue: string;
  state: string;
  jobs: number;
}

const statements = prepared((raw) => ({
  counts: raw.prepare<[], StateCount>(
    'SELECT queue, state, count(*) AS jobs FROM outbox INDEXED BY outbox_queue_state GROUP BY queue, state',
  ),
}));

/** From one covering index; settled jobs count as long as they are kept. */
export function jobsByState(store: Store): StateCount[] {
  return statements(store).counts.all();
}
