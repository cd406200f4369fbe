/** What tables have in common. */
import { sql } from 'drizzle-orm';
import { index, integer, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';

/** Columns that every business row carries, so that it is ready for sync from its first version on. Made anew per table: builders keep state. */
export const businessColumns = () => ({
  no: integer('no').primaryKey(),
  id: text('id').notNull().unique(),
  /** Grows by one with each change made through the write layer. */
  version: integer('version').notNull().default(1),
  /** The version that the central API last confirmed; null while it has never seen the row. */
  baseVersion: integer('base_version'),
  createdAt: integer('created_at').notNull(),
  /** An actor, written `kind:name`: `user:clerk`, `import:12`, `job:<id>`, `system:migration`. */
  createdBy: text('created_by').notNull(),
  updatedAt: integer('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
  /** The install that made the row: `device.no`. */
  deviceNo: integer('device_no').notNull().default(1),
  deletedAt: integer('deleted_at'),
});

/** The few deleted rows of a table: with it, counting and paging pass them over without reading the others. */
export const deletedRows = (table: string, t: { deletedAt: AnySQLiteColumn }) =>
  index(`${table}_deleted`)
    .on(t.deletedAt)
    .where(sql`${t.deletedAt} IS NOT NULL`);
