/** What a person prepares imports with: corrections, remembered mappings, templates, hot folders. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Cells that a person corrected before an import ran, over the staged file. WITHOUT ROWID (see the migration). */
export const importEdit = sqliteTable(
  'import_edit',
  {
    editsId: text('edits_id').notNull(),
    /** Physical line of the file on which the row starts. */
    line: integer('line').notNull(),
    /** Index of the cell, from 0. */
    column: integer('column').notNull(),
    value: text('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.editsId, t.line, t.column] })],
);

/** Whose the corrections are: one set per file that somebody works at. */
export const importEditSet = sqliteTable('import_edit_set', {
  id: text('id').primaryKey(),
  fileSha256: text('file_sha256').notNull(),
  createdAt: integer('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** How files with these headings were mapped the last time. */
export const importMemory = sqliteTable(
  'import_memory',
  {
    entity: text('entity').notNull(),
    /** Hash of the set of headings, as compared: without order, case and punctuation. */
    headingsKey: text('headings_key').notNull(),
    /** JSON, as `import.mapping`. */
    mapping: text('mapping').notNull(),
    onDuplicate: text('on_duplicate').notNull(),
    usedAt: integer('used_at').notNull(),
    usedBy: text('used_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.entity, t.headingsKey] })],
);

/** A way of reading files that has a name. */
export const importTemplate = sqliteTable('import_template', {
  no: integer('no').primaryKey(),
  id: text('id').notNull().unique(),
  name: text('name').notNull().unique(),
  entity: text('entity').notNull(),
  /** JSON array of the headings that it was made for, and their hash as in `import_memory`. */
  headings: text('headings').notNull(),
  headingsKey: text('headings_key').notNull(),
  /** JSON, as `import.mapping`. */
  mapping: text('mapping').notNull(),
  /** JSON: what of the dialect is laid down rather than detected. */
  dialect: text('dialect').notNull().default('{}'),
  onDuplicate: text('on_duplicate').notNull(),
  options: text('options').notNull().default('{}'),
  createdAt: integer('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  updatedAt: integer('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
});

/** A folder whose files are imported as they arrive. */
export const hotFolder = sqliteTable('hot_folder', {
  no: integer('no').primaryKey(),
  id: text('id').notNull().unique(),
  path: text('path').notNull().unique(),
  /** The template for its files; null looks for the one whose headings match. */
  templateId: text('template_id'),
  enabled: integer('enabled', { mode: 'boolean' }).notNull().default(true),
  createdAt: integer('created_at').notNull(),
  createdBy: text('created_by').notNull(),
});

/** What became of each file that was dropped into a hot folder. */
export const hotFile = sqliteTable(
  'hot_file',
  {
    no: integer('no').primaryKey(),
    folderId: text('folder_id').notNull(),
    name: text('name').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256'),
    /** taken · importing · done · failed · known */
    state: text('state').notNull(),
    importId: text('import_id'),
    /** JSON {code, message} of a failure, or of why the file was not imported again. */
    error: text('error'),
    /** Where it was moved to; null while it lies in the folder. */
    movedTo: text('moved_to'),
    at: integer('at').notNull(),
    settledAt: integer('settled_at'),
  },
  (t) => [
    index('hot_file_folder').on(t.folderId, t.at),
    index('hot_file_open')
      .on(t.settledAt)
      .where(sql`${t.settledAt} IS NULL`),
  ],
);
