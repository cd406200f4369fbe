/** What leaves the house: mail and paper. */
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One mail to one recipient: written before it is sent, and the only one of its key. */
export const emailMessage = sqliteTable(
  'email_message',
  {
    no: integer('no').primaryKey(),
    id: text('id').notNull().unique(),
    /** Purpose, document and recipient: the same mail is wanted once. A person who wants it again says so, and it gets a new one. */
    key: text('key').notNull().unique(),
    /** invoice · credit-note · statement · test · report */
    kind: text('kind').notNull(),
    documentId: text('document_id'),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    /** The Message-ID header: the same in every try. */
    messageId: text('message_id').notNull(),
    /** waiting · sending · sent · failed · unknown */
    state: text('state').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** The server's last words, and its reply code. */
    reply: text('reply'),
    replyCode: integer('reply_code'),
    jobId: text('job_id'),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    settledAt: integer('settled_at'),
  },
  (t) => [index('email_message_document').on(t.documentId), index('email_message_state').on(t.state, t.no)],
);

/** One document on its way to paper: written before it is handed over. */
export const printJob = sqliteTable(
  'print_job',
  {
    no: integer('no').primaryKey(),
    id: text('id').notNull().unique(),
    /** Document and occasion: the same print is wanted once. */
    key: text('key').notNull().unique(),
    documentId: text('document_id'),
    /** Of the PDF that is printed. */
    pdfSha256: text('pdf_sha256').notNull(),
    title: text('title').notNull(),
    /** invoice · label · report */
    role: text('role').notNull(),
    printer: text('printer').notNull(),
    copies: integer('copies').notNull().default(1),
    tray: text('tray'),
    duplex: integer('duplex', { mode: 'boolean' }).notNull().default(false),
    /** Of a reprint. */
    reason: text('reason'),
    /** waiting · held · handing · handed · printed · failed · unknown */
    state: text('state').notNull().default('waiting'),
    /** The spooler's own number for it. */
    spoolerId: text('spooler_id'),
    message: text('message'),
    jobId: text('job_id'),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    handedAt: integer('handed_at'),
    settledAt: integer('settled_at'),
  },
  (t) => [
    index('print_job_document').on(t.documentId),
    index('print_job_state').on(t.state, t.no),
    index('print_job_open')
      .on(t.settledAt)
      .where(sql`${t.settledAt} IS NULL`),
  ],
);

/** Which printer is for what. */
export const printerRole = sqliteTable('printer_role', {
  role: text('role').primaryKey(),
  printer: text('printer').notNull(),
  /** Takes over when the first one cannot print; null: strict, the job waits. */
  fallback: text('fallback'),
  copies: integer('copies').notNull().default(1),
  tray: text('tray'),
  duplex: integer('duplex', { mode: 'boolean' }).notNull().default(false),
  updatedAt: integer('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
});
