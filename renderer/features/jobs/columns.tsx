/** The columns of a list of jobs. */
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { JobRow } from '../../../workers/api/wire.ts';
import { dateTime, duration } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import { jobTone } from '../../theme/tones.ts';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Timestamp, useNow } from '../../ui/Moment.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { texts as shared } from '../../ui/texts.ts';
import { runningTime } from './job-times.ts';
import { listTexts } from './list/list-texts.ts';
import { noteLine } from './note.ts';
import { queueName, texts } from './texts.ts';

export const jobColumns: Column<JobRow>[] = [
  {
    key: 'job',
    header: texts.columns.job,
    width: '22%',
    cell: (job) => (
      <Anchor component={Link} href={paths.job(job.id)} inherit>
        <Clip>{job.title}</Clip>
      </Anchor>
    ),
  },
  { key: 'detail', header: texts.columns.detail, cell: (job) => <Detail job={job} /> },
  {
    key: 'state',
    header: texts.columns.state,
    width: '134px',
    cell: (job) => <StateBadge tone={jobTone[job.state]} label={texts.states[job.state]} />,
  },
  { key: 'queue', header: texts.columns.queue, width: '92px', cell: (job) => queueName(job.queue) },
  {
    key: 'created',
    header: texts.columns.created,
    width: '118px',
    cell: (job) => <Timestamp at={job.createdAt} />,
  },
  {
    key: 'took',
    header: texts.columns.took,
    width: '84px',
    align: 'right',
    cell: (job) => <Took job={job} />,
  },
];

/** How far it is while it runs; what went wrong; where it stood when it stopped. Of one that is done the state says it all. */
function Detail({ job }: { job: JobRow }) {
  if (job.state === 'active') return <Meter fraction={job.progress} label={texts.progressOf(job.title)} />;
  if (job.state === 'completed') return null;
  if (job.state === 'waiting' && job.runAt !== null) return <Delay runAt={job.runAt} />;
  return <Clip>{job.error?.message ?? noteLine(job.note)}</Clip>;
}

function Delay({ runAt }: { runAt: number }) {
  const now = useNow(60_000);
  return <Clip>{runAt <= now ? null : listTexts.waitsUntil(dateTime(runAt, now))}</Clip>;
}

function Took({ job }: { job: JobRow }) {
  const now = useNow(1000);
  const ms = runningTime(job, now);
  return <>{ms === null ? shared.nothing : duration(ms)}</>;
}
