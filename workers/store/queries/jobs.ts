/** Jobs as lists, watchers and their own page show them. The outbox is the only source: Redis is never asked. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';

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
  /** Not before, ms UTC. */
  runAt: number | null;
  startedAt: number | null;
  settledAt: number | null;
  /** JSON. */
  error: string | null;
  change: number;
}

export interface JobDetail extends JobRecord {
  /** JSON; null where it is longer than `wholeAtMost`. */
  payload: string | null;
  payloadBytes: number;
  /** Of one that is longer. */
  payloadBeginning: string | null;
  /** JSON; as of the payload. */
  result: string | null;
  resultBytes: number;
  resultBeginning: string | null;
}

/** A payload or result is read whole up to this size, bytes: of a larger one only a beginning of as many characters. */
export const wholeAtMost = { payload: 64 * 1024, result: 1024 * 1024, beginning: 64 * 1024 };

/** One that is small is read once, the size of a large one without reading it. */
function bounded(column: 'payload' | 'result'): string {
  const size = `coalesce(octet_length(${column}), 0)`;
  const most = wholeAtMost[column];
  return `${size} AS ${column}Bytes, iif(${size} <= ${most}, ${column}, NULL) AS ${column},
    iif(${size} > ${most}, substr(${column}, 1, ${wholeAtMost.beginning}), NULL) AS ${column}Beginning`;
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
  created_by AS createdBy, run_at AS runAt, started_at AS startedAt, settled_at AS settledAt, error, change`;

const statements = prepared((raw) => ({
  byId: raw.prepare<[string], JobRecord>(`SELECT ${columns} FROM outbox WHERE id = ?`),
  detail: raw.prepare<[string], JobDetail>(
    `SELECT ${columns}, ${bounded('payload')}, ${bounded('result')} FROM outbox WHERE id = ?`,
  ),
  wholePayload: raw
    .prepare<[string], Buffer | null>('SELECT CAST(payload AS BLOB) FROM outbox WHERE id = ?')
    .pluck(),
  wholeResult: raw
    .prepare<[string], Buffer | null>('SELECT CAST(result AS BLOB) FROM outbox WHERE id = ?')
    .pluck(),
  runs: raw.prepare<[string], RunRecord>(
    `SELECT attempt, worker, started_at AS startedAt, finished_at AS finishedAt, wait_ms AS waitMs, run_ms AS runMs,
       outcome, error
     FROM job_run WHERE job_id = ? ORDER BY no`,
  ),
  lastChange: raw.prepare<[], { change: number | null }>('SELECT max(change) AS change FROM outbox'),
  changedSince: raw.prepare<[number, number], JobRecord>(
    `SELECT ${columns} FROM outbox WHERE change > ? ORDER BY change LIMIT ?`,
  ),
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

/** All of a payload or result, as UTF-8 outside of the heap; null where there is none. */
export function wholeOf(store: Store, id: string, part: 'payload' | 'result'): Buffer | null {
  const { wholePayload, wholeResult } = statements(store);
  return (part === 'payload' ? wholePayload : wholeResult).get(id) ?? null;
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

/** Newest first. */
export function jobsByNumber(store: Store, numbers: readonly number[]): JobRecord[] {
  return statements(store).byNumber.all(JSON.stringify(numbers));
}
