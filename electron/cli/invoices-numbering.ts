/** `dockhand invoices numbering` */
import type { AddCommand } from './command.ts';
import { exitCodes } from './exit.ts';

export const addInvoicesNumbering: AddCommand = (parent, run) => {
  parent
    .command('numbering')
    .summary('the code that stands in the numbers of this install')
    .option('--device-code <code>', 'two or three letters or digits; until the first invoice is issued')
    .action(({ deviceCode: code }: { deviceCode?: string }) =>
      run(async ({ withEngine, out }) => {
        const found = await withEngine(({ client }) =>
          code === undefined ? client.invoices.numbering() : client.invoices.setDeviceCode({ code }),
        );
        await out.result(found, () => {
          const until = found.fixed ? 'It is fixed.' : 'It can change until the first invoice is issued.';
          return `Invoices are numbered INV-${found.deviceCode}-<year>-<number>. ${until}`;
        });
        return exitCodes.done;
      }),
    );
};
