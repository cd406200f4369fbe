/** `dockhand search WORDS`: everything that fits, as the console's search finds it. */
import { searchKinds, type SearchHit, type SearchKind } from '../../workers/api/wire.ts';
import { oneOf, wholeNumber, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { money } from './format.ts';
import { table, type Column } from './table.ts';

interface Options {
  kind?: SearchKind;
  limit: number;
}

export const addSearch: AddCommand = (parent, run) => {
  parent
    .command('search')
    .summary('finds customers, carriers, leads, invoices, imports and jobs')
    .description(
      'Each word begins a word of what is found, in any order: names, places, numbers, telephone numbers.',
    )
    .argument('<words...>', 'names, numbers, or the beginnings of them')
    .option('--kind <kind>', searchKinds.join(', '), oneOf('unknown-kind', 'kind', searchKinds))
    .option('--limit <n>', 'at most so many of each kind', wholeNumber('--limit', 1, 100), 10)
    .action((words: string[], options: Options) =>
      run((context) => search(context, words.join(' '), options)),
    );
};

const columns: Column<SearchHit>[] = [
  { title: 'KIND', value: ({ kind }) => kind },
  { title: 'FOUND', value: ({ title }) => (title === '' ? 'Draft' : title) },
  {
    title: 'DETAILS',
    value: ({ details, totalCents, currency }) =>
      [...details, ...(totalCents === null || currency === null ? [] : [money(totalCents, currency)])].join(
        ' · ',
      ),
    flexible: true,
  },
  { title: 'STATE', value: ({ state }) => state },
];

async function search(context: CommandContext, text: string, { kind, limit }: Options): Promise<number> {
  const { withEngine, out } = context;
  const answer = await withEngine(({ client }) =>
    client.search.everything({ text, limit, ...(kind === undefined ? {} : { kinds: [kind] }) }),
  );
  if (answer.left > 0) out.say(`Still indexing: ${answer.left} rows cannot be found yet.`);
  const hits = answer.groups.flatMap((group) => group.hits);
  await out.result(answer, () => (hits.length === 0 ? 'Nothing found.' : table(columns, hits, out.width)));
  return exitCodes.done;
}
