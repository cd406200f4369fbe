/**
 * The job `invoice/export-pdfs`: many invoices become one file, a PDF for printing or a ZIP for sending. What one invoice lacks is its
 * own result and the rest go on. Run again, it makes the same file.
 */
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import type { ExportResult } from '../api/wire.ts';
import { errorInfo } from '../errors.ts';
import { invoiceDocument, type InvoiceDocument } from '../invoices/document.ts';
import { ensurePdfs } from '../invoices/ensure-pdfs.ts';
import { writeExport } from '../invoices/export/export-file.ts';
import { exportNames } from '../invoices/export/file-name.ts';
import { MergedPdf } from '../invoices/export/merged.ts';
import { pdfPath } from '../invoices/pdf-files.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import { PermanentFailure, type JobContext, type JobHandler } from '../queues/define.ts';
import { loadInvoice } from '../store/invoice-pdf.ts';
import { invoicesIn } from '../store/invoice-selection.ts';
import { isOfTheMachine } from './machine-fault.ts';

type Payload = PayloadOf<'invoice/export-pdfs'>;
type Context = JobContext<Payload>;

/** A result is for reading; a hundred thousand failures of one kind are said by their number. */
const mostListed = 1000;

/** @throws PermanentFailure `nothing-exported` when no invoice could be drawn. */
export const exportPdfs: JobHandler<Payload, ExportResult> = async (context) => {
  const { store, payload, progress } = context;
  const { format, count } = payload;
  const result: ExportResult = { format, file: null, included: 0, failed: [], failedUnlisted: 0 };
  const pieces = format === 'pdf' ? mergedPieces(context, result) : zipPieces(context, result);
  result.file = await writeExport(store.paths, format, pieces);
  progress(1, { done: count, total: count });
  return result;
};

/** Draws anew: the pages of one file share fonts, which those of many files cannot. */
async function* mergedPieces(context: Context, result: ExportResult): AsyncGenerator<Uint8Array> {
  let merged: MergedPdf | null = null;
  for await (const document of documents(context, result)) {
    merged ??= new MergedPdf(document, JSON.stringify(context.payload));
    yield await merged.add(document);
  }
  if (merged === null) throw nothingExported(result);
  yield merged.end();
}

/** Written away file by file: what yazl reads of files by itself it holds until the end. */
async function* zipPieces(context: Context, result: ExportResult): AsyncGenerator<Uint8Array> {
  const { store, actor } = context;
  const nameOf = exportNames();
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  for await (const ended of ensurePdfs(store, actor, documents(context, result))) {
    if ('error' in ended) throw ended.error;
    const { invoice, pdf } = ended;
    const bytes = await readFile(pdfPath(store.paths, pdf.sha256));
    zip.addBuffer(bytes, nameOf({ ...invoice, billToName: invoice.billTo.name }), {
      mtime: noonOf(invoice.issueDate),
      mode: 0o100_644,
      // A PDF is compressed already.
      compress: false,
      forceDosTimestamp: true,
    });
    // yazl begins the next entry in the next turn.
    await nextTurn();
    for (let piece: unknown; (piece = output.read()) !== null;) yield piece as Uint8Array;
  }
  if (result.included === 0) throw nothingExported(result);
  zip.end();
  yield* output as AsyncIterable<Uint8Array>;
}

/** In local time, as a ZIP has it: the same bytes in every zone. */
function noonOf(date: string): Date {
  const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day, 12);
}

/** Those that can be drawn, in the order of entry; the others are named in the result. */
async function* documents(
  { store, payload: { ranges, count }, signal, progress, log, jobId }: Context,
  result: ExportResult,
): AsyncGenerator<InvoiceDocument & { id: string }> {
  let done = 0;
  for (const range of ranges) {
    for (const { id, number } of invoicesIn(store, range)) {
      await nextTurn();
      signal.throwIfAborted();
      progress(done / count, { done, total: count, current: number });
      const document = readable(id, number);
      if (document !== null) {
        result.included++;
        yield { ...document, id };
      }
      done++;
    }
  }

  function readable(id: string, number: string): InvoiceDocument | null {
    try {
      const record = loadInvoice(store, id);
      if (record === null) throw new PermanentFailure('invoice-unknown', 'It was deleted.');
      return invoiceDocument(record);
    } catch (error) {
      if (isOfTheMachine(error)) throw error;
      log.warn('export-without', { jobId, invoiceId: id, number, ...errorInfo(error) });
      if (result.failed.length < mostListed)
        result.failed.push({ invoiceId: id, number, error: errorInfo(error) });
      else result.failedUnlisted++;
      return null;
    }
  }
}

function nothingExported({ failed: [first] }: ExportResult): PermanentFailure {
  const why = first === undefined ? 'The invoices do not exist any more.' : first.error.message;
  return new PermanentFailure('nothing-exported', `None of the invoices can be drawn. ${why}`);
}
