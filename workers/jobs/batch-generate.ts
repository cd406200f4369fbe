/** The job `invoice/batch-generate`: many invoices become PDFs, each on its own account. */
import type { BatchResult } from '../api/wire.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';

export const batchGenerate: JobHandler<PayloadOf<'invoice/batch-generate'>, BatchResult> = async () => {
  throw new Error('Under construction.');
};
