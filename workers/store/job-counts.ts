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
  armed: raw.prepare<[number], { queue: string; jobs: number }>(
    `SELECT o.queue, count(*) AS jobs FROM schedule s JOIN outbox o ON o.id = s.armed_job_id
     WHERE o.state = 'waiting' AND o.run_at > ? GROUP BY o.queue`,
  ),
  openLetters: raw.prepare<[], number>('SELECT count(*) FROM dead_letter WHERE closed_at IS NULL').pluck(),
}));

/** From one covering index; settled jobs count as long as they are kept. */
export function jobsByState(store: Store): StateCount[] {
  return statements(store).counts.all();
}

/** Jobs that schedules have armed and that are not due yet; in `jobsByState` they are waiting. */
export function armedByQueue(store: Store, now: number): { queue: string; jobs: number }[] {
  return statements(store).armed.all(now);
}

/** Jobs that have failed for good and that nobody has run again or set aside. */
export function openLetters(store: Store): number {
  return statements(store).openLetters.get() ?? 0;
}
