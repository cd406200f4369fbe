/** The options by which `dockhand jobs …` says which jobs it is about. */
import type { Command } from 'commander';
import { jobStates, type JobState } from '../../workers/api/wire.ts';
import { oneOf } from './command.ts';
import { hoursBack } from './jobs-stats.ts';

export interface JobFilterOptions {
  queue?: string;
  name?: string;
  state?: JobState;
  search?: string;
  /** Hours. */
  since?: number;
}

/** As the router takes it. */
export interface JobFilter {
  queue?: string;
  name?: string;
  state?: JobState;
  search: string;
  from?: number;
}

export function addJobFilter(command: Command): Command {
  return command
    .option('--queue <queue>', 'only of this queue')
    .option('--name <name>', 'only of this name, such as generate-pdf')
    .option(
      '--state <state>',
      `only in this state: ${jobStates.join(', ')}`,
      oneOf('unknown-state', 'state', jobStates),
    )
    .option('--search <text>', 'only with this in the name, the data or the error, or as beginning of the id')
    .option('--since <time>', 'only wanted in this time, such as 12h, 7d or 4w', hoursBack);
}

/** @param now ms UTC. */
export function jobFilter(
  { queue, name, state, search = '', since }: JobFilterOptions,
  now: number,
): JobFilter {
  return {
    ...(queue === undefined ? {} : { queue }),
    ...(name === undefined ? {} : { name }),
    ...(state === undefined ? {} : { state }),
    ...(since === undefined ? {} : { from: now - since * 3_600_000 }),
    search,
  };
}

/** Whether anything narrows it. */
export function isNarrowed(options: JobFilterOptions): boolean {
  const { queue, name, state, search, since } = options;
  return [queue, name, state, search, since].some((option) => option !== undefined && option !== '');
}
