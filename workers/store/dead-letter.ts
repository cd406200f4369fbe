/** Statements that write dead letters: what is kept of a job that has failed for good, and what becomes of it. */
import type { ErrorInfo } from '../errors.ts';
import { failureFingerprint } from './failure-fingerprint.ts';
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

/** A run that did not complete, as `dead_letter.errors` holds it. */
export interface FailedRun extends ErrorInfo {
  attempt: number;
  /** Ms UTC. */
  at: number;
  outcome: string;
}

export interface NewLetter {
  jobId: string;
  queue: string;
  name: string;
  /** JSON. */
  payload: string;
  /** Oldest first. */
  errors: readonly FailedRun[];
  error: ErrorInfo;
  /** Ms UTC. */
  failedAt: number;
}

/** A job that was handed back again and again has more runs than anybody reads. */
const runsKept = 100;

interface RunRow {
  attempt: number;
  at: number;
  outcome: string;
  error: string | null;
}

const statements = prepared((raw) => ({
  insert: raw.prepare<[string, string, string, string, string, string, string, string, number]>(
    `INSERT INTO dead_letter (job_id, queue, name, payload, errors, code, message, fingerprint, failed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (job_id) DO NOTHING`,
  ),
  job: raw.prepare<[string], { queue: string; name: string; payload: string }>(
    'SELECT queue, name, payload FROM outbox WHERE id = ?',
  ),
  runs: raw.prepare<[string, number], RunRow>(
    `SELECT attempt, coalesce(finished_at, started_at) AS at, outcome, error FROM job_run
     WHERE job_id = ? AND outcome NOT IN ('completed', 'running') ORDER BY no DESC LIMIT ?`,
  ),
  repeated: raw.prepare<[string, string]>(
    'UPDATE dead_letter SET redriven_as = ? WHERE job_id = ? AND redriven_as IS NULL',
  ),
  close: raw.prepare<[number, string, string]>(
    'UPDATE dead_letter SET closed_at = ?, closed_by = ? WHERE job_id = ? AND closed_at IS NULL',
  ),
}));

/** @returns false when there was one of this job already: it stays as it is. */
export function insertLetter(store: Store, letter: NewLetter): boolean {
  const { jobId, queue, name, payload, errors, error, failedAt } = letter;
  const { code, message } = error;
  const fingerprint = failureFingerprint({ queue, name, code, message });
  const kept = JSON.stringify(errors);
  const { changes } = statements(store).insert.run(
    jobId,
    queue,
    name,
    payload,
    kept,
    code,
    message,
    fingerprint,
    failedAt,
  );
  return changes > 0;
}

/** The letter of a job that has just been settled as failed. Call in that transaction, after its last run was ended. */
export function letterOfJob(store: Store, jobId: string, failedAt: number, error: ErrorInfo): boolean {
  const job = statements(store).job.get(jobId);
  return (
    job !== undefined &&
    insertLetter(store, { jobId, ...job, errors: failedRuns(store, jobId), error, failedAt })
  );
}

function failedRuns(store: Store, jobId: string): FailedRun[] {
  const runs = statements(store).runs.all(jobId, runsKept).toReversed();
  return runs.map(({ attempt, at, outcome, error }) => ({ attempt, at, outcome, ...storedError(error) }));
}

/** A stored error; what cannot be read, as from another version, keeps its text. */
export function storedError(json: string | null): ErrorInfo {
  try {
    const { code, message } = JSON.parse(json ?? '{}') as Partial<ErrorInfo>;
    return { code: code ?? 'unexpected', message: message ?? '' };
  } catch {
    return { code: 'unexpected', message: json ?? '' };
  }
}

/** Closes the letter of a job that is run again, if it has one. Call in the transaction that makes the repetition. */
export function closeAsRepeated(
  store: Store,
  jobId: string,
  as: string,
  by: { at: number; actor: string },
): void {
  statements(store).repeated.run(as, jobId);
  statements(store).close.run(by.at, by.actor, jobId);
}

/** Sets a letter aside. Call within a transaction. @returns false when it was closed before. */
export function closeLetter(store: Store, jobId: string, by: { at: number; actor: string }): boolean {
  return statements(store).close.run(by.at, by.actor, jobId).changes > 0;
}
