/** Where the undo of an import stands. See "Undo" in workers/imports/README.md. */
import { eq } from 'drizzle-orm';
import type { UndoTally } from './import-undo-partners.ts';
import { requestedJob } from './job-request.ts';
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';
import { imports } from './schema.ts';
import type { Transaction } from './write.ts';

const statements = prepared((raw) => ({
  hasUndo: raw.prepare<[number], number>('SELECT undo_state IS NOT NULL FROM import WHERE no = ?').pluck(),
  counted: raw.prepare<[number], number>('SELECT undone + undo_kept FROM import WHERE no = ?').pluck(),
  advance: raw.prepare<[number, number, number]>(
    'UPDATE import SET undone = undone + ?, undo_kept = undo_kept + ? WHERE no = ?',
  ),
  begin: raw.prepare<[string, string]>(
    `UPDATE import SET undo_state = 'running', undo_job_id = ? WHERE id = ? AND undo_state IS NOT 'done'`,
  ),
  end: raw.prepare<[string, number, string]>(
    `UPDATE import SET undo_state = ?, undone_at = ? WHERE id = ? AND undo_state IN ('waiting', 'running')`,
  ),
  openJobs: raw
    .prepare<[string], string>(
      `SELECT id FROM outbox WHERE queue = 'import' AND name = 'process-csv' AND settled_at IS NULL
         AND json_extract(payload, '$.importId') = ?`,
    )
    .pluck(),
}));

/** Whether somebody wants the import undone, or it was: then nothing of it is written any more. */
export function hasUndo(store: Store, importNo: number): boolean {
  return statements(store).hasUndo.get(importNo) === 1;
}

/** Jobs of the import itself that wait, run or are run again. */
export function openImportJobs(store: Store, importId: string): string[] {
  return statements(store).openJobs.all(importId);
}

/** Whether a job is still to do something. One that is no longer known is not. */
export function isJobOpen(store: Store, jobId: string | null): boolean {
  return jobId !== null && requestedJob(store, jobId)?.settledAt === null;
}

/** An undo is wanted; its job is in the same transaction. @param takeBack it comes with the import's cancellation. */
export function wantUndo(tx: Transaction, importId: string, jobId: string, takeBack: boolean): void {
  tx.orm
    .update(imports)
    .set({
      undoState: 'waiting',
      undoJobId: jobId,
      undoneBy: tx.actor,
      undoneAt: null,
      ...(takeBack ? { takeBack } : {}),
    })
    .where(eq(imports.id, importId))
    .run();
  tx.audit('import', importId, 'undo-start', { takeBack });
}

/** The undo begins, or goes on. @returns false when it was done before. */
export function markUndoRunning(store: Store, actor: string, importId: string, jobId: string): boolean {
  return store.write(actor, () => statements(store).begin.run(jobId, importId).changes > 0, 'normal');
}

/** The undo has ended; one that is done is not changed by another run. */
export function markUndoEnded(store: Store, actor: string, importId: string, state: 'done' | 'failed'): void {
  store.write(actor, (tx) => {
    const { changes } = statements(store).end.run(state, tx.now, importId);
    if (changes === 0) return;
    const { undone, undoKept } = tx.orm
      .select({ undone: imports.undone, undoKept: imports.undoKept })
      .from(imports)
      .where(eq(imports.id, importId))
      .get() ?? { undone: 0, undoKept: 0 };
    tx.audit('import', importId, `undo-${state}`, { undone, kept: undoKept });
  });
}

/** Records taken back or kept so far: more than a run knows of when another one is at the same undo. */
export function settledByUndo(store: Store, importNo: number): number {
  return statements(store).counted.get(importNo) ?? 0;
}

/** To be called in the transaction of the rows that it counts. */
export function advanceUndo(store: Store, importNo: number, { removed, restored, kept }: UndoTally): void {
  statements(store).advance.run(removed + restored, kept, importNo);
}
