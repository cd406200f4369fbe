/** `dockhand invoices aging` */
import type { Aging, AgingSums } from '../../workers/invoices/ledger/aging.ts';
import type { AddCommand } from './command.ts';
import { exitCodes } from './exit.ts';
import { money } from './format.ts';
import { table, type Column } from './table.ts';

export const addInvoicesAging: AddCommand = (parent, run) => {
  parent
    .command('aging')
    .summary('what customers owe, by days past the due date')
    .option('--as-of <yyyy-mm-dd>', 'as it was at the end of that day; by default today in the warehouse')
    .option('--customer <number>', 'one customer alone')
    .action(({ asOf, customer }: { asOf?: string; customer?: string }) =>
      run(async ({ withEngine, out }) => {
        const aging = await withEngine(({ client }) => client.receivables.aging({ asOf, customer }));
        await out.result(aging, () => describe(aging, out.width));
        return exitCodes.done;
      }),
    );
};

type Sums = AgingSums & { currency: string };

/** The columns of amounts, of customers and of statements alike. */
export const agingColumns: Column<Sums>[] = [
  amount('NOT DUE', ({ notDueCents }) => notDueCents),
  amount('0–30', ({ days30Cents }) => days30Cents),
  amount('31–60', ({ days60Cents }) => days60Cents),
  amount('61–90', ({ days90Cents }) => days90Cents),
  amount('91+', ({ olderCents }) => olderCents),
  amount('OPEN', ({ openCents }) => openCents),
];

function describe({ asOf, rows, totals }: Aging, width: number): string {
  if (rows.length === 0) return `Nothing was owed at the end of ${asOf}.`;
  const all = [...rows, ...totals.map((total) => ({ ...total, name: 'All', customerNumber: null }))];
  return table(
    [
      { title: 'NUMBER', value: ({ customerNumber }) => customerNumber ?? '' },
      { title: 'CUSTOMER', value: ({ name }) => name, flexible: true },
      ...(agingColumns as Column<Sums & { name: string; customerNumber: string | null }>[]),
    ],
    all,
    width,
  );
}

function amount(title: string, cents: (sums: Sums) => number): Column<Sums> {
  return { title, value: (sums) => money(cents(sums), sums.currency), right: true };
}
