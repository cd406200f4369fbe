/** `dockhand invoices list` */
import { invoiceStandings, type InvoiceRow, type InvoiceStanding } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { limitOption, oneOf, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { money } from './format.ts';
import { showPage } from './show-page.ts';
import type { Column } from './table.ts';

interface Options {
  search: string;
  status?: InvoiceStanding;
  customer?: string;
  issuedFrom?: string;
  issuedTo?: string;
  dueAfter?: string;
  dueBefore?: string;
  number?: string;
  pdf: PdfState;
  import?: string;
  limit?: number;
}

const pdfStates = ['any', 'made', 'missing'] as const;
type PdfState = (typeof pdfStates)[number];

export const addInvoicesList: AddCommand = (parent, run) => {
  parent
    .command('list')
    .summary('invoices, latest issue date first')
    .option('--search <text>', 'number, customer or load', '')
    .option('--status <status>', invoiceStandings.join(', '), oneOf('bad-option', 'status', invoiceStandings))
    .option('--customer <number>', 'of one customer, by number or id')
    .option('--issued-from <yyyy-mm-dd>', 'issued on that day or later', dayOption('--issued-from'))
    .option('--issued-to <yyyy-mm-dd>', 'issued on that day or earlier', dayOption('--issued-to'))
    .option('--due-after <yyyy-mm-dd>', 'due after that day', dayOption('--due-after'))
    .option('--due-before <yyyy-mm-dd>', 'due before that day', dayOption('--due-before'))
    .option('--number <prefix>', 'whose number begins so, such as INV-A1-2026')
    .option('--pdf <state>', pdfStates.join(', '), oneOf('bad-option', 'PDF state', pdfStates), 'any')
    .option('--import <id>', 'only what this import wrote or found')
    .addOption(limitOption())
    .action((options: Options) => run((context) => listInvoices(context, options)));
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

function listInvoices(context: CommandContext, { limit, ...options }: Options): Promise<number> {
  const { search, status, customer, issuedFrom, issuedTo, dueAfter, dueBefore, pdf, number } = options;
  const filter = {
    search,
    pdf,
    standing: status,
    customer,
    from: issuedFrom,
    to: issuedTo,
    // The day itself is not meant.
    dueFrom: dueAfter === undefined ? undefined : daysLater(dueAfter, 1),
    dueTo: dueBefore === undefined ? undefined : daysLater(dueBefore, -1),
    numberPrefix: number,
    importId: options.import,
  };
  return showPage(context, { columns, nothing: 'No invoices.', limit }, (client, part) =>
    client.invoices.list({ ...filter, ...part }),
  );
}

/** @throws UserError `bad-option` for what is no day of the calendar. */
function dayOption(name: string): (text: string) => string {
  return (text) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && daysLater(text, 0) === text) return text;
    throw new UserError('bad-option', `${name} must be a day such as 2026-03-15, not "${text}".`);
  };
}

/** Empty for what is no day. @param day `YYYY-MM-DD` */
function daysLater(day: string, days: number): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? '' : new Date(at + days * 86_400_000).toISOString().slice(0, 10);
}
