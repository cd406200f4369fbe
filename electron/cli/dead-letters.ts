/** `dockhand dead-letters …`: what has failed for good, by its cause; run again or set aside. */
import type { DeadLetterGroup, DeadLetterRow } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { limitOption, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { time } from './format.ts';
import { showPage } from './show-page.ts';
import { table, type Column } from './table.ts';

interface Choice {
  job: string[];
  group?: string;
  queue?: string;
  text?: string;
  all?: true;
}

export const addDeadLetters: AddCommand = (parent, run) => {
  const letters = parent.command('dead-letters').description('Jobs that have failed for good.');
  letters
    .command('groups')
    .summary('by cause, the newest first')
    .action(() => run(showGroups));
  letters
    .command('list')
    .summary('the open ones, newest first')
    .option('--group <fingerprint>', 'only of this group')
    .option('--queue <queue>', 'only of this queue')
    .option('--text <text>', 'only with this in the message')
    .addOption(limitOption())
    .action((options: Omit<Choice, 'job'> & { limit?: number }) =>
      run((context) => showList(context, options)),
    );
  for (const verb of ['redrive', 'discard'] as const) {
    letters
      .command(verb)
      .summary(verb === 'redrive' ? 'run them again, each once' : 'set them aside without running them')
      .argument('[jobs...]', 'ids of the failed jobs')
      .option('--group <fingerprint>', 'all of this group')
      .option('--queue <queue>', 'all of this queue')
      .option('--text <text>', 'all with this in the message')
      .option('--all', 'every one that is open')
      .action((job: string[], options: Omit<Choice, 'job'>) =>
        run((context) => change(context, verb, { ...options, job })),
      );
  }
};

const groupColumns: Column<DeadLetterGroup>[] = [
  { title: 'GROUP', value: ({ fingerprint }) => fingerprint },
  { title: 'JOB', value: ({ title }) => title },
  { title: 'COUNT', value: ({ letters }) => String(letters), right: true },
  { title: 'LAST', value: ({ lastAt }) => time(lastAt) },
  { title: 'ERROR', value: ({ error }) => error.message, flexible: true },
];

const columns: Column<DeadLetterRow>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'JOB', value: ({ title }) => title },
  { title: 'FAILED', value: ({ failedAt }) => time(failedAt) },
  { title: 'ERROR', value: ({ error }) => error.message, flexible: true },
];

async function showGroups({ withEngine, out }: CommandContext): Promise<number> {
  const groups = await withEngine(({ client }) => client.deadLetters.groups());
  await out.result(groups, () =>
    groups.length === 0 ? 'Nothing has failed for good.' : table(groupColumns, groups, out.width).trimEnd(),
  );
  return exitCodes.done;
}

function showList(
  context: CommandContext,
  { limit, group: fingerprint, queue, text }: Omit<Choice, 'job'> & { limit?: number },
): Promise<number> {
  return showPage(context, { columns, nothing: 'No dead letters.', limit }, (client, part) =>
    client.deadLetters.list({ fingerprint, queue, text, ...part }),
  );
}

async function change(
  { withEngine, out }: CommandContext,
  verb: 'redrive' | 'discard',
  choice: Choice,
): Promise<number> {
  const selection = selected(choice);
  const { changed, skipped } = await withEngine(async ({ client }) => {
    if (verb === 'discard') {
      const done = await client.deadLetters.discard(selection);
      return { changed: done.discarded, skipped: done.skipped };
    }
    const done = await client.deadLetters.redrive(selection);
    return { changed: done.redriven, skipped: done.skipped };
  });
  const words = verb === 'redrive' ? 'run again' : 'set aside';
  await out.result({ changed, skipped }, () => `${changed} ${words}, ${skipped} left alone.`);
  return exitCodes.done;
}

/** @throws UserError `nothing-selected` when nothing says which: all of them is never meant by accident. */
function selected({ job, group, queue, text, all }: Choice) {
  if (job.length > 0) return { ids: job };
  if (group === undefined && queue === undefined && text === undefined && all === undefined)
    throw new UserError(
      'nothing-selected',
      'Say which dead letters: ids of jobs, --group, --queue, --text, or --all. `dockhand dead-letters groups` shows them.',
    );
  return { filter: { fingerprint: group, queue, text } };
}
