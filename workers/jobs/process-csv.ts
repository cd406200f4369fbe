/** The job `import/process-csv`: reads a staged file and writes its rows. See workers/imports/README.md. */
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import type { Entity } from '../api/wire.ts';
import { errorInfo } from '../errors.ts';
import { readEdits } from '../imports/edited-records.ts';
import type { FileFormat } from '../imports/format.ts';
import { comparingFor } from '../imports/lookalikes/comparing.ts';
import { resemblingRows } from '../imports/lookalikes/resemblances.ts';
import type { Mapping } from '../imports/source.ts';
import type { ParseOrder } from '../imports/parse-file.ts';
import { parsedWindows } from '../imports/parser.ts';
import { canMake, pieceWriter, type PartnerName } from '../imports/piece-writers.ts';
import { SliceWriter, UndoHasBegun } from '../imports/slice-writer.ts';
import { stagedTable } from '../imports/staged-table.ts';
import type { Place } from '../imports/window.ts';
import { RunAborted, type JobContext, type JobHandler } from '../queues/define.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import { getEditSet } from '../store/import-edits.ts';
import { bulkSettings } from '../store/bulk.ts';
import {
  clearOutcomes,
  getImport,
  markEnded,
  markRunning,
  type ImportRecord,
} from '../store/import-record.ts';

export interface ImportResult {
  importId: string;
  /** Rows of the file; more than `total` where several rows are one record. */
  rows: number;
  total: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
}

/** May be run again at any time: it goes on where the last run has stopped, and does nothing once the import has ended well. */
export const processCsv: JobHandler<PayloadOf<'import/process-csv'>, ImportResult> = async (context) => {
  const { store, payload, jobId } = context;
  const record = getImport(store, payload.importId);
  const actor = `import:${record.no}`;
  if (isOver(record)) return resultOf(record);
  if (record.dryRun && record.rows > 0) clearOutcomes(store, actor, record.no);
  markRunning(store, actor, record.id, jobId);
  const begun = getImport(store, record.id);
  if (isOver(begun)) return resultOf(begun);
  try {
    await run(context, begun, actor);
  } catch (error) {
    if (error instanceof UndoHasBegun) {
      markEnded(store, actor, record.id, 'cancelled', null);
      return resultOf(getImport(store, record.id));
    }
    const end = endOf(context.signal);
    // Shutdown or a lost lock: the import is not over, the next run goes on from its checkpoint.
    if (end !== null) noteEnd(context, actor, record.id, end, end === 'cancelled' ? null : error);
    throw error;
  }
  markEnded(store, actor, record.id, 'done', null);
  return resultOf(getImport(store, record.id));
};

/** Ended for good, or being taken back: nothing of it is written any more. */
function isOver({ state, undoState }: ImportRecord): boolean {
  return state === 'done' || state === 'cancelled' || undoState !== null;
}

async function run(context: JobContext<unknown>, record: ImportRecord, actor: string): Promise<void> {
  const { store, signal, log } = context;
  const mapping = JSON.parse(record.mapping) as Mapping;
  const place = record.checkpoint === null ? null : (JSON.parse(record.checkpoint) as Place);
  const order = await parseOrder(context, record, mapping, place);
  const resumed = record.rows > 0;
  if (resumed) log.info('import goes on', { importId: record.id, rows: record.rows, line: place?.line ?? 1 });
  const settings = bulkSettings(store, record.dryRun ? 'check' : 'write');
  const writer = pieceWriter(store, record, mapping, actor);
  const report = reporter(context, record);
  try {
    const slices = new SliceWriter(
      {
        store,
        importNo: record.no,
        importId: record.id,
        entity: order.entity,
        actor,
        fileBytes: record.fileBytes,
        writer,
        signal,
        written: report,
      },
      record.rows + record.warnings,
      record.bytesDone / Math.max(1, record.fileBytes),
    );
    for await (const window of parsedWindows(order, report, signal)) {
      await slices.write(window);
      const { keys, next } = window;
      if (keys === undefined) continue;
      const flagged = resemblingRows({ store, signal, keys, end: next, ...order });
      for await (const further of flagged) await slices.write(further);
    }
  } finally {
    writer.close();
    removeScratch(order);
    settings.restore();
  }
}

/** @throws UserError `file-unknown`, `edits-unknown` when the staged copy or its corrections are gone. */
async function parseOrder(
  context: JobContext<unknown>,
  record: ImportRecord,
  mapping: Mapping,
  from: Place | null,
): Promise<ParseOrder> {
  const { store } = context;
  const format = JSON.parse(record.dialect) as FileFormat;
  const table = await stagedTable(store.paths, record.fileSha256, record.fileName, format.sheet);
  return {
    path: table.path,
    fileBytes: table.bytes,
    format,
    entity: record.entity as Entity,
    mapping,
    withIds: !record.dryRun,
    withRaw: record.entity !== 'invoice' && !canMake(record.entity as PartnerName, mapping),
    spoolPath: join(store.paths.temp, `spool-${record.id}.sqlite`),
    from,
    edits: record.editsId === null ? null : readEdits(store, getEditSet(store, record.editsId).id),
    comparing: await comparingFor(context, record),
  };
}

function removeScratch({ spoolPath, comparing }: ParseOrder): void {
  rmSync(spoolPath, { force: true });
  if (comparing.keysPath !== null) rmSync(comparing.keysPath, { force: true });
}

/** The job's progress, with what a person asks first: how many rows, how fast. */
function reporter(context: JobContext<unknown>, record: ImportRecord): (done: number, rows?: number) => void {
  const startedAt = performance.now();
  return (done, rows = 0) => {
    const seconds = (performance.now() - startedAt) / 1000;
    const rowsPerSecond = seconds > 0.2 ? Math.round(rows / seconds) : 0;
    context.progress(done, { rows: record.rows + rows, rowsPerSecond });
  };
}

/** What a failure at this moment makes of the import; null when it only interrupts it. */
function endOf({ aborted, reason }: AbortSignal): 'cancelled' | 'failed' | null {
  if (!aborted) return 'failed';
  const code = reason instanceof RunAborted ? reason.code : null;
  if (code === 'cancelled') return 'cancelled';
  return code === 'timed-out' ? 'failed' : null;
}

/** A failure is written down if there is any room for it; the job's own end says it in any case. */
function noteEnd(
  { store, log }: JobContext<unknown>,
  actor: string,
  importId: string,
  state: 'cancelled' | 'failed',
  error: unknown,
): void {
  try {
    markEnded(store, actor, importId, state, error === null ? null : errorInfo(error));
  } catch (second) {
    log.error('end of import not noted', { importId, error: errorInfo(second).message });
  }
}

function resultOf(record: ImportRecord): ImportResult {
  const { id: importId, rows, total, created, updated, unchanged, skipped, failed } = record;
  return { importId, rows, total, created, updated, unchanged, skipped, failed };
}
