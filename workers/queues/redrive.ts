/**
 * Failed jobs again. Each is repeated by a new job with fresh attempts and a link to the old one, in the transaction that closes
 * its dead letter: asked twice, by two processes or again after a crash, it is repeated once.
 */
import { UserError } from '../errors.ts';
import { closeAsRepeated } from '../store/dead-letter.ts';
import { repetitionOf, requestedJob, type RequestedJob } from '../store/job-request.ts';
import type { Store } from '../store/open.ts';
import { letterOf, type LetterDetail } from '../store/queries/dead-letters.ts';
import type { Transaction } from '../store/write.ts';
import { isForeign } from './foreign.ts';

/**
 * A failed or cancelled job again. Asked twice it is made once; when the repetition has failed too, that one is repeated.
 * @returns the id of the job that now stands for the old one.
 * @throws UserError `job-not-found`, `job-not-failed`.
 */
export function redrive(store: Store, actor: string, jobId: string): string {
  return store.write(actor, (tx) => {
    const { id, job } = newestRepetition(store, jobId);
    if (job.state === 'failed' || job.state === 'cancelled') return repeat(store, tx, id, job);
    if (id !== jobId) return id;
    throw new UserError(
      'job-not-failed',
      'Only a job that has failed or was cancelled can be run again. This one has not.',
    );
  });
}

function newestRepetition(store: Store, jobId: string): { id: string; job: RequestedJob } {
  const id = newestId(store, jobId);
  const job = requestedJob(store, id);
  if (job === undefined) throw new UserError('job-not-found', `There is no job with the id ${id}.`);
  return { id, job };
}

function newestId(store: Store, jobId: string): string {
  for (let id = jobId; ;) {
    const next = repetitionOf(store, id);
    if (next === undefined) return id;
    id = next;
  }
}

/** What a new job takes over from the old one. */
type Repeatable = Pick<RequestedJob, 'queue' | 'name' | 'payload' | 'priority'>;

/** @returns the id of the new job. Call within a transaction, for a job that was not repeated before. */
export function repeat(store: Store, tx: Transaction, id: string, job: Repeatable): string {
  const repetition = tx.insertOutbox({
    queue: job.queue,
    name: job.name,
    payload: JSON.parse(job.payload),
    priority: job.priority ?? undefined,
    redrivenFrom: id,
  });
  closeAsRepeated(store, id, repetition, { at: tx.now, actor: tx.actor });
  tx.audit('job', id, 'redrive', { as: repetition });
  return repetition;
}

/**
 * Runs the job of a letter again, also when the job itself is no longer kept. Call within a transaction.
 * @param isKnown whether this program has such a job (`queue/name`).
 * @returns false for what is left alone: closed, only known to Bull, or a job that this program does not have.
 */
export function redriveLetter(
  store: Store,
  tx: Transaction,
  letter: LetterDetail,
  isKnown: (key: string) => boolean,
): boolean {
  const { jobId, queue, name, payload } = letter;
  if (letter.closedAt !== null || isForeign(letter) || !isKnown(`${queue}/${name}`)) return false;
  const before = repetitionOf(store, jobId);
  if (before !== undefined) {
    closeAsRepeated(store, jobId, before, { at: tx.now, actor: tx.actor });
    return false;
  }
  repeat(store, tx, jobId, requestedJob(store, jobId) ?? { queue, name, payload, priority: null });
  return true;
}

/**
 * Runs what a job was to do again, whatever has become of it: its newest repetition counts. Call within a transaction.
 * @param states how it must have ended to be run again. @param isKnown whether this program has such a job (`queue/name`).
 * @returns the job that goes on, old or new; null when none does.
 */
export function repeatEnded(
  store: Store,
  tx: Transaction,
  jobId: string,
  { states, isKnown }: { states: readonly string[]; isKnown: (key: string) => boolean },
): string | null {
  const id = newestId(store, jobId);
  const job = requestedJob(store, id);
  if (job === undefined) {
    const letter = letterOf(store, id);
    const isMade = letter !== undefined && redriveLetter(store, tx, letter, isKnown);
    return isMade ? (repetitionOf(store, id) ?? null) : null;
  }
  if (job.settledAt === null) return id;
  const isWanted = states.includes(job.state) && isKnown(`${job.queue}/${job.name}`);
  return isWanted ? repeat(store, tx, id, job) : null;
}
