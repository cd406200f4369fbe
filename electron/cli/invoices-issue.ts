/** `dockhand invoices issue DRAFT` */
import type { AddCommand } from './command.ts';
import { exitCodes } from './exit.ts';
import { money } from './format.ts';

interface Options {
  date?: string;
  overrideHold?: string;
}

export const addInvoicesIssue: AddCommand = (parent, run) => {
  parent
    .command('issue')
    .summary('give a draft its number')
    .description('Issues a draft. Issued before, it keeps its number. `dockhand invoices drafts` lists them.')
    .argument('<draft>', 'id of the draft')
    .option('--date <yyyy-mm-dd>', 'date of the invoice; by default today in the warehouse')
    .option('--override-hold <reason>', 'although the customer’s credit is on hold')
    .action((invoice: string, { date, overrideHold }: Options) =>
      run(async ({ withEngine, out }) => {
        const result = await withEngine(({ client }) =>
          client.invoices.issue({
            invoice,
            ...(date === undefined ? {} : { issueDate: date }),
            ...(overrideHold === undefined ? {} : { creditHoldOverride: overrideHold }),
          }),
        );
        await out.result(result, () => {
          const { number, totalCents, currency, dueDate } = result.invoice;
          const how = result.issued ? 'is issued' : 'was issued before';
          return `Invoice ${number} ${how}: ${money(totalCents, currency)}, due ${dueDate ?? 'at once'}.`;
        });
        return exitCodes.done;
      }),
    );
};
