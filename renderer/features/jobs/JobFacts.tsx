/** Who, when, how long. */
import type { JobView } from '../../../workers/api/wire.ts';
import { count } from '../../format/numbers.ts';
import { duration } from '../../format/time.ts';
import { Timestamp, useNow } from '../../ui/Moment.tsx';
import classes from './JobScreen.module.css';
import { runningTime, waitingTime } from './job-times.ts';
import { queueName, texts } from './texts.ts';

export function JobFacts({ job }: { job: JobView }) {
  const now = useNow(1000);
  const ran = runningTime(job, now);
  return (
    <dl className={`${classes['facts']} figures`}>
      <dt>{texts.columns.queue}</dt>
      <dd>{queueName(job.queue)}</dd>
      <dt>{texts.job.attempts}</dt>
      <dd>{count(job.attempts)}</dd>
      <dt>{texts.job.createdBy}</dt>
      <dd>{job.createdBy}</dd>
      <dt>{texts.job.created}</dt>
      <dd>
        <Timestamp at={job.createdAt} />
      </dd>
      <dt>{texts.job.started}</dt>
      <dd>{job.startedAt === null ? texts.job.notYet : <Timestamp at={job.startedAt} />}</dd>
      <dt>{texts.job.settled}</dt>
      <dd>{job.settledAt === null ? texts.job.notYet : <Timestamp at={job.settledAt} />}</dd>
      <dt>{texts.job.waited}</dt>
      <dd>{duration(waitingTime(job, now))}</dd>
      <dt>{texts.job.took}</dt>
      <dd>{ran === null ? texts.job.notYet : duration(ran)}</dd>
      <dt>{texts.job.id}</dt>
      <dd>{job.id}</dd>
    </dl>
  );
}
