/** What has happened to a job, what belongs to it, and who intervened. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAskedAgain } from '../../../data/asked-again.ts';
import { useEngine } from '../../../data/engine.ts';
import { person } from '../../../format/actor.ts';
import { Failure } from '../../../ui/Blank.tsx';
import { Timestamp } from '../../../ui/Moment.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import type { JobAudit } from '../../../../workers/api/job-details-wire.ts';
import { Belongings } from './Belongings.tsx';
import classes from './Job.module.css';
import { JobTimeline } from './JobTimeline.tsx';
import { texts } from './texts.ts';

export function TrailPanels({ id }: { id: string }) {
  const { api } = useEngine();
  useAskedAgain(api.jobDetails.trail.key());
  const { data: trail, error, refetch } = useQuery(api.jobDetails.trail.queryOptions({ input: { id } }));
  if (trail === undefined) {
    return error === null ? (
      <Skeleton height={200} />
    ) : (
      <Failure error={error} onRetry={() => void refetch()} compact />
    );
  }
  return (
    <>
      <Panel title={texts.timeline}>
        <JobTimeline steps={trail.steps} limit={trail.limit} />
      </Panel>
      <Panel title={texts.belongs}>
        <Belongings trail={trail} />
      </Panel>
      <Panel title={texts.audit}>
        <Audit audit={trail.audit} />
      </Panel>
    </>
  );
}

function Audit({ audit }: { audit: JobAudit[] }) {
  if (audit.length === 0) return <p className={classes['note']}>{texts.nobody}</p>;
  return (
    <ul className={classes['list']} aria-label={texts.audit}>
      {audit.map(({ at, by, action, operation }) => (
        <li key={`${operation}/${action}`}>
          <strong>{texts.action(action)}</strong> {person(by)}, <Timestamp at={at} />
          <span className={classes['operation']}>
            {texts.operation} {operation}
          </span>
        </li>
      ))}
    </ul>
  );
}
