/** `dockhand invoices print`: invoices on paper, each once; a second time only with a reason. */
import { v4 as uuidv4 } from 'uuid';
import type { RequestedPrints } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { ApiClient } from './client.ts';
import { wholeNumber, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { count, plural } from './format.ts';
import { table } from './table.ts';

interface Choice {
  all?: true;
  search?: string;
  import?: string;
  printer?: string;
  copies?: number;
  again?: string;
  voidCopy?: string;
  reason?: string;
}

export const addInvoicesPrint: AddCommand = (parent, run) => {
  parent
    .command('print')
    .summary('print invoices')
    .description(
      'Prints each invoice once: what was printed or is on its way is not printed again, unless with --again and a reason. ' +
        'Drafts are refused, and void invoices but for --void-copy. Ends when the prints are wanted, which `dockhand print-jobs` ' +
        'shows; with 2 when some invoices were refused.',
    )
    .argument('[numbers...]', 'invoice numbers, as printed')
    .option('--all', 'every invoice')
    .option('--search <text>', 'those that `invoices list --search` shows')
    .option('--import <id>', 'those of one import')
    .option('--printer <name>', 'on this printer and no other; by default the one for invoices')
    .option('--copies <n>', 'of each invoice', wholeNumber('--copies', 1, 99))
    .option('--again <print>', 'one print again, by its id in `print-jobs`')
    .option('--void-copy <invoice>', 'a void invoice, with its stamp')
    .option('--reason <text>', 'why, for --again and --void-copy; it is kept')
    .action((numbers: string[], choice: Choice) => run((context) => print(context, numbers, choice)));
};

function print(context: CommandContext, numbers: string[], choice: Choice): Promise<number> {
  const { again, voidCopy, reason, printer, copies, all, search, import: importId } = choice;
  const isFiltered = search !== undefined || importId !== undefined;
  const ways = [numbers.length > 0, all === true, isFiltered, again !== undefined, voidCopy !== undefined];
  if (ways.filter(Boolean).length !== 1)
    throw new UserError(
      'usage',
      'Which invoices? Give their numbers, or --all, or --search and --import, or one with --again or --void-copy.',
    );
  if (again !== undefined || voidCopy !== undefined) {
    if (reason === undefined) throw new UserError('usage', 'Say why: give --reason; it is kept.');
    if (printer !== undefined || copies !== undefined)
      throw new UserError('usage', '--printer and --copies are not for a print with a reason.');
    return onceMore(context, { again, voidCopy: voidCopy ?? '', reason });
  }
  if (reason !== undefined) throw new UserError('usage', '--reason is for --again and --void-copy.');
  const invoices =
    numbers.length > 0
      ? { numbers }
      : all === true
        ? { all }
        : { matching: { search: search ?? '', importId } };
  return first(context, { invoices, printer, copies });
}

type Wish = Parameters<ApiClient['printing']['printInvoices']>[0];

async function first({ withEngine, out }: CommandContext, wish: Wish): Promise<number> {
  const result = await withEngine(({ client }) => client.printing.printInvoices(wish));
  await out.result(result, () => describe(result, out.width));
  return result.refusedCount > 0 ? exitCodes.partly : exitCodes.done;
}

async function onceMore(
  { withEngine, out }: CommandContext,
  { again, voidCopy, reason }: { again: string | undefined; voidCopy: string; reason: string },
): Promise<number> {
  const requestId = uuidv4();
  const { id } = await withEngine(({ client }) =>
    again === undefined
      ? client.printing.printVoidCopy({ invoice: voidCopy, reason, requestId })
      : client.printing.reprint({ id: again, reason, requestId }),
  );
  await out.result({ id }, () => `It is printed, as ${id}.`);
  return exitCodes.done;
}

function describe({ made, already, refused, refusedCount }: RequestedPrints, width: number): string {
  const lines = [
    `${plural(made, 'invoice')} on the way to the printer, ${count(already)} printed before or on their way, ${count(refusedCount)} refused.`,
  ];
  if (refused.length > 0) {
    const columns = [
      { title: 'INVOICE', value: ({ number }: RequestedPrints['refused'][number]) => number },
      { title: 'WHY', value: ({ message }: RequestedPrints['refused'][number]) => message, flexible: true },
    ];
    lines.push('', table(columns, refused, width).trimEnd());
  }
  return lines.join('\n');
}
