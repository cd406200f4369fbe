/** The coming times of a schedule, by its own clocks. */
import { useNow } from '../../ui/Moment.tsx';
import { nearDay, occurrenceWords } from './occurrence.ts';
import classes from './Schedules.module.css';

interface NextRunsProps {
  label: string;
  /** Ms UTC, soonest first. */
  next: readonly number[];
  zone: string;
}

export function NextRuns({ label, next, zone }: NextRunsProps) {
  const now = useNow(60_000);
  return (
    <ol className={`${classes['next']} figures`} aria-label={label}>
      {next.map((at) => {
        const day = nearDay(at, now, zone);
        return (
          <li key={at}>
            <time dateTime={new Date(at).toISOString()}>{occurrenceWords(at, now, zone)}</time>
            {day !== null && <span className={classes['near']}>{day}</span>}
          </li>
        );
      })}
    </ol>
  );
}
