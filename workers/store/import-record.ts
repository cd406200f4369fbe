/** The import's own row: made with its job, moved on with every slice of rows, settled once. */
import { and, count, desc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';
import { imports, outbox } from './schema.ts';
import type { Transaction } from './write.ts';

export type ImportRecord = typeof imports.$inferSelect;
/** Of the job that an import runs as: what its row says when the import's own does not know yet. */
export interface ImportJob {
  state: string;
  settledAt: number | null;
  error: string | null;
}

export type NewImport = Pick<
  typeof imports.$inferInsert,
  | 'entity'
  | 'fileName'
  | 'fileSha256'
  | 'fileBytes'
  | 'dialect'
  | 'mapping'
  | 'onDuplicate'
  | 'dryRun'
  | 'options'
  | 'editsId'
  | 'originImportId'
  | 'templateId'
>;

/** @param job puts the import's job into the outbox and returns its id. */
export function insertImport(
  tx: Transaction,
  values: NewImport,
  job: (importId: string) => string,
): { importId: string; jobId: string } {
  const importId = uuidv7();
  const jobId = job(importId);
  tx.orm
    .insert(imports)
    .values({ ...values, id: importId, jobId, createdAt: tx.now, createdBy: tx.actor })
    .run();
  tx.audit('import', importId, 'import-start', {
    entity: values.entity,
    file: values.fileName,
    sha256: values.fileSha256,
    onDuplicate: values.onDuplicate,
    dryRun: values.dryRun ?? false,
  });
  return { importId, jobId };
}

/** @throws UserError `not-found` */
export function getImport(store: Store, importId: string): ImportRecord {
  const record = store.orm.select().from(imports).where(eq(imports.id, importId)).get();
  if (record === undefined) throw new UserError('not-found', `There is no import with the id ${importId}.`);
  return record;
}

/** By its `no`, which people see in a file of refused rows. */
export function importByNumber(store: Store, no: number): ImportRecord | null {
  return store.orm.select().from(imports).where(eq(imports.no, no)).get() ?? null;
}

export interface ImportWithJob {
  record: ImportRecord;
  job: ImportJob | null;
}

const withJob = {
  record: imports,
  job: { state: outbox.state, settledAt: outbox.settledAt, error: outbox.error },
};

/** @throws UserError `not-found` */
export function getImportWithJob(store: Store, importId: string): ImportWithJob {
  const found = store.orm
    .select(withJob)
    .from(imports)
    .leftJoin(outbox, eq(outbox.id, imports.jobId))
    .where(eq(imports.id, importId))
    .get();
  if (found === undefined) throw new UserError('not-found', `There is no import with the id ${importId}.`);
  return found;
}

/** Newest first. */
export function listImports(
  store: Store,
  { limit, offset }: { limit: number; offset: number },
): { rows: ImportWithJob[]; total: number } {
  const rows = store.orm
    .select(withJob)
    .from(imports)
    .leftJoin(outbox, eq(outbox.id, imports.jobId))
    .orderBy(desc(imports.no))
    .limit(limit)
    .offset(offset)
    .all();
  const total = store.orm.select({ total: count() }).from(imports).get()?.total ?? 0;
  return { rows, total };
}

/** Imports of the very same bytes, and of the same sheet of a workbook, that wrote something; newest first. */
export function importsOfFile(store: Store, sha256: string, sheet: string | null) {
  return store.orm
    .select({ importId: imports.id, at: imports.createdAt, entity: imports.entity })
    .from(imports)
    .where(
      and(
        eq(imports.fileSha256, sha256),
        sql`json_extract(${imports.dialect}, '$.sheet') IS ${sheet}`,
        eq(imports.dryRun, false),
        inArray(imports.state, ['done', 'cancelled']),
      ),
    )
    .orderBy(desc(imports.no))
    .limit(20)
    .all();
}

/** Imports whose job waits, runs or is run again: what they have in the temporary folder is theirs. */
export function importsUnderWay(store: Store): Set<string> {
  return new Set(underWayStatement(store).ids.all());
}

const underWayStatement = prepared((raw) => ({
  ids: raw
    .prepare<[], string>(
      `SELECT json_extract(payload, '$.importId') FROM outbox WHERE queue = 'import' AND settled_at IS NULL`,
    )
    .pluck(),
}));

/** The run begins, or goes on after a crash: its first start counts. What has ended for good stays so. */
export function markRunning(store: Store, actor: string, importId: string, jobId: string): void {
  store.write(
    actor,
    ({ orm, now }) => {
      orm
        .update(imports)
        .set({
          state: 'running',
          jobId,
          error: null,
          finishedAt: null,
          startedAt: sql`coalesce(${imports.startedAt}, ${now})`,
        })
        .where(
          and(
            eq(imports.id, importId),
            notInArray(imports.state, ['done', 'cancelled']),
            isNull(imports.undoState),
          ),
        )
        .run();
    },
    'normal',
  );
}

export type EndState = 'done' | 'failed' | 'cancelled';

/** The run has ended; what is in stays in and is counted. An end that is final is not changed by another run. */
export function markEnded(
  store: Store,
  actor: string,
  importId: string,
  state: EndState,
  error: { code: string; message: string } | null,
): void {
  store.write(actor, (tx) => {
    const record = getImport(store, importId);
    if (record.state === 'done' || record.state === 'cancelled') return;
    tx.orm
      .update(imports)
      .set({ state, error: error === null ? null : JSON.stringify(error), finishedAt: tx.now })
      .where(eq(imports.id, importId))
      .run();
    const { total, created, updated, unchanged, skipped, failed } = record;
    tx.audit('import', importId, `import-${state}`, { total, created, updated, unchanged, skipped, failed });
  });
}

/** What a slice adds to the import's row. */
export interface Advance {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
  warnings: number;
  bytesDone: number;
  /** JSON; null leaves the old one: the window is not complete yet. */
  checkpoint: string | null;
}

const advanceStatement = prepared((raw) => ({
  settled: raw.prepare<[number], number>('SELECT rows + warnings FROM import WHERE no = ?').pluck(),
  advance: raw.prepare(`
    UPDATE import SET rows = rows + @rows, created = created + @created, updated = updated + @updated,
      unchanged = unchanged + @unchanged, skipped = skipped + @skipped, failed = failed + @failed,
      total = total + @created + @updated + @unchanged + @skipped + @failed, warnings = warnings + @warnings,
      bytes_done = max(bytes_done, @bytesDone), checkpoint = coalesce(@checkpoint, checkpoint)
    WHERE no = @no`),
}));

/** Rows and warnings written so far: more than a run knows of when another one is at the same import. */
export function settledSoFar(store: Store, importNo: number): number {
  return advanceStatement(store).settled.get(importNo) ?? 0;
}

/** To be called in the transaction of the rows that it counts. */
export function advanceImport(store: Store, importNo: number, advance: Advance): void {
  advanceStatement(store).advance.run({ no: importNo, ...advance });
}

/** A dry run begins anew after a crash: what it has noted so far goes, in transactions short enough for others. */
export function clearOutcomes(store: Store, actor: string, importNo: number): void {
  const { rows, issues, reset } = clearStatements(store);
  for (const statement of [rows, issues]) {
    for (let gone = 1; gone > 0;) {
      gone = store.write(actor, () => statement.run(importNo).changes, 'normal');
    }
  }
  store.write(actor, () => void reset.run(importNo), 'normal');
}

const clearStatements = prepared((raw) => ({
  rows: raw.prepare(
    'DELETE FROM import_row WHERE (import_no, line) IN (SELECT import_no, line FROM import_row WHERE import_no = ? LIMIT 5000)',
  ),
  issues: raw.prepare(
    'DELETE FROM import_issue WHERE no IN (SELECT no FROM import_issue WHERE import_no = ? LIMIT 5000)',
  ),
  reset: raw.prepare(`
    UPDATE import SET rows = 0, total = 0, created = 0, updated = 0, unchanged = 0, skipped = 0, failed = 0, warnings = 0,
      bytes_done = 0, checkpoint = NULL WHERE no = ?`),
}));
