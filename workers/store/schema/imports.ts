/** Imports: the run, and what became of each row. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One import: a staged file, how it is read, and how far it has come. */
export const imports = sqliteTable(
  'import',
  {
    no: integer('no').primaryKey(),
    id: text('id').notNull().unique(),
    /** customer · carrier · lead · invoice */
    entity: text('entity').notNull(),
    fileName: text('file_name').notNull(),
    /** Content address of the staged copy. */
    fileSha256: text('file_sha256').notNull(),
    fileBytes: integer('file_bytes').notNull(),
    /** JSON: encoding, delimiter, quote, header row. */
    dialect: text('dialect').notNull(),
    /** JSON: target field → source column. */
    mapping: text('mapping').notNull(),
    /** skip · update · merge */
    onDuplicate: text('on_duplicate').notNull(),
    dryRun: integer('dry_run', { mode: 'boolean' }).notNull().default(false),
    /** waiting · running · done · failed · cancelled */
    state: text('state').notNull().default('waiting'),
    jobId: text('job_id'),
    /** Rows of the file that have their outcome. */
    rows: integer('rows').notNull().default(0),
    /** Records: the sum of the five counts below. Of invoices there are fewer than rows, for several rows are one. */
    total: integer('total').notNull().default(0),
    created: integer('created').notNull().default(0),
    updated: integer('updated').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    skipped: integer('skipped').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    /** Doubts about rows that were accepted. */
    warnings: integer('warnings').notNull().default(0),
    /** JSON: where to go on after a crash; written in the transaction of the rows that it counts. */
    checkpoint: text('checkpoint'),
    bytesDone: integer('bytes_done').notNull().default(0),
    /** JSON {code, message} when the import as a whole failed. */
    error: text('error'),
    /** JSON: what the entity alone knows of, such as what leads do that are customers already. */
    options: text('options').notNull().default('{}'),
    /** The cells that a person corrected before the run: `import_edit.edits_id`. */
    editsId: text('edits_id'),
    /** The import whose refused rows this file holds, corrected. */
    originImportId: text('origin_import_id'),
    templateId: text('template_id'),
    /** Whether a cancelled import takes back what is in. */
    takeBack: integer('take_back', { mode: 'boolean' }).notNull().default(false),
    /** Undo: waiting · running · done · failed; null while nobody asked for one. */
    undoState: text('undo_state'),
    undoJobId: text('undo_job_id'),
    /** Rows taken back, and rows kept with a reason (`import_row.undo`). */
    undone: integer('undone').notNull().default(0),
    undoKept: integer('undo_kept').notNull().default(0),
    undoneAt: integer('undone_at'),
    undoneBy: text('undone_by'),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    startedAt: integer('started_at'),
    finishedAt: integer('finished_at'),
  },
  (t) => [
    index('import_file').on(t.fileSha256),
    index('import_undoing')
      .on(t.undoState)
      .where(sql`${t.undoState} IN ('waiting', 'running')`),
  ],
);

/** What became of each row of an import, and what an undo needs. WITHOUT ROWID (see the migration): one B-tree, appended in line order. */
export const importRow = sqliteTable(
  'import_row',
  {
    importNo: integer('import_no').notNull(),
    /** Physical line of the file on which the row starts. */
    line: integer('line').notNull(),
    /** 1 created · 2 updated · 3 unchanged · 4 skipped · 5 failed */
    outcome: integer('outcome').notNull(),
    /** `no` of the row in the entity's table; null where nothing was written. */
    targetNo: integer('target_no'),
    /** Version that this import gave the target; an undo refuses where the target has moved on. */
    targetVersion: integer('target_version'),
    /** JSON of the former values of the columns that this row changed; null for a created row. */
    before: text('before'),
    /** 0 kept, as another row of the same invoice says · 1 taken back · kept: 2 changed since · 3 named by an invoice · 4 gone · 5 its PDF was made; null while not looked at. */
    undo: integer('undo'),
  },
  (t) => [primaryKey({ columns: [t.importNo, t.line] })],
);

/** Every reason why a row was refused, or accepted with a warning. */
export const importIssue = sqliteTable(
  'import_issue',
  {
    no: integer('no').primaryKey(),
    importNo: integer('import_no').notNull(),
    line: integer('line').notNull(),
    /** Column heading in the file; empty where the row as a whole is meant. */
    column: text('column').notNull(),
    code: text('code').notNull(),
    message: text('message').notNull(),
    /** error · warning */
    severity: text('severity').notNull().default('error'),
    /** JSON array of the row's cells as read, once per row (on its first issue). */
    raw: text('raw'),
  },
  (t) => [index('import_issue_import').on(t.importNo, t.line)],
);
