/** What the router shows of imports. */
import type { Dialect, Entity, ImportView, OnDuplicate, Page, RowIssue } from '../api/wire.ts';
import type { ErrorInfo } from '../errors.ts';
import { listIssues } from '../store/import-issues.ts';
import {
  getImport,
  getImportWithJob,
  listImports,
  type ImportJob,
  type ImportWithJob,
} from '../store/import-record.ts';
import type { Store } from '../store/open.ts';
import type { FileFormat } from './format.ts';
import { isKept } from './staged-file.ts';
import { optionsIn } from './options.ts';
import type { Mapping } from './source.ts';
import { undoView } from './undo-view.ts';

/** @throws UserError `not-found` */
export function importView(store: Store, importId: string): ImportView {
  return toView(store, getImportWithJob(store, importId));
}

/** Newest first. */
export function importList(store: Store, page: { limit: number; offset: number }): Page<ImportView> {
  const { rows, total } = listImports(store, page);
  return { rows: rows.map((row) => toView(store, row)), total };
}

/** By line. @throws UserError `not-found` */
export function importIssues(
  store: Store,
  input: { importId: string; severity?: RowIssue['severity'] | undefined; limit: number; offset: number },
): Page<RowIssue> {
  const { no } = getImport(store, input.importId);
  const { rows, total } = listIssues(store, no, input);
  return {
    rows: rows.map(({ line, column, code, message, severity }) => ({
      line,
      column,
      code,
      message,
      severity: severity === 'warning' ? 'warning' : 'error',
    })),
    total,
  };
}

function toView(store: Store, { record, job }: ImportWithJob): ImportView {
  const now = store.clock.now();
  const { state, error, finishedAt } = endOf(record, job);
  const dialect = dialectOf(record);
  return {
    importId: record.id,
    jobId: record.jobId,
    entity: record.entity as Entity,
    fileName: record.fileName,
    fileSha256: record.fileSha256,
    fileBytes: record.fileBytes,
    fileKept: isKept(store.paths, record.fileSha256),
    sheet: dialect.sheet ?? null,
    dialect,
    editsId: record.editsId,
    mapping: JSON.parse(record.mapping) as Mapping,
    state,
    dryRun: record.dryRun,
    onDuplicate: record.onDuplicate as OnDuplicate,
    knownPartners: optionsIn(record.options).knownPartners,
    total: record.total,
    created: record.created,
    updated: record.updated,
    unchanged: record.unchanged,
    skipped: record.skipped,
    failed: record.failed,
    warnings: record.warnings,
    bytesDone: record.bytesDone,
    rowsPerSecond: rate(record.rows, record.startedAt, finishedAt ?? now),
    createdAt: record.createdAt,
    startedAt: record.startedAt,
    finishedAt,
    error,
    createdBy: record.createdBy,
    originImportId: record.originImportId,
    undo: undoView(store, record),
  };
}

/** What of its format is of use to others. */
function dialectOf(record: ImportWithJob['record']): Dialect {
  const { encoding, delimiter, quote, headerLine, sheet } = JSON.parse(record.dialect) as FileFormat;
  return { encoding, delimiter, quote, headerLine, ...(sheet === undefined ? {} : { sheet }) };
}

/**
 * An import that says it waits or runs while its job has ended did not get to write its own end: it was cancelled before it began,
 * its process died too often, or the disk was full. Then the job's end is its end.
 */
function endOf(
  record: ImportWithJob['record'],
  job: ImportJob | null,
): Pick<ImportView, 'state' | 'error' | 'finishedAt'> {
  const own = record.error === null ? null : (JSON.parse(record.error) as ErrorInfo);
  const state = record.state as ImportView['state'];
  const open = state === 'waiting' || state === 'running';
  if (!open || job === null || job.settledAt === null)
    return { state, error: own, finishedAt: record.finishedAt };
  const ended = job.state === 'cancelled' ? 'cancelled' : 'failed';
  const error = job.error === null ? null : (JSON.parse(job.error) as ErrorInfo);
  return { state: ended, error: ended === 'failed' ? error : null, finishedAt: job.settledAt };
}

function rate(rows: number, startedAt: number | null, until: number): number | null {
  if (startedAt === null || until <= startedAt || rows === 0) return null;
  return Math.round((rows * 1000) / (until - startedAt));
}
