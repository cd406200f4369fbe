/** `dockhand invoices list` */
import type { InvoiceRow } from '../../workers/api/wire.ts';
import { limitOption, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { money } from './format.ts';
import { allPages, moreRows } from './pages.ts';
import { table, type Column } from './table.ts';

const peoplesLimit = 50;

export const addInvoicesList: AddCommand = (parent, run) => {
  parent
    .command('list')
    .summary('invoices, newest first')
    .option('--search <text>', 'number, customer or load', '')
    .addOption(limitOption())
    .action((options: { search: string; limit?: number }) =>
      run((context) => listInvoices(context, options)),
    );
};

const columns: Column<InvoiceRow>[] = [
  { title: 'NUMBER', value: ({ number }) => number },
  { title: 'ISSUED', value: ({ issueDate }) => issueDate },
  { title: 'DUE', value: ({ dueDate }) => dueDate ?? '' },
  { title: 'BILL TO', value: ({ billToName }) => billToName, flexible: true },
  { title: 'TOTAL', value: ({ totalCents, currency }) => money(totalCents, currency), right: true },
  { title: 'STATUS', value: ({ status }) => status },
  { title: 'PDF', value: ({ pdf }) => (pdf === null ? '' : 'yes') },
];

async function listInvoices(
  { withEngine, out }: CommandContext,
  { search, limit }: { search: string; limit?: number },
): Promise<number> {
  const page = await withEngine(({ client }) =>
    allPages(
      (part) => client.invoices.list({ search, ...part }),
      limit ?? (out.json ? undefined : peoplesLimit),
    ),
  );
  await out.result(page, () =>
    page.rows.length === 0
      ? 'No invoices.'
      : table(columns, page.rows, out.width) + moreRows(page.rows.length, page.total),
  );
  return exitCodes.done;
}
