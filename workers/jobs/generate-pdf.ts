/** The job `invoice/generate-pdf`: one invoice becomes a PDF. */
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';

export const generatePdf: JobHandler<PayloadOf<'invoice/generate-pdf'>> = async () => {
  throw new Error('Under construction.');
};
