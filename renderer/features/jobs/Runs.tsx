/** The attempts of a job, newest first. */
import type { JobView } from '../../../workers/api/wire.ts';
import { lookUp } from '../../format/look-up.ts';
import { duration } from '../../format/time.ts';
import type { Tone } from '../../theme/palette.ts';
import { Timestamp } from '../../ui/Moment.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import classes from './JobScreen.module.css';
import { outcomeWord, texts } from './texts.ts';

const outcomeTone: Record<string, Tone> = {
  running: 'running',
  completed: 'good',
  failed: 'bad',
  retry: 'attention',
  aborted: 'waiting',
  crashed: 'attention',
};

/** A job may be tried very often; more attempts than these tell nothing new. */
const shown = 50;

export function Runs({ runs }: { runs: JobView['runs'] }) {
  if (runs.length === 0) return <p className={classes['empty']}>{texts.job.noRuns}</p>;
  const newest = runs.toSorted((a, b) => b.attempt - a.attempt).slice(0, shown);
  return (
    <ol className={classes['runs']}>
      {newest.map((run) => (
        <li key={run.attempt} className={classes['run']}>
          <div className={classes['runHead']}>
            <strong>{texts.job.attempt(run.attempt)}</strong>
            <StateBadge
              tone={lookUp(outcomeTone, run.outcome) ?? 'waiting'}
              label={outcomeWord(run.outcome)}
            />
            <span className={classes['note']}>{texts.job.runFacts(run.worker)}</span>
            <span className={classes['runTimes']}>
              <Timestamp at={run.startedAt} />
              {run.runMs !== null && ` · ${duration(run.runMs)}`}
            </span>
          </div>
          {run.error !== null && <p className={classes['runError']}>{run.error.message}</p>}
        </li>
      ))}
    </ol>
  );
}
