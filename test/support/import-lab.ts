/** A store of a test's own in which a file goes the whole way from staging to the job's end, without queues around it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity, ImportView, KnownPartners, OnDuplicate, RowIssue } from '../../workers/api/wire.ts';
import type { Mapping } from '../../workers/imports/source.ts';
import { stageFile } from '../../workers/imports/stage.ts';
import { startImport } from '../../workers/imports/start.ts';
import { requestUndo } from '../../workers/imports/undo.ts';
import { importIssues, importView } from '../../workers/imports/view.ts';
import { processCsv } from '../../workers/jobs/process-csv.ts';
import { undoImport } from '../../workers/jobs/undo-import.ts';
import { migrateStore } from '../../workers/store/migrate.ts';
import { openStore, type Store } from '../../workers/store/open.ts';
import { jobContext } from './job-context.ts';

export interface ImportRequest {
  entity?: Entity;
  mapping?: Mapping;
  onDuplicate?: OnDuplicate;
  knownPartners?: KnownPartners | undefined;
  dryRun?: boolean;
  sheet?: string;
  editsId?: string | undefined;
}

export interface Imported extends ImportView {
  issues: RowIssue[];
}

export interface ImportLab {
  store: Store;
  dataDir: string;
  /** @throws UserError what staging, starting or the job says. */
  take(content: string | Buffer | { path: string }, request?: ImportRequest): Promise<Imported>;
  /** Undoes an import whose job is over. @throws UserError what asking or the job says. */
  undo(importId: string): Promise<Imported>;
  /** All rows of a table, in order of their making. */
  rows(
    table: 'carrier' | 'customer' | 'lead' | 'invoice' | 'invoice_line' | 'import',
  ): Record<string, unknown>[];
  remove(): void;
}

/** Jobs' functions are called without a queue here: what it would note is noted. */
export function settleJobs(store: Store): void {
  store.write('user:test', () =>
    store.raw.prepare(`UPDATE outbox SET state = 'completed', settled_at = 1 WHERE settled_at IS NULL`).run(),
  );
}

export async function importLab(): Promise<ImportLab> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dockhand-imports-'));
  const store = openStore({ dataDir });
  await migrateStore(store);
  return labOn(store, dataDir);
}

/** The same on a store that is there. */
export function labOn(store: Store, dataDir: string): ImportLab {
  const path = join(dataDir, 'in.csv');
  const view = (importId: string): Imported => ({
    ...importView(store, importId),
    issues: importIssues(store, { importId, limit: 500, offset: 0 }).rows,
  });
  return {
    store,
    dataDir,
    async take(
      content,
      {
        entity = 'carrier',
        mapping,
        onDuplicate = 'update',
        dryRun = false,
        sheet,
        editsId,
        knownPartners,
      } = {},
    ) {
      const inline = typeof content === 'string' || Buffer.isBuffer(content);
      if (inline) writeFileSync(path, content);
      const source = inline ? path : content.path;
      const { sha256, name } = await stageFile(store, source, 'in.csv');
      const { importId } = await startImport(store, 'user:test', {
        sha256,
        name,
        sheet,
        entity,
        mapping,
        onDuplicate,
        knownPartners,
        dryRun,
        editsId,
      });
      await processCsv(jobContext(store, { importId }));
      return view(importId);
    },
    async undo(importId) {
      settleJobs(store);
      requestUndo(store, 'user:test', importId);
      await undoImport(jobContext(store, { importId }));
      settleJobs(store);
      return view(importId);
    },
    rows: (table) =>
      store.raw.prepare(`SELECT * FROM ${table} ORDER BY no`).all() as Record<string, unknown>[],
    remove() {
      store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
