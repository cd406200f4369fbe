/** `dockhand jobs list` */
import { jobStates, type JobRow, type JobState } from '../../workers/api/wire.ts';
import { limitOption, oneOf, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { time } from './format.ts';
import { showPage } from './show-page.ts';
import type { Column } from './table.ts';

interface ListOptions {
  queue?: string;
  state?: JobState;
  search: string;
  limit?: number;
}

export const addJobsList: AddCommand = (parent, run) => {
  parent
    .command('list')
    .summary('jobs, newest first')
    .option('--queue <queue>', 'only of this queue')
    .option(
      '--state <state>',
      `only in this state: ${jobStates.join(', ')}`,
      oneOf('unknown-state', 'state', jobStates),
    )
    .option('--search <text>', 'id, name, payload or error', '')
    .addOption(limitOption())
    .action((options: ListOptions) => run((context) => listJobs(context, options)));
};

const columns: Column<JobRow>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'JOB', value: ({ title }) => title },
  { title: 'STATE', value: ({ state }) => state },
  { title: '%', value: ({ progress }) => String(Math.floor(progress * 100)), right: true },
  { title: 'ASKED FOR', value: ({ createdAt }) => time(createdAt) },
  { title: 'ERROR', value: ({ error }) => error?.message ?? '', flexible: true },
];

function listJobs(context: CommandContext, { limit, ...filter }: ListOptions): Promise<number> {
  return showPage(context, { columns, nothing: 'No jobs.', limit }, (client, part) =>
    client.jobs.list({ ...filter, ...part }),
  );
}
