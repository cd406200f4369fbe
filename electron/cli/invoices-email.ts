/** `dockhand invoices email`: sends invoices with their PDFs, once to each address. */
import type { BulkMailResult, JobView } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { followJob } from './follow.ts';
import { count, plural } from './format.ts';
import { table } from './table.ts';

interface Choice {
  all?: true;
  search?: string;
  import?: string;
  to?: string;
}

export const addInvoicesEmail: AddCommand = (parent, run) => {
  parent
    .command('email')
    .summary('send invoices by e-mail')
    .description(
      'Sends the invoices to the addresses of their customers, each once: what was sent before is not sent again. ' +
        'Ends when the mails are in the outbox, which `dockhand mail outbox` shows; with 2 when some invoices cannot be sent.',
    )
    .argument('[numbers...]', 'invoice numbers, as printed')
    .option('--all', 'every invoice')
    .option('--search <text>', 'those that `invoices list --search` shows')
    .option('--import <id>', 'those of one import')
    .option('--to <addresses>', 'to these addresses in place of the customers’')
    .action((numbers: string[], choice: Choice) => run((context) => email(context, numbers, choice)));
};

async function email(
  { withEngine, out }: CommandContext,
  numbers: string[],
  choice: Choice,
): Promise<number> {
  const invoices = selection(numbers, choice);
  let asked: { jobId: string | null; mails: { made: number; already: number } | null } | null = null;
  const result = await withEngine(async ({ client }) => {
    asked ??= await client.mail.send({ invoices, to: choice.to });
    if (asked.jobId === null)
      return { ...nothing, mails: asked.mails?.made ?? 0, already: asked.mails?.already ?? 0 };
    const show = (fraction: number) => out.progress.show(`Making mails: ${Math.floor(fraction * 100)} %`);
    return bulkResult(await followJob(client, asked.jobId, show));
  });
  await out.result(result, () => describe(result, out.width));
  return result.failed.length > 0 ? exitCodes.partly : exitCodes.done;
}

const nothing: BulkMailResult = { mails: 0, already: 0, failed: [], failedUnlisted: 0 };

/** @throws UserError `usage` unless it is said which: all is never meant by accident. */
function selection(numbers: string[], { all, search, import: importId }: Choice) {
  const isFiltered = search !== undefined || importId !== undefined;
  if ([numbers.length > 0, all === true, isFiltered].filter(Boolean).length !== 1)
    throw new UserError('usage', 'Which invoices? Give their numbers, or --all, or --search and --import.');
  if (numbers.length > 0) return { numbers };
  return all === true ? { all } : { matching: { search: search ?? '', importId } };
}

function bulkResult(job: JobView): BulkMailResult {
  if (job.state === 'completed') return job.result as BulkMailResult;
  throw new UserError(
    job.error?.code ?? 'job-failed',
    job.error?.message ?? `The job ${job.id} was cancelled.`,
  );
}

function describe(result: BulkMailResult, width: number): string {
  const failures = result.failed.length + result.failedUnlisted;
  const lines = [
    `${plural(result.mails, 'mail')} on the way, ${count(result.already)} wanted before, ${plural(failures, 'invoice')} cannot be sent.`,
  ];
  if (result.failed.length > 0) {
    const columns = [
      { title: 'INVOICE', value: ({ number }: BulkMailResult['failed'][number]) => number },
      { title: 'WHY', value: ({ error }: BulkMailResult['failed'][number]) => error.message, flexible: true },
    ];
    lines.push('', table(columns, result.failed, width).trimEnd());
  }
  return lines.join('\n');
}
