/** What the time that is being chosen means, or what is wrong with it. Read out as it changes. */
import type { SchedulePreview } from '../../../workers/api/schedules-wire.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { NextRuns } from './NextRuns.tsx';
import classes from './Schedules.module.css';
import { texts } from './texts.ts';

const words = texts.form;

interface MeaningProps {
  /** The expression behind what was picked; null where the person has written it. */
  cron: string | null;
  preview: SchedulePreview | undefined;
  error: Error | null;
}

export function Meaning({ cron, preview, error }: MeaningProps) {
  return (
    <div aria-live="polite" className={classes['meaning']}>
      {error !== null ? (
        <Notice tone="bad">{readableError(error).message}</Notice>
      ) : (
        preview !== undefined && (
          <>
            <h3 className={classes['heading']}>{words.meaning}</h3>
            {preview.words !== null && <p className={classes['words']}>{preview.words}</p>}
            {cron !== null && cron !== '' && <p className={classes['note']}>{words.asCron(cron)}</p>}
            <NextRuns label={texts.next} next={preview.next} zone={preview.timeZone} />
          </>
        )
      )}
    </div>
  );
}
