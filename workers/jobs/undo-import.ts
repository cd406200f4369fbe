/** The job `import/undo`: takes back what an import has written. See "Undo" in workers/imports/README.md. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Entity } from '../api/wire.ts';
import { errorInfo } from '../errors.ts';
import { isImportOver } from '../imports/undo.ts';
import { undoRows } from '../imports/undo-run.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import { RetryLater, RunAborted, type JobContext, type JobHandler } from '../queues/define.ts';
import { bulkSettings } from '../store/bulk.ts';
import { getImport, markEnded, type ImportRecord } from '../store/import-record.ts';
import { markUndoEnded, markUndoRunning } from '../store/import-undo.ts';

export interface UndoResult {
  importId: string;
  undone: number;
  kept: number;
}

/** How often, and how long, a run of the import that is to end is waited for, ms. */
const lookEveryMs = 50;
const waitMs = 10_000;

/** May be run again at any time: it goes on with the rows that are not marked, and does nothing once there are none. */
export const undoImport: JobHandler<PayloadOf<'import/undo'>, UndoResult> = async (context) => {
  const { store, payload, jobId } = context;
  const record = getImport(store, payload.importId);
  const actor = `undo:${record.no}`;
  if (record.undoState === 'done') return resultOf(record);
  await importEnds(context, actor, record.id);
  if (!markUndoRunning(store, actor, record.id, jobId)) return resultOf(getImport(store, record.id));
  const settings = bulkSettings(store);
  try {
    await run(context, getImport(store, record.id), actor);
  } catch (error) {
    if (!isInterruption(context.signal)) noteFailure(context, actor, record.id);
    throw error;
  } finally {
    settings.restore();
  }
  markUndoEnded(store, actor, record.id, 'done');
  return resultOf(getImport(store, record.id));
};

/** The import's own job has to be over: rows that it wrote now would stay behind. */
async function importEnds(
  { store, signal }: JobContext<unknown>,
  actor: string,
  importId: string,
): Promise<void> {
  const until = performance.now() + waitMs;
  while (!isImportOver(store, actor, importId)) {
    if (performance.now() > until) {
      throw new RetryLater(
        'import-under-way',
        'The import is still being stopped. Its undo begins as soon as it has.',
      );
    }
    await delay(lookEveryMs, undefined, { signal });
  }
  // A run that died could not say so itself.
  const { state } = getImport(store, importId);
  if (state === 'waiting' || state === 'running') markEnded(store, actor, importId, 'cancelled', null);
}

async function run(context: JobContext<unknown>, record: ImportRecord, actor: string): Promise<void> {
  const { store, signal, progress } = context;
  await undoRows({
    store,
    importNo: record.no,
    importId: record.id,
    entity: record.entity as Entity,
    actor,
    rows: record.rows,
    signal,
    written: (done, { removed, restored, kept }) => progress(done, { removed, restored, kept }),
  });
}

/** Shutdown or a lost lock: the undo is not over, the next run goes on. */
function isInterruption({ aborted, reason }: AbortSignal): boolean {
  if (!aborted || !(reason instanceof RunAborted)) return false;
  return reason.code === 'shutting-down' || reason.code === 'lock-lost';
}

function noteFailure({ store, log }: JobContext<unknown>, actor: string, importId: string): void {
  try {
    markUndoEnded(store, actor, importId, 'failed');
  } catch (error) {
    log.error('end of undo not noted', { importId, error: errorInfo(error).message });
  }
}

function resultOf({ id: importId, undone, undoKept: kept }: ImportRecord): UndoResult {
  return { importId, undone, kept };
}
