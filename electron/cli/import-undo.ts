/** `dockhand import undo ID`: takes back what an import has written. */
import type { ImportView, KeptRow } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { followUndo } from './follow.ts';
import { count, plural } from './format.ts';
import { allPages } from './pages.ts';
import { table } from './table.ts';

const shownRows = 20;

export const addImportUndo: AddCommand = (parent, run) => {
  parent
    .command('undo')
    .summary('take back what an import has written')
    .description(
      'Removes the rows that the import has made and gives the others their former values. What was changed since is kept. ' +
        'Ends with 0 when all is taken back, with 2 when some was kept.',
    )
    .argument('[id]', 'the import')
    .option(
      '--wait',
      'wait until it is done (an engine that was started for this command is waited for anyway)',
    )
    .action((id: string | undefined, { wait }: { wait?: true }) =>
      run((context) => undoImport(context, id, wait === true)),
    );
};

async function undoImport(
  { withEngine, out }: CommandContext,
  importId: string | undefined,
  wait: boolean,
): Promise<number> {
  if (importId === undefined) {
    throw new UserError(
      'usage',
      'Which import? dockhand import undo ID; `dockhand import history` lists them. To import a file that is called "undo", write ./undo.',
    );
  }
  let before = false;
  let asked = false;
  const { view, kept } = await withEngine(async ({ client, own }) => {
    const { undo } = await client.imports.undo({ importId });
    // Asked again after the engine was lost, it is our own that is under way or done.
    before = !asked && undo === 'done-before';
    asked = true;
    const now =
      wait || own !== null
        ? await followUndo(client, importId, (step) => out.progress.show(undoProgress(step)))
        : await client.imports.get({ importId });
    return {
      view: now,
      kept: (await allPages((page) => client.imports.undoIssues({ importId, ...page }))).rows,
    };
  });
  await out.result({ importId, before, undo: view.undo, kept }, () =>
    describeUndo(view, kept, before, out.width),
  );
  if (view.undo?.state === 'failed') return exitCodes.failed;
  return view.undo !== null && view.undo.kept > 0 ? exitCodes.partly : exitCodes.done;
}

export function undoProgress({ fileName, undo, created, updated }: ImportView): string {
  const looked = (undo?.undone ?? 0) + (undo?.kept ?? 0);
  const share = created + updated === 0 ? 100 : Math.floor((looked / (created + updated)) * 100);
  return `Taking back ${fileName}: ${share} %, ${plural(looked, 'record')}`;
}

/** Pure. @param before it was done before this command. */
export function describeUndo(
  { fileName, undo }: ImportView,
  kept: readonly KeptRow[],
  before: boolean,
  width: number,
): string {
  if (undo === null || undo.state === 'waiting' || undo.state === 'running')
    return `The import of ${fileName} is being undone. To see how far it is: dockhand import history`;
  const figures = `${plural(undo.undone, 'record')} taken back, ${count(undo.kept)} kept.`;
  if (undo.state === 'failed')
    return `The undo of ${fileName} stopped in between: ${figures} To go on, give the same command again.`;
  const done = before
    ? `The import of ${fileName} was undone before; there is nothing left to do. It was: ${figures}`
    : `The import of ${fileName} is undone: ${figures}`;
  if (kept.length === 0) return done;
  const lines = table<KeptRow>(
    [
      { title: 'LINE', value: ({ line }) => String(line), right: true },
      { title: 'RECORD', value: ({ key }) => key, flexible: true },
      { title: 'WHY IT WAS KEPT', value: ({ message }) => message, flexible: true },
    ],
    kept.slice(0, shownRows),
    width,
  );
  const more = kept.length > shownRows ? [`${count(kept.length - shownRows)} more; --json lists all.`] : [];
  return [done, '', lines.trimEnd(), ...more].join('\n');
}
