/** Jobs as lists, watchers and their own page show them. The outbox is the only source: Redis is never asked. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';
import { anywhere } from './like.ts';

export interface JobRecord {
  no: number;
  id: string;
  queue: string;
  name: string;
  state: string;
  attempts: number;
  /** Per mille. */
  progress: number;
  /** JSON. */
  progressNote: string | null;
  createdAt: number;
  createdBy: string;
  startedAt: number | null;
  settledAt: number | null;
  /** JSON. */
  error: string | null;
  change: number;
}

export interface JobDetail extends JobRecord {
  /** JSON. */
  payload: string;
  /** JSON. */
  result: string | null;
}

export interface RunRecord {
  attempt: number;
  worker: string;
  startedAt: number;
  finishedAt: number | null;
  waitMs: number;
  runMs: number | null;
  outcome: string;
  /** JSON. */
  error: string | null;
}

const columns = `no, id, queue, name, state, attempts, progress, progress_note AS progressNote, created_at AS createdAt,
  created_by AS createdBy, started_at AS startedAt, settled_at AS settledAt, error, change`;

const statements = prepared((raw) => ({
  byId: raw.prepare<[string], JobRecord>(`SELECT ${columns} FROM outbox WHERE id = ?`),
  detail: raw.prepare<[string], JobDetail>(`SELECT ${columns}, payload, result FROM outbox WHERE id = ?`),
  runs: raw.prepare<[string], RunRecord>(
    `SELECT attempt, worker, started_at AS startedAt, finished_at AS finishedAt, wait_ms AS waitMs, run_ms AS runMs,
       outcome, error
     FROM job_run WHERE job_id = ? ORDER BY no`,
  ),
  lastChange: raw.prepare<[], { change: number | null }>('SELECT max(change) AS change FROM outbox'),
  changedSince: raw.prepare<[number, number], JobRecord>(
    `SELECT ${columns} FROM outbox WHERE change > ? ORDER BY change LIMIT ?`,
  ),
  ends: raw.prepare<[], { n: number; last: number | null }>(
    'SELECT (SELECT count(*) FROM outbox) AS n, (SELECT max(no) FROM outbox) AS last',
  ),
  newest: raw
    .prepare<[number, number], number>('SELECT no FROM outbox ORDER BY no DESC LIMIT ? OFFSET ?')
    .pluck(),
  inState: raw
    .prepare<[string, string, number], number>(
      'SELECT no FROM outbox INDEXED BY outbox_queue_state WHERE queue = ? AND state = ? ORDER BY no DESC LIMIT ?',
    )
    .pluck(),
  countInState: raw
    .prepare<[string, string], number>(
      'SELECT count(*) FROM outbox INDEXED BY outbox_queue_state WHERE queue = ? AND state = ?',
    )
    .pluck(),
  byNumber: raw.prepare<[string], JobRecord>(
    `SELECT ${columns} FROM outbox WHERE no IN (SELECT value FROM json_each(?)) ORDER BY no DESC`,
  ),
}));

export function jobById(store: Store, id: string): JobRecord | undefined {
  return statements(store).byId.get(id);
}

export function jobDetail(store: Store, id: string): JobDetail | undefined {
  return statements(store).detail.get(id);
}

/** In the order in which they began. */
export function jobRuns(store: Store, id: string): RunRecord[] {
  return statements(store).runs.all(id);
}

/** The highest `change` so far. */
export function lastJobChange(store: Store): number {
  return statements(store).lastChange.get()?.change ?? 0;
}

/** Jobs that changed since, in the order of their last changes. */
export function jobsChangedSince(store: Store, change: number, limit: number): JobRecord[] {
  return statements(store).changedSince.all(change, limit);
}

/** How many jobs are kept, and the highest number. */
export function jobEnds(store: Store): { count: number; last: number } {
  const ends = statements(store).ends.get();
  return { count: ends?.n ?? 0, last: ends?.last ?? 0 };
}

/** Numbers of a page of all jobs, newest first. */
export function newestJobs(store: Store, { limit, offset }: { limit: number; offset: number }): number[] {
  return statements(store).newest.all(limit, offset);
}

/** Numbers of the newest jobs of one queue in one state: read from an index alone. */
export function newestInState(store: Store, queue: string, state: string, limit: number): number[] {
  return statements(store).inState.all(queue, state, limit);
}

export function countInState(store: Store, queue: string, state: string): number {
  return statements(store).countInState.get(queue, state) ?? 0;
}

/** Newest first. */
export function jobsByNumber(store: Store, numbers: readonly number[]): JobRecord[] {
  return statements(store).byNumber.all(JSON.stringify(numbers));
}

export interface JobSearch {
  text: string;
  queue: string | undefined;
  state: string | undefined;
  /** Queue and name of jobs whose title fits the text. */
  titled: readonly { queue: string; name: string }[];
}

/**
 * Numbers of the jobs in a range that have the text in id, queue, name, payload or error; newest first.
 * @param above,upTo the range of `no`: some thousands, so that the event loop goes on.
 */
export function searchJobs({ raw }: Store, search: JobSearch, above: number, upTo: number): number[] {
  const like = `LIKE @pattern ESCAPE '\\'`;
  return raw
    .prepare<[Record<string, unknown>], number>(
      `SELECT no FROM outbox WHERE no > @above AND no <= @upTo
         AND (@queue IS NULL OR queue = @queue) AND (@state IS NULL OR state = @state)
         AND (id ${like} OR queue ${like} OR name ${like} OR payload ${like} OR error ${like}
              OR queue || '/' || name IN (SELECT value FROM json_each(@titled)))
       ORDER BY no DESC`,
    )
    .pluck()
    .all({
      pattern: anywhere(search.text),
      queue: search.queue ?? null,
      state: search.state ?? null,
      titled: JSON.stringify(search.titled.map(({ queue, name }) => `${queue}/${name}`)),
      above,
      upTo,
    });
}
