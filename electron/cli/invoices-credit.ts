/** `dockhand invoices credit NUMBER --reason …` */
import { randomUUID } from 'node:crypto';
import { UserError } from '../../workers/errors.ts';
import { centsOption } from './cents.ts';
import type { AddCommand } from './command.ts';
import { exitCodes } from './exit.ts';
import { money } from './format.ts';

interface CreditedLine {
  position: number;
  amountCents?: number;
}

interface Options {
  reason: string;
  date?: string;
  line: CreditedLine[];
}

export const addInvoicesCredit: AddCommand = (parent, run) => {
  parent
    .command('credit')
    .summary('issue a credit note')
    .description('For all that is left of an invoice, or for the lines named.')
    .argument('<invoice>', 'number or id')
    .requiredOption('--reason <text>', 'why; it is printed on the credit note')
    .option(
      '--line <n[=amount]>',
      'a line, whole or in part, such as 2 or 2=50.00; may be repeated',
      addLine,
      [],
    )
    .option('--date <yyyy-mm-dd>', 'date of the credit note; by default today in the warehouse')
    .action((invoice: string, { reason, date, line: lines }: Options) =>
      run(async ({ withEngine, out }) => {
        // Asked again after the engine was lost, it is the same credit note.
        const id = randomUUID();
        const note = await withEngine(({ client }) =>
          client.invoices.credit({
            id,
            invoice,
            reason,
            ...(date === undefined ? {} : { date }),
            ...(lines.length === 0 ? {} : { lines }),
          }),
        );
        await out.result(
          note,
          () => `Credit note ${note.number} is issued: ${money(note.totalCents, note.currency)}.`,
        );
        return exitCodes.done;
      }),
    );
};

function addLine(text: string, before: CreditedLine[]): CreditedLine[] {
  const [position = '', amount] = text.split('=', 2);
  if (!/^[1-9]\d{0,5}$/.test(position))
    throw new UserError(
      'bad-option',
      `--line must be the number of a line, such as 2 or 2=50.00, not "${text}".`,
    );
  const amountCents = amount === undefined ? {} : { amountCents: centsOption('--line')(amount) };
  return [...before, { position: Number(position), ...amountCents }];
}
