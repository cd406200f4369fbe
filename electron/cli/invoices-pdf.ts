/** `dockhand invoices pdf`: makes the PDFs of invoices, waits for them, and copies them out under the invoices' numbers. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BatchResult, InvoiceRow, JobView } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { apiClient, type ApiClient } from './client.ts';
import type { AddCommand } from './command.ts';
import type { Access, CommandContext } from './context.ts';
import { exitCodes, Interrupted } from './exit.ts';
import { exportInvoices, type ExportTarget } from './invoices-export.ts';
import { fileNames } from './file-names.ts';
import { followJob } from './follow.ts';
import { count, plural } from './format.ts';
import { allPages } from './pages.ts';
import { saveFile } from './save-file.ts';
import { table } from './table.ts';

type Selection = { all: true } | { numbers: string[] };

export const addInvoicesPdf: AddCommand = (parent, run) => {
  parent
    .command('pdf')
    .summary('make the PDFs of invoices')
    .description(
      'Makes the PDFs of the invoices with these numbers, or of all. What is up to date is not made again.',
    )
    .argument('[numbers...]', 'invoice numbers, as printed')
    .option('--all', 'every invoice', false)
    .option('--out <folder>', 'also copy the PDFs into this folder, named by number')
    .option('--merge <file>', 'instead, put the invoices into one PDF for printing')
    .option('--zip <file>', 'instead, put their PDFs into a ZIP for sending')
    .action((numbers: string[], options: Options) =>
      run((context) => {
        const wanted = selection(numbers, options.all);
        const target = exportTarget(options);
        if (target === null) return makePdfs(context, wanted, options.out);
        return exportInvoices(context, wanted, target);
      }),
    );
};

interface Options {
  all: boolean;
  out?: string;
  merge?: string;
  zip?: string;
}

/** @throws UserError `usage` for more than one place to put them. */
function exportTarget({ out, merge, zip }: Options): ExportTarget | null {
  if ([out, merge, zip].filter((path) => path !== undefined).length > 1)
    throw new UserError('usage', 'Give one of --out, --merge and --zip.');
  if (merge !== undefined) return { format: 'pdf', path: resolve(merge) };
  return zip === undefined ? null : { format: 'zip', path: resolve(zip) };
}

function selection(numbers: string[], all: boolean): Selection {
  if (all && numbers.length > 0) throw new UserError('usage', 'Give invoice numbers or --all, not both.');
  if (!all && numbers.length === 0)
    throw new UserError('usage', 'Which invoices? Give their numbers, or --all.');
  return all ? { all } : { numbers };
}

async function makePdfs(
  context: CommandContext,
  wanted: Selection,
  folder: string | undefined,
): Promise<number> {
  const { withEngine, out } = context;
  const run: PdfRun = { jobId: null };
  const { job, result, files } = await withEngine(async (access) => {
    const settled = await settledJob(context, access, wanted, run);
    const made = settled === null ? nothing : batchResult(settled);
    const copied =
      folder === undefined ? [] : await copyOut(access.client, wanted, made, resolve(folder), context);
    return { job: settled, result: made, files: copied };
  });
  const document = { jobId: job?.id ?? null, ...result, ...(folder === undefined ? {} : { files }) };
  await out.result(document, () => describe(result, files, out.width));
  if (job?.state === 'cancelled') return context.signal.aborted ? exitCodes.SIGINT : exitCodes.failed;
  return result.failed.length > 0 ? exitCodes.partly : exitCodes.done;
}

const nothing: BatchResult = { made: 0, unchanged: 0, failed: [], failedUnlisted: 0 };

interface PdfRun {
  jobId: string | null;
}

/** @returns null when there is no invoice at all. */
async function settledJob(
  { out, signal }: CommandContext,
  { client, endpoint }: Access,
  wanted: Selection,
  run: PdfRun,
): Promise<JobView | null> {
  if ('all' in wanted && (await client.invoices.list({ limit: 1 })).total === 0) return null;
  run.jobId ??= (await client.invoices.makePdfs(wanted)).jobId;
  const { jobId } = run;
  const show = (fraction: number) => out.progress.show(`Making PDFs: ${Math.floor(fraction * 100)} %`);
  try {
    return await followJob(client, jobId, show);
  } catch (error) {
    // As with an import: Ctrl+C is a wish, any other end leaves the job for the next engine.
    if (!signal.aborted || (signal.reason as Interrupted).by !== 'SIGINT') throw error;
    const unsignalled = apiClient(endpoint);
    await unsignalled.jobs.cancel({ id: jobId });
    return followJob(unsignalled, jobId, () => {});
  }
}

/** A single invoice has a job of its own kind: `invoice/generate-pdf` tells whether it made the file. */
function batchResult(job: JobView): BatchResult {
  if (job.state === 'failed') {
    throw new UserError(job.error?.code ?? 'job-failed', job.error?.message ?? `The job ${job.id} failed.`);
  }
  if (job.name === 'generate-pdf' && job.state === 'completed') {
    const { made } = job.result as { made: boolean };
    return { ...nothing, made: made ? 1 : 0, unchanged: made ? 0 : 1 };
  }
  return (job.result as BatchResult | null) ?? nothing;
}

async function copyOut(
  client: ApiClient,
  wanted: Selection,
  { failed }: BatchResult,
  folder: string,
  { out }: CommandContext,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const without = new Set(failed.map(({ invoiceId }) => invoiceId));
  const invoices = (await selected(client, wanted)).filter(({ id, pdf }) => pdf !== null && !without.has(id));
  const names = fileNames(
    invoices.map(({ number }) => number),
    '.pdf',
  );
  const files: string[] = [];
  for (const [index, { id }] of invoices.entries()) {
    const path = join(folder, names[index] ?? `${id}.pdf`);
    out.progress.show(`Copying PDFs: ${count(index + 1)} of ${count(invoices.length)}`);
    await saveFile(path, (await client.invoices.pdf({ id })).stream());
    files.push(path);
  }
  return files;
}

async function selected(client: ApiClient, wanted: Selection): Promise<InvoiceRow[]> {
  if ('all' in wanted) return (await allPages((page) => client.invoices.list({ pdf: 'made', ...page }))).rows;
  const found: InvoiceRow[] = [];
  for (const number of new Set(wanted.numbers)) {
    const { rows } = await allPages((page) => client.invoices.list({ search: number, ...page }));
    found.push(...rows.filter((row) => row.number === number));
  }
  return found;
}

function describe(result: BatchResult, files: readonly string[], width: number): string {
  const failures = result.failed.length + result.failedUnlisted;
  const lines = [
    `${plural(result.made, 'PDF')} made, ${count(result.unchanged)} up to date, ${count(failures)} failed.`,
  ];
  if (result.failed.length > 0) {
    const list = table(
      [
        { title: 'INVOICE', value: ({ number, invoiceId }) => number ?? invoiceId },
        { title: 'WHY', value: ({ error }) => error.message, flexible: true },
      ],
      result.failed,
      width,
    );
    lines.push('', list.trimEnd());
  }
  if (files.length > 0) lines.push(`${plural(files.length, 'file')} copied.`);
  return lines.join('\n');
}
