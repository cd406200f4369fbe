/** The life of a job, step by step, with how long each took. */
import type { JobLimit, JobStep } from '../../../../workers/api/job-details-wire.ts';
import { duration } from '../../../format/time.ts';
import { Timestamp, useNow } from '../../../ui/Moment.tsx';
import { outcomeWord } from '../texts.ts';
import classes from './Job.module.css';
import { texts } from './texts.ts';

export function JobTimeline({ steps, limit }: { steps: JobStep[]; limit: JobLimit | null }) {
  const now = useNow(1000);
  return (
    <ol className={`${classes['list']} figures`} aria-label={texts.timeline}>
      {steps.map((step, index) => (
        // Steps are only ever added.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className={classes['step']}>
          <Timestamp at={step.at} />
          <div>
            <strong>{title(step)}</strong>
            <span className={classes['note']}> {lasting(step, now)}</span>
            {step.run !== null && (
              <div className={classes['note']}>
                {outcomeWord(step.run.outcome)}. {texts.process(step.run.worker, step.run.pid)}
              </div>
            )}
            {step.until !== null && (
              <div className={classes['note']}>
                {texts.until} <Timestamp at={step.until} />
              </div>
            )}
          </div>
        </li>
      ))}
      {limit !== null && (
        <li className={classes['note']}>
          {texts.limit(limit)}
          {limit.at !== null && (
            <>
              , {texts.limitAt} <Timestamp at={limit.at} />
            </>
          )}
          .
        </li>
      )}
    </ol>
  );
}

function title({ kind, forMs, run }: JobStep): string {
  if (run !== null) return texts.attempt(run.attempt);
  return kind === 'waiting' && forMs === null ? texts.now : texts.steps[kind];
}

/** '' for a moment. */
function lasting({ kind, at, forMs }: JobStep, now: number): string {
  if (kind === 'settled') return forMs === null ? '' : texts.total(forMs);
  if (forMs !== null) return duration(forMs);
  return kind === 'running' || kind === 'waiting' ? duration(Math.max(0, now - at)) : '';
}
