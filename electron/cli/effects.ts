/** `dockhand effects …`: what was begun outside of this machine and nobody knows whether it happened; a person's word on it. */
import type { DoubtfulEffect } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { limitOption, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { time } from './format.ts';
import { showPage } from './show-page.ts';
import type { Column } from './table.ts';

interface Word {
  happened?: true;
  didNotHappen?: true;
  leaveJob?: true;
}

export const addEffects: AddCommand = (parent, run) => {
  const effects = parent
    .command('effects')
    .description('E-mails, prints and requests that were begun, and nobody knows whether they went out.');
  effects
    .command('list', { isDefault: true })
    .summary('those that are in doubt, newest first')
    .addOption(limitOption())
    .action((options: { limit?: number }) => run((context) => showDoubtful(context, options.limit)));
  effects
    .command('resolve')
    .summary('says what became of one')
    .description(
      'Look whether it has arrived, then say so. Its job is run again: it finds it done and does the rest, or does it now.',
    )
    .argument('<key>', 'as `dockhand effects` lists it')
    .option('--happened', 'it has arrived: it is not done again')
    .option('--did-not-happen', 'it has not arrived: it is done now')
    .option('--leave-job', 'only note it down; the job stays as it is')
    .action((key: string, word: Word) => run((context) => resolve(context, key, word)));
};

const columns: Column<DoubtfulEffect>[] = [
  { title: 'KEY', value: ({ key }) => key },
  { title: 'WHAT', value: ({ title }) => title, flexible: true },
  { title: 'BEGUN', value: ({ at }) => time(at) },
  {
    title: 'JOB',
    value: ({ job }) => [job.title, job.description].filter((text) => text !== '').join(': '),
    flexible: true,
  },
  { title: 'JOB ID', value: ({ job }) => job.id },
];

function showDoubtful(context: CommandContext, limit: number | undefined): Promise<number> {
  return showPage(context, { columns, nothing: 'Nothing is in doubt.', limit }, (client, part) =>
    client.effects.list(part),
  );
}

/** @throws UserError `usage` unless exactly one word is given: neither is ever meant by accident. */
async function resolve(
  { withEngine, out }: CommandContext,
  key: string,
  { happened, didNotHappen, leaveJob }: Word,
): Promise<number> {
  if (happened === didNotHappen)
    throw new UserError('usage', 'Did it happen? Give --happened or --did-not-happen, and not both.');
  const decision = happened === true ? 'done' : 'not-done';
  const { jobId } = await withEngine(({ client }) =>
    client.effects.resolve({ key, decision, again: leaveJob !== true }),
  );
  await out.result({ key, decision, jobId }, () =>
    jobId === null ? 'Noted. No job goes on with it.' : `Noted. The job ${jobId} goes on with it.`,
  );
  return exitCodes.done;
}
