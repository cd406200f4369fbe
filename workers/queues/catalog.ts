/**
 * Every job there is. Types, runner, monitor and documentation derive from this table; a job gets its line when it exists.
 * The function that does the work is in workers/jobs, under the same key (see workers/jobs/index.ts).
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineJob } from './define.ts';

const seconds = 1000;
const minutes = 60 * seconds;

/** Nobody waits for what comes at night: one at a time, tried again at leisure. */
const nightly = {
  queue: 'scheduled',
  role: 'office',
  attempts: 3,
  backoffMs: 1 * minutes,
  backoffCapMs: 10 * minutes,
  concurrency: 1,
} as const;

/** The attempts reach over two days: greylisting, a full mailbox and a weekend without a network pass, and a mail is not lost to them. */
const mailing = {
  queue: 'email',
  role: 'office',
  // A mail may wait for its turn, and says so meanwhile.
  timeoutMs: 3 * minutes,
  timeoutCounts: 'without-progress',
  attempts: 20,
  backoffMs: 1 * minutes,
  backoffCapMs: 240 * minutes,
  concurrency: 2,
} as const;

export const catalog = {
  'import/process-csv': defineJob({
    queue: 'import',
    name: 'process-csv',
    role: 'press',
    payload: z.object({ importId: z.uuid() }),
    timeoutMs: 10 * minutes,
    timeoutCounts: 'without-progress',
    attempts: 1,
    backoffMs: 1 * seconds,
    backoffCapMs: 1 * minutes,
    concurrency: 1,
    effect: { kind: 'local', commitsWith: 'checkpoint', key: ({ importId }) => `import:${importId}` },
    title: 'Import a file',
    describe: () => 'Reads the staged file and writes its rows',
  }),
  'import/undo': defineJob({
    queue: 'import',
    name: 'undo',
    role: 'press',
    payload: z.object({ importId: z.uuid() }),
    timeoutMs: 10 * minutes,
    timeoutCounts: 'without-progress',
    // It may have to wait for the last run of the import to end.
    attempts: 5,
    backoffMs: 1 * seconds,
    backoffCapMs: 1 * minutes,
    concurrency: 1,
    // Each row commits with its mark (`import_row.undo`); what has none is to be done.
    effect: { kind: 'local', commitsWith: 'state', key: ({ importId }) => `import-undo:${importId}` },
    title: 'Undo an import',
    describe: () => 'Takes back the rows that the import wrote',
  }),
  'invoice/generate-pdf': defineJob({
    queue: 'invoice',
    name: 'generate-pdf',
    role: 'press',
    payload: z.object({ invoiceId: z.uuid() }),
    timeoutMs: 30 * seconds,
    timeoutCounts: 'whole-run',
    attempts: 3,
    backoffMs: 1 * seconds,
    backoffCapMs: 1 * minutes,
    concurrency: 1,
    effect: { kind: 'content', key: ({ invoiceId }) => `pdf:${invoiceId}` },
    title: 'Make an invoice PDF',
    describe: () => 'Draws one invoice',
  }),
  'invoice/batch-generate': defineJob({
    queue: 'invoice',
    name: 'batch-generate',
    role: 'press',
    payload: z.object({
      /** The invoices as ranges `[from, to]` of `invoice.no`: a hundred thousand of them are one short list, not 4 MB of ids. */
      ranges: z.array(z.tuple([z.int().min(1), z.int().min(1)])).min(1),
      count: z.int().min(1),
    }),
    timeoutMs: 30 * seconds,
    timeoutCounts: 'without-progress',
    attempts: 3,
    backoffMs: 1 * seconds,
    backoffCapMs: 1 * minutes,
    concurrency: 1,
    effect: {
      kind: 'content',
      key: ({ ranges }) => `pdfs:${createHash('sha256').update(ranges.join()).digest('hex')}`,
    },
    title: 'Make invoice PDFs',
    describe: ({ count }) => `Draws ${count} invoices`,
  }),
  'invoice/export-pdfs': defineJob({
    queue: 'invoice',
    name: 'export-pdfs',
    role: 'press',
    payload: z.object({
      /** One PDF for printing, or a ZIP for sending. */
      format: z.enum(['pdf', 'zip']),
      /** As of `invoice/batch-generate`. */
      ranges: z.array(z.tuple([z.int().min(1), z.int().min(1)])).min(1),
      count: z.int().min(1),
    }),
    timeoutMs: 60 * seconds,
    timeoutCounts: 'without-progress',
    attempts: 3,
    backoffMs: 1 * seconds,
    backoffCapMs: 1 * minutes,
    concurrency: 1,
    effect: {
      kind: 'content',
      key: ({ format, ranges }) =>
        `export:${createHash('sha256').update(`${format} ${ranges.join()}`).digest('hex')}`,
    },
    title: 'Put invoices into one file',
    describe: ({ format, count }) => `Puts ${count} invoices into one ${format === 'pdf' ? 'PDF' : 'ZIP'}`,
  }),
  'email/send-invoice': defineJob({
    ...mailing,
    name: 'send-invoice',
    payload: z.object({ emailId: z.uuid() }),
    effect: { kind: 'outside', inDoubt: 'ask', key: ({ emailId }) => `email:${emailId}` },
    title: 'E-mail an invoice',
    describe: () => 'Sends one e-mail to one recipient',
  }),
  'email/bulk-send': defineJob({
    ...mailing,
    name: 'bulk-send',
    payload: z.object({
      /** As of `invoice/batch-generate`. */
      ranges: z.array(z.tuple([z.int().min(1), z.int().min(1)])).min(1),
      count: z.int().min(1),
      /** Addresses in place of the customers'. */
      to: z.string().optional(),
    }),
    attempts: 3,
    backoffMs: 1 * seconds,
    // A mail has a key of its own, and is wanted once.
    effect: {
      kind: 'local',
      commitsWith: 'state',
      key: ({ ranges, to = '' }) =>
        `emails:${createHash('sha256').update(`${ranges.join()} ${to}`).digest('hex')}`,
    },
    title: 'E-mail invoices',
    describe: ({ count }) => `Makes the e-mails of ${count} invoices`,
  }),
  'print/document': defineJob({
    queue: 'print',
    name: 'document',
    role: 'office',
    payload: z.object({ printId: z.uuid() }),
    timeoutMs: 60 * seconds,
    timeoutCounts: 'whole-run',
    attempts: 3,
    backoffMs: 2 * seconds,
    backoffCapMs: 1 * minutes,
    concurrency: 1,
    effect: { kind: 'outside', inDoubt: 'ask', key: ({ printId }) => `print:${printId}` },
    title: 'Print a document',
    describe: ({ printId }) => `Hands the print ${printId} to its printer`,
  }),
  'scheduled/prune-history': defineJob({
    ...nightly,
    name: 'prune-history',
    payload: z.object({}),
    timeoutMs: 10 * minutes,
    timeoutCounts: 'without-progress',
    effect: { kind: 'local', commitsWith: 'state', key: () => 'prune-history' },
    title: 'Remove old history',
    describe: () => 'Removes what was done more than 90 days ago',
    schedule: { cron: '0 1 * * *', missed: 'run-late', payload: () => ({}) },
  }),
  'scheduled/database-backup': defineJob({
    ...nightly,
    name: 'database-backup',
    payload: z.object({ date: z.iso.date() }),
    timeoutMs: 60 * minutes,
    timeoutCounts: 'whole-run',
    // A second copy of the same day is not made: the day is in the name of the file.
    effect: { kind: 'content', key: ({ date }) => `backup:${date}` },
    title: 'Back up the database',
    describe: ({ date }) => `Makes the copy of ${date}`,
    schedule: { cron: '30 0 * * *', missed: 'run-late', payload: ({ date }) => ({ date }) },
  }),
  'scheduled/cleanup-temp-files': defineJob({
    ...nightly,
    name: 'cleanup-temp-files',
    payload: z.object({}),
    timeoutMs: 10 * minutes,
    timeoutCounts: 'without-progress',
    effect: { kind: 'local', commitsWith: 'state', key: () => 'cleanup-temp-files' },
    title: 'Clean up temporary files',
    describe: () =>
      'Removes temporary files that are more than a day old, and copies of imported files that are kept no longer',
    // Late as well: a machine that is off each night would never clean up.
    schedule: { cron: '0 0 * * *', missed: 'run-late', payload: () => ({}) },
  }),
  'scheduled/search-index': defineJob({
    ...nightly,
    name: 'search-index',
    payload: z.object({}),
    timeoutMs: 60 * seconds,
    timeoutCounts: 'without-progress',
    backoffMs: 5 * seconds,
    // How far it is commits with what it has indexed.
    effect: { kind: 'local', commitsWith: 'checkpoint', key: () => 'search-index' },
    title: 'Index for the search',
    describe: () => 'Makes many new or changed rows known to the search',
  }),
};

export type Catalog = typeof catalog;
export type JobKey = keyof Catalog;
export type PayloadOf<K extends JobKey> = z.output<Catalog[K]['payload']>;
