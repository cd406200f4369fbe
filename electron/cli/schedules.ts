/** `dockhand schedules …`: what comes by itself and when, paused, resumed, given another time, run now. */
import type { Command } from 'commander';
import type { JobView, ScheduleView } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { ApiClient } from './client.ts';
import { coming, momentIn } from './coming.ts';
import type { AddCommand, Run } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { followJob } from './follow.ts';
import { duration } from './format.ts';
import { table, type Column } from './table.ts';

interface OwnTime {
  cron?: string;
  timeZone?: string;
  usual?: true;
}

export const addSchedules: AddCommand = (parent, run) => {
  const schedules = parent.command('schedules').description('Jobs that come by themselves.');
  schedules
    .command('list', { isDefault: true })
    .summary('when each comes next, in the time of the warehouse')
    .action(() => run(showAll));
  changing(schedules, run, 'pause', 'it does not come until it is resumed', (client, key) =>
    client.schedules.pause({ key }),
  );
  changing(schedules, run, 'resume', 'it comes again; what it missed while paused does not', (client, key) =>
    client.schedules.resume({ key }),
  );
  named(schedules, 'run', 'its job now, beside the one that is planned')
    .description('Runs its job now and waits for it. Ctrl+C ends the waiting, not the job.')
    .action((name: string) => run((context) => runNow(context, name)));
  named(schedules, 'set', 'gives it another time')
    .option('--cron <expression>', 'when, such as "30 0 * * *" for half past midnight')
    .option('--time-zone <zone>', 'whose clocks are meant, such as America/Chicago')
    .option('--usual', 'the time that it has by itself, by the clocks of the warehouse')
    .action((name: string, options: OwnTime) => run((context) => setTime(context, name, options)));
};

function named(parent: Command, verb: string, summary: string): Command {
  return parent.command(verb).summary(summary).argument('<name>', 'as `dockhand schedules` lists it');
}

type Change = (client: ApiClient, key: string) => Promise<ScheduleView[]>;

function changing(parent: Command, run: Run, verb: string, summary: string, change: Change): void {
  named(parent, verb, summary).action((name: string) => run((context) => changeOne(context, name, change)));
}

async function showAll({ withEngine, out }: CommandContext): Promise<number> {
  const schedules = await withEngine(({ client }) => client.schedules.list());
  await out.result(schedules, () => describeSchedules(schedules, Date.now(), out.width));
  return exitCodes.done;
}

async function changeOne({ withEngine, out }: CommandContext, name: string, change: Change): Promise<number> {
  const schedule = await withEngine(async ({ client }) => {
    const key = keyOf(await client.schedules.list(), name);
    return (await change(client, key)).find((each) => each.key === key);
  });
  await out.result(schedule ?? null, () =>
    schedule === undefined ? '' : `${schedule.title}: ${nextWords(schedule, Date.now())}.`,
  );
  return exitCodes.done;
}

/** @throws UserError `usage` when nothing, or two things at once, are asked for. */
function setTime(context: CommandContext, name: string, { cron, timeZone, usual }: OwnTime): Promise<number> {
  const isOwn = cron !== undefined || timeZone !== undefined;
  if (isOwn === (usual === true))
    throw new UserError('usage', 'Which time? Give --cron, --time-zone or both; or --usual alone.');
  const own = isOwn ? { cron, timeZone } : { cron: null, timeZone: null };
  return changeOne(context, name, (client, key) => client.schedules.set({ key, ...own }));
}

/** The job is asked for once, also when the engine is replaced meanwhile. @throws UserError with the job's error. */
async function runNow({ withEngine, out }: CommandContext, name: string): Promise<number> {
  let jobId: string | undefined;
  const job = await withEngine(async ({ client }) => {
    jobId ??= (await client.schedules.run({ key: keyOf(await client.schedules.list(), name) })).jobId;
    return followJob(client, jobId, (share) => out.progress.show(`Running: ${Math.floor(share * 100)} %`));
  });
  if (job.state === 'failed')
    throw new UserError(job.error?.code ?? 'job-failed', job.error?.message ?? `The job ${job.id} failed.`);
  await out.result(job, () => describeRun(job));
  return job.state === 'completed' ? exitCodes.done : exitCodes.failed;
}

function describeRun({ title, state, id, runs }: JobView): string {
  if (state === 'cancelled') return `${title}: cancelled (job ${id}).`;
  return `${title}: done in ${duration(runs.at(-1)?.runMs ?? 0)} (job ${id}).`;
}

/** The whole key, or its last part. What fits nothing is passed on: the answer names what there is. */
function keyOf(schedules: readonly ScheduleView[], name: string): string {
  return schedules.find(({ key }) => key === name || key.endsWith(`/${name}`))?.key ?? name;
}

/** @param now ms UTC. */
export function describeSchedules(schedules: readonly ScheduleView[], now: number, width: number): string {
  const [first] = schedules;
  if (first === undefined) return 'Nothing comes by itself.';
  const columns: Column<ScheduleView>[] = [
    { title: 'NAME', value: ({ key }) => key.slice(key.indexOf('/') + 1) },
    { title: 'JOB', value: ({ title }) => title, flexible: true },
    { title: 'NEXT', value: (schedule) => nextWords(schedule, now) },
    { title: 'CRON', value: cronWords },
    { title: 'LAST', value: lastWords },
  ];
  return `${table(columns, schedules, width)}\nTimes are those of ${first.siteTimeZone}, where the warehouse is.`;
}

/** What stands under NEXT. */
function nextWords({ pausedAt, nextAt, siteTimeZone }: ScheduleView, now: number): string {
  if (pausedAt !== null) return `paused since ${momentIn(pausedAt, siteTimeZone)}`;
  return nextAt === null ? 'not planned yet' : coming(nextAt, now, siteTimeZone);
}

/** The zone is told where it is not the warehouse's. */
function cronWords({ cron, timeZone, siteTimeZone }: ScheduleView): string {
  return timeZone === siteTimeZone ? cron : `${cron} (${timeZone})`;
}

function lastWords({ lastAt, lastState, siteTimeZone }: ScheduleView): string {
  return lastAt === null ? 'never' : `${momentIn(lastAt, siteTimeZone)} ${lastState ?? ''}`.trimEnd();
}
