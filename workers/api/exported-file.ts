/** The file of a finished export. */
import { openAsBlob } from 'node:fs';
import { UserError } from '../errors.ts';
import { exportPath } from '../invoices/export/export-file.ts';
import { jobDetail } from '../store/queries/jobs.ts';
import type { ApiContext } from './context.ts';
import { jobRow } from './job-rows.ts';
import type { ExportResult } from './wire.ts';

const types = { pdf: 'application/pdf', zip: 'application/zip' } as const;

/** @throws UserError `not-found`, `export-not-ready`, `export-gone`. */
export async function exportedFile({ store }: ApiContext, jobId: string): Promise<File> {
  const job = jobDetail(store, jobId);
  if (job === undefined || job.name !== 'export-pdfs')
    throw new UserError('not-found', `There is no export with the id ${jobId}.`);
  const { state } = jobRow(job);
  const result = job.result === null ? null : (JSON.parse(job.result) as ExportResult);
  if (state !== 'completed' || result === null || result.file === null)
    throw new UserError('export-not-ready', 'The file is not there yet. Its job says how far it is.');
  const { format, file } = result;
  try {
    const blob = await openAsBlob(exportPath(store.paths, file.sha256, format));
    return new File([blob], `Invoices-${file.sha256.slice(0, 8)}.${format}`, { type: types[format] });
  } catch (error) {
    throw new UserError('export-gone', 'The file was kept for a day and is gone. Make it again.', {
      cause: error,
    });
  }
}
