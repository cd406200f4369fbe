/** Statements of what a person asks of a job. */
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

export interface RequestedJob {
  queue: string;
  name: string;
  payload: string;
  priority: number | null;
  state: string;
  attempts: number;
  settledAt: number | null;
  cancelRequestedAt: number | null;
}

const statements = prepared((raw) => ({
  job: raw.prepare<[string], RequestedJob>(
    `SELECT queue, name, payload, priority, state, attempts, settled_at AS settledAt,
            cancel_requested_at AS cancelRequestedAt
     FROM outbox WHERE id = ?`,
  ),
  wantCancelled: raw.prepare<[number, string]>(
    `UPDATE outbox SET cancel_requested_at = coalesce(cancel_requested_at, ?),
            change = (SELECT coalesce(max(change), 0) + 1 FROM outbox)
     WHERE id = ?`,
  ),
  repetition: raw.prepare<[string], string>('SELECT id FROM outbox WHERE redriven_from = ?').pluck(),
}));

export function requestedJob(store: Store, jobId: string): RequestedJob | undefined {
  return statements(store).job.get(jobId);
}

/** Call within a transaction. */
export function wantCancelled(store: Store, jobId: string, at: number): void {
  statements(store).wantCancelled.run(at, jobId);
}

/** The job that repeats this one. */
export function repetitionOf(store: Store, jobId: string): string | undefined {
  return statements(store).repetition.get(jobId);
}
