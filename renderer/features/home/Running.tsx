import { Anchor, Skeleton } from '@mantine/core';
import { Link } from 'wouter';
import type { JobRow, QueueCounts } from '../../../workers/api/wire.ts';
import { paths } from '../../routing/paths.ts';
import { Meter } from '../../ui/Meter.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ToneIcon } from '../../ui/ToneIcon.tsx';
import classes from './HomeScreen.module.css';
import { texts } from './texts.ts';

/** @param props.jobs the active ones; null while they are being asked for. */
export function Running({ jobs, queues }: { jobs: JobRow[] | null; queues: QueueCounts[] }) {
  // A pushed change may have settled a job before the list is asked again.
  const active = jobs?.filter((job) => job.state === 'active') ?? null;
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting + queue.retrying, 0);
  return (
    <Panel
      title={texts.running.title}
      aside={
        waiting > 0 && (
          <Anchor component={Link} href={paths.jobs({ state: 'waiting' })} size="sm">
            {texts.running.waiting(waiting)}
          </Anchor>
        )
      }
      flush
    >
      {active === null && (
        <div className={classes['loading']}>
          <Skeleton height={24} />
        </div>
      )}
      {active?.length === 0 && <div className={classes['calm']}>{texts.running.none}</div>}
      {active !== null && active.length > 0 && (
        <ul className={classes['list']}>
          {active.map((job) => (
            <li key={job.id} className={classes['item']}>
              <ToneIcon tone="running" size={18} />
              <div className={classes['what']}>
                <div className={classes['title']}>
                  <Anchor component={Link} href={paths.job(job.id)} inherit>
                    {job.title}
                  </Anchor>
                </div>
                <div className={classes['progress']}>
                  <Meter fraction={job.progress} label={texts.running.progress(job.title)} />
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
