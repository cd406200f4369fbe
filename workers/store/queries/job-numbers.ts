/** Numbers of jobs by one criterion, each read from an index alone: whoever searches combines them. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';

export interface JobKind {
  queue: string;
  name: string;
}

const statements = prepared((raw) => ({
  ends: raw.prepare<[], { jobs: number; first: number | null; last: number | null }>(
    `SELECT (SELECT count(*) FROM outbox) AS jobs, (SELECT min(no) FROM outbox) AS first,
       (SELECT max(no) FROM outbox) AS last`,
  ),
  nextKind: raw.prepare<[string, string], JobKind>(
    `SELECT queue, name FROM outbox INDEXED BY outbox_job WHERE (queue, name) > (?, ?)
     ORDER BY queue, name LIMIT 1`,
  ),
  newest: raw
    .prepare<[number, number], number>('SELECT no FROM outbox ORDER BY no DESC LIMIT ? OFFSET ?')
    .pluck(),
  newestInState: raw
    .prepare<[string, string, number], number>(
      'SELECT no FROM outbox INDEXED BY outbox_queue_state WHERE queue = ? AND state = ? ORDER BY no DESC LIMIT ?',
    )
    .pluck(),
  countInState: raw
    .prepare<[string, string], number>(
      'SELECT count(*) FROM outbox INDEXED BY outbox_queue_state WHERE queue = ? AND state = ?',
    )
    .pluck(),
  inState: raw
    .prepare<[string, string], number>(
      'SELECT no FROM outbox INDEXED BY outbox_queue_state WHERE queue = ? AND state = ?',
    )
    .pluck(),
  ofKind: raw
    .prepare<[string, string, number, number], number>(
      `SELECT no FROM outbox INDEXED BY outbox_job
       WHERE queue = ? AND name = ? AND created_at >= ? AND created_at < ?`,
    )
    .pluck(),
  withId: raw.prepare<[string, string], number>('SELECT no FROM outbox WHERE id >= ? AND id < ?').pluck(),
}));

/** How many jobs are kept, the lowest and the highest number. */
export function jobEnds(store: Store): { count: number; first: number; last: number } {
  const ends = statements(store).ends.get();
  return { count: ends?.jobs ?? 0, first: ends?.first ?? 0, last: ends?.last ?? 0 };
}

/** Every kind of job that there is a row of: a look into the index for each. */
export function jobKinds(store: Store): JobKind[] {
  const kinds: JobKind[] = [];
  let kind: JobKind | undefined = { queue: '', name: '' };
  while ((kind = statements(store).nextKind.get(kind.queue, kind.name)) !== undefined) kinds.push(kind);
  return kinds;
}

/** Of a page of all jobs, newest first. */
export function newestJobs(store: Store, { limit, offset }: { limit: number; offset: number }): number[] {
  return statements(store).newest.all(limit, offset);
}

/** The newest of one queue in one state. */
export function newestInState(store: Store, queue: string, state: string, limit: number): number[] {
  return statements(store).newestInState.all(queue, state, limit);
}

export function countInState(store: Store, queue: string, state: string): number {
  return statements(store).countInState.get(queue, state) ?? 0;
}

/** All of one queue in one state, lowest first. 100,000 take about 20 ms. */
export function jobsInState(store: Store, queue: string, state: string): number[] {
  return statements(store).inState.all(queue, state);
}

/** All of one kind that were wanted at or after `from` and before `to` (ms UTC), in no order. */
export function jobsOfKind(
  store: Store,
  { queue, name }: JobKind,
  { from = 0, to = Number.MAX_SAFE_INTEGER }: { from?: number | undefined; to?: number | undefined } = {},
): number[] {
  return statements(store).ofKind.all(queue, name, from, to);
}

/** Those whose id begins so, in no order. */
export function jobsWithId(store: Store, beginning: string): number[] {
  return statements(store).withId.all(beginning, `${beginning}~`);
}
