/** The job `invoice/generate-pdf`: one invoice becomes a PDF. */
import { ensurePdf, type EnsuredPdf } from '../invoices/ensure-pdf.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';

export const generatePdf: JobHandler<
  PayloadOf<'invoice/generate-pdf'>,
  EnsuredPdf & { invoiceId: string }
> = async ({ store, actor, payload, signal, log, jobId }) => {
  signal.throwIfAborted();
  const { invoiceId } = payload;
  const pdf = await ensurePdf(store, actor, invoiceId);
  log.info('pdf-ensured', { jobId, invoiceId, ...pdf });
  return { invoiceId, ...pdf };
};
