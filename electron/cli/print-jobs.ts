/** `dockhand print-jobs …`: what became of prints, and a person's word on those of which nobody knows. */
import { printStates, type PrintRow, type PrintState } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { limitOption, oneOf, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { time } from './format.ts';
import { showPage } from './show-page.ts';
import type { Column } from './table.ts';

interface ListOptions {
  state?: PrintState;
  search: string;
  limit?: number;
}

export const addPrintJobs: AddCommand = (parent, run) => {
  const prints = parent.command('print-jobs').description('Documents on their way to paper.');
  prints
    .command('list', { isDefault: true })
    .summary('the prints, newest first, with their states')
    .description(
      'States: waiting · held (its printer is away) · handing · handed (the print system has it) · printed · failed · unknown (a person has to look).',
    )
    .option('--state <state>', printStates.join(', '), oneOf('bad-option', 'state', printStates))
    .option('--search <text>', 'document or printer', '')
    .addOption(limitOption())
    .action((options: ListOptions) => run((context) => list(context, options)));
  prints
    .command('answer')
    .summary('says what became of one that is unknown')
    .description('Look at the printer first, then say what you saw.')
    .argument('<print>', 'its id')
    .option('--came-out', 'it is not printed again')
    .option('--print-again', 'it did not come out: it is printed again')
    .action((id: string, word: { cameOut?: true; printAgain?: true }) =>
      run((context) => answer(context, id, word)),
    );
  prints
    .command('cancel')
    .summary('takes one back that was not handed over yet')
    .argument('<print>', 'its id')
    .action((id: string) => run((context) => cancel(context, id)));
};

const columns: Column<PrintRow>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'STATE', value: ({ state }) => state },
  { title: 'DOCUMENT', value: ({ title }) => title, flexible: true },
  { title: 'PRINTER', value: ({ printer }) => printer, flexible: true },
  { title: 'COPIES', value: ({ copies }) => String(copies), right: true },
  { title: 'WANTED', value: ({ createdAt }) => time(createdAt) },
  { title: 'NOTE', value: ({ message, reason }) => message ?? reason ?? '', flexible: true },
];

function list(context: CommandContext, { state, search, limit }: ListOptions): Promise<number> {
  return showPage(context, { columns, nothing: 'No prints.', limit }, (client, part) =>
    client.printing.queue({ state, search, ...part }),
  );
}

/** @throws UserError `usage` unless exactly one word is given: neither is ever meant by accident. */
async function answer(
  { withEngine, out }: CommandContext,
  id: string,
  { cameOut, printAgain }: { cameOut?: true; printAgain?: true },
): Promise<number> {
  if (cameOut === printAgain)
    throw new UserError('usage', 'Did it come out? Give --came-out or --print-again, and not both.');
  const result = await withEngine(({ client }) => client.printing.answer({ id, cameOut: cameOut === true }));
  await out.result({ id, cameOut: cameOut === true, printing: result.id }, () =>
    result.id === null ? 'Noted: it came out.' : `It is printed again, as ${result.id}.`,
  );
  return exitCodes.done;
}

async function cancel({ withEngine, out }: CommandContext, id: string): Promise<number> {
  const { cancelled } = await withEngine(({ client }) => client.printing.cancel({ id }));
  await out.result({ id, cancelled }, () =>
    cancelled ? 'It is cancelled.' : 'It is too late: it was handed over already, or is settled.',
  );
  return cancelled ? exitCodes.done : exitCodes.failed;
}
