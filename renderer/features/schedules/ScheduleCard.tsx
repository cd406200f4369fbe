/** One schedule: its rule, its last run, its next ones, and what can be done with it. */
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { ScheduleView } from '../../../workers/api/schedules-wire.ts';
import type { JobState } from '../../../workers/api/wire.ts';
import type { ErrorInfo } from '../../../workers/errors.ts';
import { person } from '../../format/actor.ts';
import { paths } from '../../routing/paths.ts';
import { jobTone } from '../../theme/tones.ts';
import { Timestamp } from '../../ui/Moment.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { stateWords } from '../../format/job-states.ts';
import { NextRuns } from './NextRuns.tsx';
import { ScheduleActions } from './ScheduleActions.tsx';
import classes from './Schedules.module.css';
import { texts } from './texts.ts';

export function ScheduleCard({ schedule }: { schedule: ScheduleView }) {
  const { title, next, timeZone, pausedAt, byHand, lastAt } = schedule;
  return (
    <Panel title={title} aside={<ScheduleActions schedule={schedule} />}>
      <div className={classes['card']}>
        <div className={classes['rule']}>
          <p className={classes['words']}>{schedule.words ?? texts.byCron(schedule.cron)}</p>
          <div className={classes['state']}>
            <StateBadge
              tone={pausedAt === null ? 'good' : 'attention'}
              label={pausedAt === null ? texts.planned : texts.paused}
            />
            {pausedAt !== null && (
              <span className={classes['note']}>
                {texts.pausedSince} <Timestamp at={pausedAt} />
                {schedule.pausedBy === null ? '' : ` ${texts.by(person(schedule.pausedBy))}`}
              </span>
            )}
            {schedule.isOwn && <span className={classes['note']}>{texts.own}</span>}
          </div>
          <p className={classes['note']}>{texts.missed[schedule.missed]}</p>
        </div>
        <div>
          <h3 className={classes['heading']}>{texts.last}</h3>
          {lastAt === null && byHand === null && <p className={classes['note']}>{texts.never}</p>}
          {lastAt !== null && (
            <Run
              jobId={schedule.lastJobId}
              at={lastAt}
              state={schedule.lastState}
              error={schedule.lastError}
            />
          )}
          {byHand !== null && <Run {...byHand} label={texts.byHand} />}
        </div>
        <div>
          <h3 className={classes['heading']}>{texts.next}</h3>
          {pausedAt === null ? (
            <NextRuns label={texts.nextOf(title)} next={next} zone={timeZone} />
          ) : (
            <p className={classes['note']}>{texts.notWhilePaused}</p>
          )}
        </div>
      </div>
    </Panel>
  );
}

interface RunProps {
  jobId: string | null;
  at: number;
  /** Null when the job is no longer kept. */
  state: JobState | null;
  error: ErrorInfo | null;
  label?: string;
}

function Run({ jobId, at, state, error, label }: RunProps) {
  const time = <Timestamp at={at} />;
  return (
    <div className={classes['run']}>
      <div className={classes['runHead']}>
        {label !== undefined && <span className={classes['note']}>{label}</span>}
        {jobId === null || state === null ? (
          <span>{time}</span>
        ) : (
          <Anchor component={Link} href={paths.job(jobId)} inherit>
            {time}
          </Anchor>
        )}
        {state === null ? (
          <span className={classes['note']}>{texts.gone}</span>
        ) : (
          <StateBadge tone={jobTone[state]} label={stateWords[state]} />
        )}
      </div>
      {error !== null && <p className={classes['error']}>{error.message}</p>}
    </div>
  );
}
