/** What a person can ask of a job. Both write SQLite only, so they work while Redis is away; the api child and the runner act on it. */
import type { Store } from '../store/open.ts';

/**
 * Asks that a job end. One that no worker runs is settled as cancelled at once; a running one is aborted by its worker.
 * @returns false when there was nothing left to cancel.
 * @throws UserError `job-not-found`.
 */
export function requestCancel(_store: Store, _actor: string, _jobId: string): boolean {
  throw new Error('under construction');
}

/**
 * A failed or cancelled job again: a new job with fresh attempts. The audit log links it to the old one.
 * @returns the new job's id; the same one when the old job was already redriven.
 * @throws UserError `job-not-found`, `job-not-failed`.
 */
export function redrive(_store: Store, _actor: string, _jobId: string): string {
  throw new Error('under construction');
}
