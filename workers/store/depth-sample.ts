/** Statements of depth samples: how much is in a queue now, what was written of it last, and the samples of a window. */
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

export interface Depth {
  waiting: number;
  active: number;
  retrying: number;
}

/** What was in a queue from this time on. */
export interface DepthSample extends Depth {
  /** Ms UTC. */
  at: number;
}

const columns = 'at, waiting, active, retrying';

const statements = prepared((raw) => ({
  // One look into the index per state: settled jobs, of which there are many, are not touched.
  inState: raw
    .prepare<[string, string], number>(
      'SELECT count(*) FROM outbox INDEXED BY outbox_queue_state WHERE queue = ? AND state = ?',
    )
    .pluck(),
  lastUntil: raw.prepare<[string, number], DepthSample>(
    `SELECT ${columns} FROM depth_sample WHERE queue = ? AND at <= ? ORDER BY at DESC LIMIT 1`,
  ),
  between: raw.prepare<[string, number, number, number], DepthSample>(
    `SELECT ${columns} FROM depth_sample WHERE queue = ? AND at > ? AND at < ? ORDER BY at LIMIT ?`,
  ),
  put: raw.prepare<[DepthSample & { queue: string }]>(
    `INSERT OR REPLACE INTO depth_sample (queue, at, waiting, active, retrying)
     VALUES (@queue, @at, @waiting, @active, @retrying)`,
  ),
}));

/** Unfinished jobs of a queue; those that are wanted for later are among the waiting ones. */
export function depthNow(store: Store, queue: string): Depth {
  const { inState } = statements(store);
  const count = (state: keyof Depth) => inState.get(queue, state) ?? 0;
  return { waiting: count('waiting'), active: count('active'), retrying: count('retrying') };
}

/** The newest sample that is not younger than `at`. */
export function lastSampleUntil(store: Store, queue: string, at: number): DepthSample | undefined {
  return statements(store).lastUntil.get(queue, at);
}

/** Samples after `above` and before `below`, in the order of time. */
export function samplesBetween(
  store: Store,
  queue: string,
  above: number,
  below: number,
  limit: number,
): DepthSample[] {
  return statements(store).between.all(queue, above, below, limit);
}

/** Call within a transaction. */
export function putSample(store: Store, queue: string, sample: DepthSample): void {
  statements(store).put.run({ queue, ...sample });
}
