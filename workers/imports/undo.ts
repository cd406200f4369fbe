/** Wanting an undo, and cancelling an import with or without one. */
import type { UndoAnswer } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import { enqueue } from '../queues/enqueue.ts';
import { cancelWithin } from '../queues/requests.ts';
import { getImport } from '../store/import-record.ts';
import { isJobOpen, openImportJobs, wantUndo } from '../store/import-undo.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/write.ts';

/**
 * Puts the undo of an import on its way; one that has failed goes on.
 * @throws UserError `not-found`, `import-under-way`, `nothing-to-undo`
 */
export function requestUndo(store: Store, actor: string, importId: string): UndoAnswer {
  return store.write(actor, (tx) => {
    const record = getImport(store, importId);
    const { undoState, undoJobId: jobId } = record;
    if (undoState === 'done') return { jobId, undo: 'done-before' };
    if (undoState !== null && isJobOpen(store, jobId)) return { jobId, undo: 'under-way' };
    if (!isFinal(record.state) && openImportJobs(store, importId).length > 0) {
      throw new UserError(
        'import-under-way',
        'This import is not over yet. Cancel it, or wait until it is done; then it can be undone.',
      );
    }
    if (record.dryRun || record.created + record.updated === 0) {
      throw new UserError('nothing-to-undo', 'This import has changed nothing, so there is nothing to undo.');
    }
    return { jobId: startUndo(tx, importId), undo: 'started' };
  });
}

/**
 * Cancels an import. What is in stays in, or is taken back: then the undo is on its way in the same transaction, and waits for the
 * run to end.
 * @returns `cancelled` false when it was over already: then nothing is taken back.
 * @throws UserError `not-found`
 */
export function cancelImport(
  store: Store,
  actor: string,
  importId: string,
  takeBack: boolean,
): { cancelled: boolean } {
  return store.write(actor, (tx) => {
    const { jobId, dryRun, undoState, created, updated } = getImport(store, importId);
    // The job that the import knows of, and one that repeats it and has not begun.
    const jobs = new Set(openImportJobs(store, importId));
    if (jobId !== null && isJobOpen(store, jobId)) jobs.add(jobId);
    for (const job of jobs) cancelWithin(tx, store, job);
    const cancelled = jobs.size > 0;
    const mayHaveWritten = created + updated > 0 || openImportJobs(store, importId).length > 0;
    if (cancelled && takeBack && mayHaveWritten && !dryRun && undoState === null)
      startUndo(tx, importId, true);
    return { cancelled };
  });
}

/** A run that has said so writes nothing more, though its job may take a moment to be settled. */
function isFinal(state: string): boolean {
  return state === 'done' || state === 'cancelled';
}

function startUndo(tx: Transaction, importId: string, takeBack = false): string {
  const jobId = enqueue(tx, 'import/undo', { importId });
  wantUndo(tx, importId, jobId, takeBack);
  return jobId;
}

/**
 * Whether no run of the import is alive any more. One that has not ended is asked to, and a job whose process has died is settled by
 * asking.
 */
export function isImportOver(store: Store, actor: string, importId: string): boolean {
  return store.write(actor, (tx) => {
    const final = isFinal(getImport(store, importId).state);
    for (const jobId of final ? [] : openImportJobs(store, importId)) cancelWithin(tx, store, jobId);
    return openImportJobs(store, importId).length === 0;
  });
}
