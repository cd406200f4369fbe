/** `dockhand jobs list` */
import type { JobRow } from '../../workers/api/wire.ts';
import { limitOption, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { time } from './format.ts';
import { addJobFilter, jobFilter, type JobFilterOptions } from './job-filter.ts';
import { showPage } from './show-page.ts';
import type { Column } from './table.ts';

interface ListOptions extends JobFilterOptions {
  limit?: number;
}

export const addJobsList: AddCommand = (parent, run) => {
  addJobFilter(parent.command('list'))
    .summary('jobs, newest first')
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

function listJobs(context: CommandContext, { limit, ...options }: ListOptions): Promise<number> {
  const filter = jobFilter(options, Date.now());
  return showPage(context, { columns, nothing: 'No jobs.', limit }, (client, part) =>
    client.jobs.list({ ...filter, ...part }),
  );
}
