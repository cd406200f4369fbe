/** `dockhand jobs retry|cancel|remove|promote`: the same done to many jobs, each by its own outcome. */
import {
  jobActions,
  type JobAction,
  type JobOutcome,
  type JobsChanged,
  type JobsChosen,
} from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { plural } from './format.ts';
import { addJobFilter, isNarrowed, jobFilter, type JobFilter, type JobFilterOptions } from './job-filter.ts';

interface ChangeOptions extends JobFilterOptions {
  all?: true;
  dryRun?: true;
}

const summaries: Record<JobAction, string> = {
  retry: 'run failed and cancelled jobs again, as new ones',
  cancel: 'cancel what waits, stop what runs',
  remove: 'take jobs that are over out of the history',
  promote: 'run jobs that wait for a time as soon as it is their turn',
};

const done: Record<JobAction, string> = {
  retry: 'run again',
  cancel: 'cancelled',
  remove: 'removed',
  promote: 'put forward',
};

/** The most that the contract allows. */
const idsAtOnce = 500;

export const addJobsChange: AddCommand = (parent, run) => {
  for (const action of jobActions)
    addJobFilter(parent.command(action).argument('[jobs...]', 'ids of jobs'))
      .summary(summaries[action])
      .option('--all', 'every job')
      .option('--dry-run', 'only says to how many it could be done')
      .action((ids: string[], options: ChangeOptions) =>
        run((context) => change(context, action, ids, options)),
      );
};

type Chosen = { ids: string[] } | { matching: JobFilter };

async function change(
  context: CommandContext,
  action: JobAction,
  ids: string[],
  options: ChangeOptions,
): Promise<number> {
  const { withEngine, out } = context;
  const chosen = choice(ids, options);
  if (options.dryRun === true) {
    const found = await withEngine(({ client }) => client.jobs.chosen({ action, jobs: chosen }));
    await out.result(found, () => foundWords(action, found));
    return exitCodes.done;
  }
  let operationId: string | undefined;
  const outcomes: JobOutcome[] = [];
  // Kept over the loss of an engine: what is done is not asked for again.
  let next: JobsChanged['next'] | undefined;
  await withEngine(async ({ client }) => {
    for (;;) {
      const left = 'ids' in chosen ? chosen.ids.slice(outcomes.length, outcomes.length + idsAtOnce) : null;
      if (left?.length === 0 || next === null) return;
      const part = await client.jobs.change({
        action,
        jobs: left === null ? chosen : { ids: left },
        operationId,
        ...(next === undefined || left !== null ? {} : { next }),
      });
      ({ operationId } = part);
      outcomes.push(...part.outcomes);
      next = left === null ? part.next : undefined;
      out.progress.show(`${plural(outcomes.length, 'job')} …`);
    }
  });
  const refused = outcomes.filter((outcome) => !outcome.done);
  await out.result(
    { action, operationId, done: outcomes.length - refused.length, refused: refused.length, outcomes },
    () => outcomeWords(action, outcomes),
  );
  return refused.length === 0 ? exitCodes.done : exitCodes.partly;
}

/** @throws UserError `nothing-selected` when nothing says which: all of them is never meant by accident. */
function choice(ids: string[], options: ChangeOptions): Chosen {
  if (ids.length > 0) return { ids: [...new Set(ids)] };
  if (!isNarrowed(options) && options.all === undefined)
    throw new UserError(
      'nothing-selected',
      'Say which jobs: ids, --queue, --name, --state, --search, --since, or --all. `dockhand jobs list` shows them.',
    );
  return { matching: jobFilter(options, Date.now()) };
}

function foundWords(action: JobAction, { possible, refused }: JobsChosen): string {
  return [
    `${plural(possible, 'job')} would be ${done[action]}.`,
    ...refused.map(({ error, jobs }) => `${jobs} would not: ${error.message}`),
  ].join('\n');
}

function outcomeWords(action: JobAction, outcomes: readonly JobOutcome[]): string {
  const refused = outcomes.flatMap((outcome) => (outcome.done ? [] : [outcome]));
  const reasons = Map.groupBy(refused, ({ error }) => error.message);
  return [
    `${plural(outcomes.length - refused.length, 'job')} ${done[action]}.`,
    ...[...reasons].map(([message, jobs]) =>
      jobs.length === 1 ? `${jobs[0]?.id ?? ''} not: ${message}` : `${jobs.length} not: ${message}`,
    ),
  ].join('\n');
}
