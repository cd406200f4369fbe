/** Who changed what. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Who changed what. Append-only: triggers in the migration refuse UPDATE and DELETE. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    no: integer('no').primaryKey(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    /** Rows of one operation share it: of one transaction, or of all those that one wish of a person took. */
    txId: text('tx_id').notNull(),
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    /** create · update · delete · or a verb of the area, such as `import-batch` */
    action: text('action').notNull(),
    /** JSON {column: [before, after]}, or a summary for a bulk change. */
    changes: text('changes').notNull(),
  },
  (t) => [index('audit_log_entity').on(t.entity, t.entityId)],
);
