/** Attempts that ended, as bars over time: completed below, the others on top. The sentence beneath says the same in words. */
import type { JobHistory, RunFigures } from '../../../workers/api/wire.ts';
import { dateTime } from '../../format/time.ts';
import { texts as monitor } from './monitor-texts.ts';
import classes from './QueueHistory.module.css';

const texts = monitor.queues;
/** Units of the picture, stretched to the room there is. */
const width = 1000;
const height = 120;

const notCompleted = ({ failed, retried, aborted, crashed }: RunFigures) =>
  failed + retried + aborted + crashed;

export function Throughput({ history }: { history: JobHistory }) {
  const { from, to, total, intervals, timeZone } = history;
  const words = texts.chart(total.completed, notCompleted(total));
  const most = Math.max(1, ...intervals.map((each) => each.completed + notCompleted(each)));
  const x = (at: number) => ((at - from) / (to - from)) * width;
  const tall = (runs: number) => (runs / most) * height;
  return (
    <>
      <svg
        className={classes['chart']}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {intervals.map((each) => {
          const other = notCompleted(each);
          const place = { x: x(each.from), width: Math.max(1, (x(each.to) - x(each.from)) * 0.86) };
          const done = tall(each.completed);
          return (
            <g key={each.from}>
              <title>{texts.bar(dateTime(each.from, to, timeZone), each.completed, other)}</title>
              <rect {...place} y={height - done} height={done} className={classes['completed']} />
              <rect
                {...place}
                y={height - done - tall(other)}
                height={tall(other)}
                className={classes['other']}
              />
            </g>
          );
        })}
      </svg>
      <p className={classes['note']}>{words}</p>
    </>
  );
}
