/** `dockhand import history`: who imported what and when, and what became of it. */
import type { ImportView } from '../../workers/api/wire.ts';
import { limitOption, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { count, time } from './format.ts';
import { allPages, moreRows } from './pages.ts';
import { table, type Column } from './table.ts';

const peoplesLimit = 50;

export const addImportHistory: AddCommand = (parent, run) => {
  parent
    .command('history')
    .summary('earlier imports, newest first')
    .description(
      'Earlier imports: when, by whom, the hash of the file, what became of its rows, and whether it was undone.',
    )
    .addOption(limitOption())
    .action(({ limit }: { limit?: number }) => run((context) => showHistory(context, limit)));
};

const columns: Column<ImportView>[] = [
  { title: 'ID', value: ({ importId }) => importId },
  { title: 'WHEN', value: ({ createdAt }) => time(createdAt) },
  { title: 'WHO', value: ({ createdBy }) => createdBy.replace(/^user:/, '') },
  { title: 'FILE', value: ({ fileName }) => fileName, flexible: true },
  { title: 'SHA-256', value: ({ fileSha256 }) => fileSha256.slice(0, 12) },
  { title: 'CONTENT', value: ({ entity }) => entity },
  { title: 'NEW', value: ({ created }) => count(created), right: true },
  { title: 'CHANGED', value: ({ updated }) => count(updated), right: true },
  { title: 'SAME', value: ({ unchanged, skipped }) => count(unchanged + skipped), right: true },
  { title: 'REFUSED', value: ({ failed }) => count(failed), right: true },
  { title: 'STATE', value: stateWords },
];

/** Such as `done`, `check`, `done, undone`, `cancelled, undone but 3`. */
export function stateWords({ state, dryRun, undo }: ImportView): string {
  const own = dryRun && state === 'done' ? 'check' : state;
  if (undo === null) return own;
  const words = {
    waiting: 'to be undone',
    running: 'being undone',
    failed: 'undo failed',
    done: undo.kept > 0 ? `undone but ${count(undo.kept)}` : 'undone',
  };
  return `${own}, ${words[undo.state]}`;
}

async function showHistory({ withEngine, out }: CommandContext, limit: number | undefined): Promise<number> {
  const page = await withEngine(({ client }) =>
    allPages((part) => client.imports.list(part), limit ?? (out.json ? undefined : peoplesLimit)),
  );
  await out.result(page, () =>
    page.rows.length === 0
      ? 'Nothing was imported yet.'
      : table(columns, page.rows, out.width) + moreRows(page.rows.length, page.total),
  );
  return exitCodes.done;
}
