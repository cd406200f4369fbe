/** `dockhand invoices list` */
import type { InvoiceRow } from '../../workers/api/wire.ts';
import { limitOption, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { money } from './format.ts';
import { showPage } from './show-page.ts';
import type { Column } from './table.ts';

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
  { title: 'NUMBER', value: ({ number, status }) => (status === 'draft' ? 'Draft' : number) },
  { title: 'ISSUED', value: ({ issueDate }) => issueDate },
  { title: 'DUE', value: ({ dueDate }) => dueDate ?? '' },
  { title: 'BILL TO', value: ({ billToName }) => billToName, flexible: true },
  { title: 'TOTAL', value: ({ totalCents, currency }) => money(totalCents, currency), right: true },
  {
    title: 'OPEN',
    value: ({ openCents, currency }) => (openCents === 0 ? '' : money(openCents, currency)),
    right: true,
  },
  { title: 'STATUS', value: ({ status }) => status },
  { title: 'PDF', value: ({ pdf }) => (pdf === null ? '' : 'yes') },
];

function listInvoices(
  context: CommandContext,
  { search, limit }: { search: string; limit?: number },
): Promise<number> {
  return showPage(context, { columns, nothing: 'No invoices.', limit }, (client, part) =>
    client.invoices.list({ search, ...part }),
  );
}
