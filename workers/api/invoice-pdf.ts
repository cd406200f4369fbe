/**
 * The PDF of an invoice. Where there is none yet, or its file has been lost, it is made first: by a job like any other, because
 * drawing would hold up every other call of this process.
 */
import { openAsBlob } from 'node:fs';
import { UserError } from '../errors.ts';
import { pdfPath } from '../invoices/pdf-files.ts';
import { pdfName } from '../invoices/pdf-name.ts';
import { requestPdfs } from '../invoices/request-pdfs.ts';
import { invoiceById, type InvoiceRecord } from '../store/queries/invoices.ts';
import { jobById } from '../store/queries/jobs.ts';
import type { ApiContext } from './context.ts';
import { jobRow } from './job-rows.ts';
import { liveValues } from './live/live-values.ts';
import type { JobRow } from './wire.ts';

/** Milliseconds to wait for the job, which may have to wait for others. */
const patienceMs = 60_000;

/** @throws UserError `not-found`, `pdf-not-ready`, or why it could not be made. */
export async function invoicePdf(
  context: ApiContext,
  invoiceId: string,
  signal: AbortSignal | undefined,
): Promise<File> {
  const invoice = knownInvoice(context, invoiceId);
  const ready = await pdfFile(context, invoice);
  if (ready !== null) return ready;
  await makePdf(context, invoice, signal);
  const made = await pdfFile(context, knownInvoice(context, invoiceId));
  if (made === null) throw notReady(invoice);
  return made;
}

function knownInvoice({ store }: ApiContext, id: string): InvoiceRecord {
  const invoice = invoiceById(store, id);
  if (invoice === undefined) throw new UserError('not-found', `There is no invoice with the id ${id}.`);
  return invoice;
}

/** Null when it was not made or its file is gone. */
async function pdfFile({ store }: ApiContext, invoice: InvoiceRecord): Promise<File | null> {
  if (invoice.pdfSha256 === null) return null;
  try {
    // Read while it is sent, not before.
    const blob = await openAsBlob(pdfPath(store.paths, invoice.pdfSha256));
    return new File([blob], pdfName(invoice.number), { type: 'application/pdf' });
  } catch {
    return null;
  }
}

async function makePdf(
  context: ApiContext,
  invoice: InvoiceRecord,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { store, feed, actor } = context;
  const { jobId } = requestPdfs(store, actor, { ids: [invoice.id] });
  const patience = AbortSignal.timeout(patienceMs);
  const waiting = liveValues<JobRow>({
    feed,
    clock: store.clock,
    signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    read: () => {
      const job = jobById(store, jobId);
      return job === undefined || job.settledAt === null ? undefined : jobRow(job);
    },
    isLast: () => true,
  });
  for await (const job of waiting) {
    if (job.state === 'completed') return;
    const { code, message } = job.error ?? { code: 'pdf-failed', message: 'Its job did not complete.' };
    throw new UserError(code, `The PDF of invoice ${invoice.number} could not be made. ${message}`);
  }
  signal?.throwIfAborted();
  throw notReady(invoice);
}

function notReady({ number }: InvoiceRecord): UserError {
  return new UserError(
    'pdf-not-ready',
    `The PDF of invoice ${number} is still being made: other jobs come first. Open it again in a moment.`,
  );
}
