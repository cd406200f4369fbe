/** Statements that find failures without a dead letter: of older databases, and of jobs that only Bull knows. */
import { closeAsRepeated, letterOfJob, storedError } from './dead-letter.ts';
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

interface FailedJob {
  no: number;
  id: string;
  settledAt: number;
  error: string | null;
  /** The job that repeats it, and when and by whom that was wanted. */
  repetition: string | null;
  repeatedAt: number | null;
  repeatedBy: string | null;
}

/** Where the look for missing letters stands: queue by queue, in the order of `outbox.no`. */
export interface GapCursor {
  queue: string;
  no: number;
}

const statements = prepared((raw) => ({
  queueFrom: raw
    .prepare<[string], string>(
      'SELECT queue FROM outbox INDEXED BY outbox_queue_state WHERE queue >= ? ORDER BY queue LIMIT 1',
    )
    .pluck(),
  failed: raw.prepare<[string, number, number], FailedJob>(
    `SELECT job.no, job.id, job.settled_at AS settledAt, job.error, again.id AS repetition,
            again.created_at AS repeatedAt, again.created_by AS repeatedBy
     FROM outbox job INDEXED BY outbox_queue_state LEFT JOIN outbox again ON again.redriven_from = job.id
     WHERE job.queue = ? AND job.state = 'failed' AND job.no > ? ORDER BY job.no LIMIT ?`,
  ),
  strangers: raw
    .prepare<[string], string>(
      `SELECT value FROM json_each(?) WHERE value NOT IN (SELECT job_id FROM dead_letter)
         AND NOT EXISTS (SELECT 1 FROM outbox, site WHERE outbox.id = value AND outbox.tenant_id = site.tenant_id)`,
    )
    .pluck(),
  isKnown: raw.prepare<[string], number>('SELECT 1 FROM outbox WHERE id = ?').pluck(),
}));

/**
 * Gives the next few failed jobs the letter that they lack; one that was repeated gets a closed one. Call within a transaction.
 * @returns where to go on, null at the end, and how many letters were written.
 */
export function fillGaps(
  store: Store,
  cursor: GapCursor,
  limit: number,
): { next: GapCursor | null; written: number } {
  const queue = statements(store).queueFrom.get(cursor.queue);
  if (queue === undefined) return { next: null, written: 0 };
  const after = queue === cursor.queue ? cursor.no : 0;
  const jobs = statements(store).failed.all(queue, after, limit);
  let written = 0;
  for (const job of jobs) {
    if (!letterOfJob(store, job.id, job.settledAt, storedError(job.error))) continue;
    written += 1;
    if (job.repetition !== null)
      closeAsRepeated(store, job.id, job.repetition, {
        at: job.repeatedAt ?? 0,
        actor: job.repeatedBy ?? '',
      });
  }
  const last = jobs.at(-1);
  // The smallest text that is greater than the queue's name.
  const next =
    jobs.length < limit || last === undefined ? { queue: `${queue}\0`, no: 0 } : { queue, no: last.no };
  return { next, written };
}

/** Those of the ids that are no job of this tenant's and have no letter yet. */
export function strangersAmong(store: Store, ids: readonly string[]): string[] {
  return statements(store).strangers.all(JSON.stringify(ids));
}

/** Whether there is a job with this id at all, whosoever it is. */
export function isKnownJob(store: Store, id: string): boolean {
  return statements(store).isKnown.get(id) === 1;
}
