/** What belongs to one job: its times, its runs with their processes, its relations, and who did what to it. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';
import { wholeAtMost } from './jobs.ts';

export interface TrailJob {
  no: number;
  id: string;
  queue: string;
  name: string;
  state: string;
  createdAt: number;
  createdBy: string;
  runAt: number | null;
  settledAt: number | null;
  cancelRequestedAt: number | null;
  redrivenFrom: string | null;
  schedule: string | null;
}

export interface TrailRun {
  attempt: number;
  worker: string;
  instance: string;
  startedAt: number;
  finishedAt: number | null;
  waitMs: number;
  outcome: string;
}

export interface JobName {
  id: string;
  queue: string;
  name: string;
  state: string;
}

/** A job makes others while it runs: they are looked for among so many that came after it. */
const lookedThrough = 20_000;

const names = 'id, queue, name, state';

const statements = prepared((raw) => ({
  job: raw.prepare<[string], TrailJob>(
    `SELECT no, ${names}, created_at AS createdAt, created_by AS createdBy, run_at AS runAt, settled_at AS settledAt,
       cancel_requested_at AS cancelRequestedAt, redriven_from AS redrivenFrom, schedule FROM outbox WHERE id = ?`,
  ),
  name: raw.prepare<[string], JobName>(`SELECT ${names} FROM outbox WHERE id = ?`),
  // The size of a column is known without reading it.
  payload: raw
    .prepare<[string], string | null>(
      `SELECT iif(octet_length(payload) <= ${wholeAtMost.payload}, payload, NULL) FROM outbox WHERE id = ?`,
    )
    .pluck(),
  repetition: raw.prepare<[string], JobName>(`SELECT ${names} FROM outbox WHERE redriven_from = ?`),
  children: raw.prepare<[number, number, string, number], JobName>(
    `SELECT ${names} FROM outbox WHERE no > ? AND no <= ? AND created_by = ? ORDER BY no LIMIT ?`,
  ),
  runs: raw.prepare<[string, number], TrailRun>(
    `SELECT attempt, worker, instance, started_at AS startedAt, finished_at AS finishedAt, wait_ms AS waitMs, outcome
     FROM job_run WHERE job_id = ? ORDER BY no DESC LIMIT ?`,
  ),
}));

export function trailJob(store: Store, id: string): TrailJob | undefined {
  return statements(store).job.get(id);
}

export function jobName(store: Store, id: string): JobName | undefined {
  return statements(store).name.get(id);
}

/** JSON; null where it is too long to be looked into. */
export function smallPayload(store: Store, id: string): string | null {
  return statements(store).payload.get(id) ?? null;
}

/** The job that repeats this one. */
export function repetitionName(store: Store, id: string): JobName | undefined {
  return statements(store).repetition.get(id);
}

/** Jobs that this one has made, in order. */
export function childrenOf(store: Store, { no, id }: TrailJob, limit: number): JobName[] {
  return statements(store).children.all(no, no + lookedThrough, `job:${id}`, limit);
}

/** The newest runs, in the order in which they began. */
export function trailRuns(store: Store, id: string, most: number): TrailRun[] {
  return statements(store).runs.all(id, most).toReversed();
}
