/** `dockhand invoices void NUMBER --reason …` */
import type { AddCommand } from './command.ts';
import { exitCodes } from './exit.ts';

export const addInvoicesVoid: AddCommand = (parent, run) => {
  parent
    .command('void')
    .summary('take an issued invoice out of the books')
    .description(
      'The number stays taken. An invoice that is paid or credited, in part or in full, is refused.',
    )
    .argument('<invoice>', 'number or id; a credit note, too')
    .requiredOption('--reason <text>', 'why; it is kept with the invoice')
    .option('--replace', 'make a draft that stands in for it')
    .action((invoice: string, { reason, replace }: { reason: string; replace?: true }) =>
      run(async ({ withEngine, out }) => {
        const result = await withEngine(({ client }) =>
          client.invoices.void({ invoice, reason, replace: replace === true }),
        );
        await out.result(result, () => {
          const draft =
            result.replacement === null ? '' : ` Draft ${result.replacement.id} stands in for it.`;
          return `${result.invoice.number} is void.${draft}`;
        });
        return exitCodes.done;
      }),
    );
};
