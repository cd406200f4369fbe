/**
 * Which function does which job. Loaded when first needed, so that a worker does not pay for what it does not run
 * (a font parser, a PDF library).
 */
import type { JobKey, PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';

type Loaders = { [K in JobKey]: () => Promise<JobHandler<PayloadOf<K>>> };

export const handlers: Loaders = {
  'import/process-csv': async () => (await import('./process-csv.ts')).processCsv,
  'import/undo': async () => (await import('./undo-import.ts')).undoImport,
  'invoice/generate-pdf': async () => (await import('./generate-pdf.ts')).generatePdf,
  'invoice/batch-generate': async () => (await import('./batch-generate.ts')).batchGenerate,
  'invoice/export-pdfs': async () => (await import('./export-pdfs.ts')).exportPdfs,
  'email/send-invoice': async () => (await import('./send-invoice.ts')).sendInvoice,
  'email/bulk-send': async () => (await import('./bulk-send.ts')).bulkSend,
  'print/document': async () => (await import('./print-document.ts')).printDocument,
  'scheduled/prune-history': async () => (await import('./prune-history.ts')).pruneOldHistory,
  'scheduled/database-backup': async () => (await import('./database-backup.ts')).databaseBackup,
  'scheduled/cleanup-temp-files': async () => (await import('./cleanup-temp-files.ts')).cleanupTempFiles,
  'scheduled/search-index': async () => (await import('./search-index.ts')).searchIndex,
};
