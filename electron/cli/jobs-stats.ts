/** `dockhand jobs stats`: how many runs ended how, how long they waited and took. */
import { UserError } from '../../workers/errors.ts';
import type { DepthHistory, DurationFigures, JobHistory, RunFigures } from '../../workers/api/wire.ts';
import type { AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { count, duration, time } from './format.ts';
import { table, type Column } from './table.ts';

const hourMs = 3_600_000;
const mostHours = 90 * 24;
const unitHours: Readonly<Record<string, number>> = { h: 1, d: 24, w: 7 * 24 };

interface StatsOptions {
  /** Hours. */
  since: number;
  queue?: string;
}

export const addJobsStats: AddCommand = (parent, run) => {
  parent
    .command('stats')
    .summary('how jobs went: counts, waits and durations')
    .option('--since <time>', 'how far back, such as 12h, 7d or 4w; at most 90d', hoursBack, 7 * 24)
    .option('--queue <queue>', 'only of this queue')
    .action((options: StatsOptions) => run((context) => showStats(context, options)));
};

/** @throws UserError `bad-option`. @returns hours. */
export function hoursBack(text: string): number {
  const [, amount, unit] = /^(\d{1,4})([hdw])$/.exec(text) ?? [];
  const hours = Number(amount) * (unitHours[unit ?? ''] ?? Number.NaN);
  if (hours >= 1 && hours <= mostHours) return hours;
  throw new UserError(
    'bad-option',
    `--since must be hours, days or weeks such as 12h, 7d or 4w, and at most 90d, not "${text}".`,
  );
}

async function showStats(
  { withEngine, out }: CommandContext,
  { since, queue }: StatsOptions,
): Promise<number> {
  const stats = await withEngine(async ({ client }) => {
    // A moment more than now: what has just ended belongs to the answer.
    const to = Date.now() + 1000;
    const window = { from: to - since * hourMs, to, ...(queue === undefined ? {} : { queue }) };
    const history = await client.history.jobs({ ...window, interval: since > 48 ? 'day' : 'hour' });
    return { ...history, depth: await client.history.depth({ ...window, points: 300 }) };
  });
  await out.result(stats, () => describeStats(stats, out.width));
  return exitCodes.done;
}

interface Line extends RunFigures {
  title: string;
}

const number = (title: string, value: (line: Line) => number): Column<Line> => ({
  title,
  value: (line) => count(value(line)),
  right: true,
});
const time95 = (title: string, value: (line: Line) => DurationFigures | null): Column<Line> => ({
  title,
  value(line) {
    const figures = value(line);
    return figures === null ? '' : `${duration(figures.p50Ms)} / ${duration(figures.p95Ms)}`;
  },
  right: true,
});

const columns: Column<Line>[] = [
  { title: 'JOB', value: ({ title }) => title, flexible: true },
  number('COMPLETED', ({ completed }) => completed),
  number('FAILED', ({ failed }) => failed),
  number('RETRIED', ({ retried }) => retried),
  number('CRASHED', ({ crashed }) => crashed),
  time95('WAITED 50 / 95 %', ({ wait }) => wait),
  time95('RAN 50 / 95 %', ({ run }) => run),
];

export function describeStats(stats: JobHistory & { depth: DepthHistory[] }, width: number): string {
  if (stats.jobs.length === 0) return `Nothing has run since ${time(stats.from)}.`;
  const lines = [...stats.jobs, ...(stats.jobs.length > 1 ? [{ title: 'All', ...stats.total }] : [])];
  const deepest = stats.depth
    .map(({ queue, steps }) => ({ queue, most: Math.max(0, ...steps.map(({ waiting }) => waiting)) }))
    .filter(({ most }) => most > 0)
    .map(({ queue, most }) => `${queue} ${count(most)}`);
  return [
    `Since ${time(stats.from)}; durations are estimates.\n\n`,
    table(columns, lines, width),
    deepest.length === 0 ? '' : `\nMost waiting at a time: ${deepest.join(', ')}.\n`,
    stats.complete ? '' : '\nMore has ended than could be counted at once: ask again in a moment.\n',
  ].join('');
}
