/** `dockhand settings get` and `set`: the warehouse, and how long copies of imported files are kept. */
import { UserError } from '../../workers/errors.ts';
import { wholeNumber, type AddCommand } from './command.ts';
import type { Access, CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';

interface Options {
  warehouseName?: string;
  timeZone?: string;
  currency?: string;
  keepFilesDays?: number;
}

export const addSiteSettings: AddCommand = (settings, run) => {
  settings
    .command('get')
    .summary('shows what is set for the warehouse')
    .action(() => run(get));
  settings
    .command('set')
    .summary('changes what is given; the rest stays')
    .option('--warehouse-name <name>')
    .option('--time-zone <zone>', 'such as America/Chicago: decides on days and schedules')
    .option('--currency <code>', 'such as USD: for amounts where nobody says another')
    .option(
      '--keep-files-days <n>',
      'how long copies of imported files are kept after their last use',
      wholeNumber('--keep-files-days', 1, 36_500),
    )
    .action((options: Options) => run((context) => set(context, options)));
};

async function get({ withEngine, out }: CommandContext): Promise<number> {
  const all = await withEngine(read);
  await out.result(all, () => describe(all));
  return exitCodes.done;
}

/** @throws UserError `usage` where nothing is given. */
async function set({ withEngine, out }: CommandContext, options: Options): Promise<number> {
  if (Object.keys(options).length === 0)
    throw new UserError('usage', 'What is to be set? dockhand settings set --help lists what there is.');
  const { keepFilesDays: days, ...warehouse } = options;
  const all = await withEngine(async (access) => {
    if (Object.keys(warehouse).length > 0) await access.client.site.save(warehouse);
    if (days !== undefined) await access.client.imports.keepDays({ days });
    return read(access);
  });
  await out.result(all, () => describe(all));
  return exitCodes.done;
}

async function read({ client }: Access) {
  const { warehouseName, timeZone, currency } = await client.site.get();
  const { days } = await client.imports.keptDays();
  return { warehouseName, timeZone, currency, keepFilesDays: days };
}

function describe(all: Awaited<ReturnType<typeof read>>): string {
  return Object.entries(all)
    .map(([name, value]) => `${name.padEnd(14)} ${value}`)
    .join('\n');
}
