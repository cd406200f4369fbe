/** `dockhand pause` and `resume`: workers take no new job for a while. */
import type { Pause } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { coming } from './coming.ts';
import { wholeNumber, type AddCommand } from './command.ts';
import { exitCodes } from './exit.ts';
import { startOfTomorrow } from './tomorrow.ts';

interface PauseOptions {
  minutes?: number;
  untilTomorrow?: true;
}

const minuteMs = 60_000;

export const addPause: AddCommand = (parent, run) => {
  parent
    .command('pause')
    .summary('workers take no new job; what runs goes on')
    .description(
      'Workers take no new job until the time is over, or until `dockhand resume`. It holds over restarts.',
    )
    .option('--minutes <n>', 'for so long', wholeNumber('--minutes', 1, 31 * 24 * 60))
    .option('--until-tomorrow', 'until midnight by the clock of this computer')
    .action((options: PauseOptions) =>
      run(async ({ withEngine, out }) => {
        const until = endOf(options, new Date());
        const pause = await withEngine(({ client }) => client.system.pause({ until }));
        await out.result(pause, () => pauseWords(pause, Date.now()));
        return exitCodes.done;
      }),
    );
};

export const addResume: AddCommand = (parent, run) => {
  parent
    .command('resume')
    .summary('ends a pause')
    .action(() =>
      run(async ({ withEngine, out }) => {
        await withEngine(({ client }) => client.system.resume());
        await out.result({ pause: null }, () => 'Work goes on.');
        return exitCodes.done;
      }),
    );
};

/** @returns ms UTC; null: until `resume`. @throws UserError `usage`. */
function endOf({ minutes, untilTomorrow }: PauseOptions, now: Date): number | null {
  if (minutes !== undefined && untilTomorrow === true)
    throw new UserError('usage', 'Until when? Give --minutes or --until-tomorrow, not both.');
  if (untilTomorrow === true) return startOfTomorrow(now).getTime();
  return minutes === undefined ? null : now.getTime() + minutes * minuteMs;
}

/** One sentence. @param now ms UTC. */
export function pauseWords({ until }: Pause, now: number): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const end = until === null ? '`dockhand resume` ends it' : `it ends ${coming(until, now, timeZone)}`;
  return `Work is paused; ${end}.`;
}
