/**
 * Every job there is. Types, runner, monitor and documentation derive from this table; a job gets its line when it exists.
 * The function that does the work is in workers/jobs, under the same key (see workers/jobs/index.ts).
 */
import { z } from 'zod';
import { defineJob } from './define.ts';

const seconds = 1000;
const minutes = 60 * seconds;

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
    effectKey: ({ importId }) => `import:${importId}`,
    title: 'Import a file',
    describe: () => 'Reads the staged file and writes its rows',
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
    effectKey: ({ invoiceId }) => `pdf:${invoiceId}`,
    title: 'Make an invoice PDF',
    describe: () => 'Draws one invoice',
  }),
  'invoice/batch-generate': defineJob({
    queue: 'invoice',
    name: 'batch-generate',
    role: 'press',
    payload: z.object({ invoiceIds: z.array(z.uuid()).min(1) }),
    timeoutMs: ({ invoiceIds }) => invoiceIds.length * 30 * seconds,
    timeoutCounts: 'whole-run',
    attempts: 3,
    backoffMs: 1 * seconds,
    backoffCapMs: 1 * minutes,
    concurrency: 1,
    effectKey: ({ invoiceIds }) => `pdf:${invoiceIds.join(',')}`,
    title: 'Make invoice PDFs',
    describe: ({ invoiceIds }) => `Draws ${invoiceIds.length} invoices`,
  }),
};

export type Catalog = typeof catalog;
export type JobKey = keyof Catalog;
export type PayloadOf<K extends JobKey> = z.output<Catalog[K]['payload']>;
