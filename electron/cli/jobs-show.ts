/** `dockhand jobs show ID`: everything that is known of one job. */
import type { JobView } from '../../workers/api/wire.ts';
import type { AddCommand } from './command.ts';
import { exitCodes } from './exit.ts';
import { duration, time } from './format.ts';
import { oneLine, table, type Column } from './table.ts';

export const addJobsShow: AddCommand = (parent, run) => {
  parent
    .command('show')
    .summary('one job with its attempts')
    .argument('<id>', 'the job')
    .action((id: string) =>
      run(async ({ withEngine, out }) => {
        const job = await withEngine(({ client }) => client.jobs.get({ id }));
        await out.result(job, () => describeJob(job, out.width));
        return exitCodes.done;
      }),
    );
};

type JobRun = JobView['runs'][number];

const columns: Column<JobRun>[] = [
  { title: 'ATTEMPT', value: ({ attempt }) => String(attempt), right: true },
  { title: 'WORKER', value: ({ worker }) => worker },
  { title: 'STARTED', value: ({ startedAt }) => time(startedAt) },
  { title: 'WAITED', value: ({ waitMs }) => duration(waitMs), right: true },
  { title: 'RAN', value: ({ runMs }) => (runMs === null ? '' : duration(runMs)), right: true },
  { title: 'OUTCOME', value: ({ outcome }) => outcome },
  { title: 'ERROR', value: ({ error }) => error?.message ?? '', flexible: true },
];

function describeJob(job: JobView, width: number): string {
  const facts: [string, string][] = [
    ['Job', `${job.title} (${job.queue}/${job.name})`],
    ['Id', job.id],
    ['State', job.state === 'active' ? `active, ${Math.floor(job.progress * 100)} %` : job.state],
    ['Asked for', `${time(job.createdAt)} by ${job.createdBy}`],
    ['Started', time(job.startedAt)],
    ['Settled', time(job.settledAt)],
    ['Payload', shortJson(job.payloadBeginning ?? JSON.stringify(job.payload), width)],
    [
      'Result',
      job.resultBytes === 0 ? '' : shortJson(job.resultBeginning ?? JSON.stringify(job.result), width),
    ],
    ['Error', job.error === null ? '' : `${job.error.message} (${job.error.code})`],
  ];
  const lines = facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(10)} ${oneLine(value)}`);
  const runs = table(columns, job.runs, width);
  return [...lines, ...(runs === '' ? [] : ['', runs.trimEnd()])].join('\n');
}

const longestJson = 400;

/** A batch of a thousand invoices is a thousand ids: --json has more of them. @param text JSON, or its beginning. */
function shortJson(text: string, width: number): string {
  const room = Math.max(40, Math.min(longestJson, width - 11));
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
