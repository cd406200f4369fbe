/** `dockhand import watch PATH`: a folder whose files are imported as they arrive. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { HotFolderView } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { ApiClient } from './client.ts';
import type { AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { time } from './format.ts';
import { oneLine, table, type Column } from './table.ts';

interface WatchOptions {
  template?: string;
  list?: true;
  remove?: true;
  pause?: true;
  resume?: true;
}

export const addImportWatch: AddCommand = (parent, run) => {
  parent
    .command('watch')
    .summary('import files as they arrive in a folder')
    .description(words)
    .argument('[folder]', 'the folder')
    .option('--template <name>', 'read its files by this template; left out, their headings decide')
    .option('--list', 'the folders that are watched, and their last files')
    .option('--remove', 'watch the folder no longer; its files stay')
    .option('--pause', 'take no file of the folder until it is resumed')
    .option('--resume', 'take files again')
    // `import` has an option --template too, and takes it wherever it stands.
    .action((folder: string | undefined, _: WatchOptions, command: Command) =>
      run((context) => watch(context, folder, command.optsWithGlobals<WatchOptions>())),
    );
};

const words = `Has files imported as they arrive in a folder, for as long as Dockhand runs. Each is moved to done/ or failed/ in that folder,
with its result beside it as <name>.result.json, and refused rows as <name>.rejected.csv.`;

async function watch(
  context: CommandContext,
  given: string | undefined,
  { template, list, remove, pause, resume }: WatchOptions,
): Promise<number> {
  if (list === true) return show(context, (client) => client.list());
  if (given === undefined)
    throw new UserError('usage', 'Which folder? dockhand import watch FOLDER [--template NAME], or --list.');
  const folder = resolve(given);
  if (remove === true) {
    await context.withEngine(({ client }) => client.hotFolders.remove({ folder }));
    await context.out.result({ removed: folder }, () => `${oneLine(folder)} is watched no longer.`);
    return exitCodes.done;
  }
  if (pause === true || resume === true)
    return show(context, (client) => client.pause({ folder, paused: pause === true }));
  const added = await context.withEngine(({ client }) => client.hotFolders.add({ path: folder, template }));
  await context.out.result(added, () => `${oneLine(added.path)} is watched while Dockhand runs.`);
  return exitCodes.done;
}

const columns: Column<HotFolderView>[] = [
  { title: 'FOLDER', value: ({ path }) => path, flexible: true },
  { title: 'TEMPLATE', value: ({ template }) => template?.name ?? '' },
  { title: 'STATE', value: ({ state }) => state },
  { title: 'FILES', value: ({ total }) => String(total), right: true },
  { title: 'LAST', value: ({ files }) => time(files[0]?.at ?? null) },
  { title: 'TROUBLE', value: ({ trouble }) => trouble?.message ?? '', flexible: true },
];

async function show(
  { withEngine, out }: CommandContext,
  ask: (client: ApiClient['hotFolders']) => Promise<HotFolderView[]>,
): Promise<number> {
  const folders = await withEngine(({ client }) => ask(client.hotFolders));
  await out.result(folders, () =>
    folders.length === 0 ? 'No folder is watched.' : table(columns, folders, out.width),
  );
  return exitCodes.done;
}
