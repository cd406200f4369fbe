/** `dockhand invoices pdf --merge FILE | --zip FILE`: many invoices as one file. */
import type { ExportResult } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { apiClient } from './client.ts';
import type { CommandContext } from './context.ts';
import { exitCodes, Interrupted } from './exit.ts';
import { followJob } from './follow.ts';
import { count, plural } from './format.ts';
import { saveFile } from './save-file.ts';

export interface ExportTarget {
  format: 'pdf' | 'zip';
  path: string;
}

/** Ends with 2 when invoices had to be left out. @throws UserError why there is no file. */
export async function exportInvoices(
  { withEngine, out, signal }: CommandContext,
  invoices: { all: true } | { numbers: string[] },
  { format, path }: ExportTarget,
): Promise<number> {
  const run: { jobId: string | null } = { jobId: null };
  const result = await withEngine(async ({ client, endpoint }) => {
    run.jobId ??= (await client.invoices.exportPdfs({ format, invoices })).jobId;
    const { jobId } = run;
    const show = (fraction: number) => out.progress.show(`Exporting: ${Math.floor(fraction * 100)} %`);
    try {
      const job = await followJob(client, jobId, show);
      if (job.state !== 'completed')
        throw new UserError(
          job.error?.code ?? 'job-failed',
          job.error?.message ?? 'The export was cancelled.',
        );
      await saveFile(path, (await client.invoices.exported({ jobId })).stream());
      return job.result as ExportResult;
    } catch (error) {
      // As with an import: Ctrl+C is a wish, any other end leaves the job for the next engine.
      if (signal.aborted && (signal.reason as Interrupted).by === 'SIGINT')
        await apiClient(endpoint).jobs.cancel({ id: jobId });
      throw error;
    }
  });
  const left = result.failed.length + result.failedUnlisted;
  await out.result({ ...result, file: path }, () =>
    [
      `${plural(result.included, 'invoice')} in ${path}, ${count(left)} left out.`,
      ...result.failed.map(({ number, invoiceId, error }) => `${number ?? invoiceId}: ${error.message}`),
    ].join('\n'),
  );
  return left > 0 ? exitCodes.partly : exitCodes.done;
}
