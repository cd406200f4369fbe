/** `dockhand invoices drafts`: what is being written; with `--new FILE` one more, from JSON. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { InvoiceRow } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { ApiClient } from './client.ts';
import { limitOption, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { money } from './format.ts';
import { showPage } from './show-page.ts';
import type { Column } from './table.ts';

type NewDraft = Parameters<ApiClient['invoices']['createDraft']>[0];

export const addInvoicesDrafts: AddCommand = (parent, run) => {
  parent
    .command('drafts')
    .summary('drafts, newest first; or make one')
    .option(
      '--new <file>',
      'make a draft of a JSON file: {"customer": "C-1", "loadNumber": …, "shipment": {"stops": [{"kind": "pickup", "name": …, "place": …, "date": …}]}, "lines": [{"code": "line-haul", "description": …, "unitPriceE4": …}]}',
    )
    .option('--remove <id>', 'remove a draft')
    .addOption(limitOption())
    .action((options: { new?: string; remove?: string; limit?: number }) =>
      run((context) => {
        if (options.new !== undefined) return makeDraft(context, options.new);
        if (options.remove !== undefined) return removeDraft(context, options.remove);
        return listDrafts(context, options.limit);
      }),
    );
};

const columns: Column<InvoiceRow>[] = [
  { title: 'DRAFT', value: ({ id }) => id },
  { title: 'BILL TO', value: ({ billToName }) => billToName, flexible: true },
  { title: 'TOTAL', value: ({ totalCents, currency }) => money(totalCents, currency), right: true },
];

function listDrafts(context: CommandContext, limit: number | undefined): Promise<number> {
  return showPage(context, { columns, nothing: 'No drafts.', limit }, (client, part) =>
    client.invoices.drafts(part),
  );
}

async function makeDraft({ withEngine, out }: CommandContext, file: string): Promise<number> {
  const content = await readDraft(file);
  // Asked again after the engine was lost, it is the same draft.
  const id = randomUUID();
  const draft = await withEngine(({ client }) => client.invoices.createDraft({ id, ...content }));
  await out.result(
    draft,
    () =>
      `Draft ${draft.id} for ${draft.billToName}: ${money(draft.totalCents, draft.currency)}. To issue it: dockhand invoices issue ${draft.id}`,
  );
  return exitCodes.done;
}

async function removeDraft({ withEngine, out }: CommandContext, invoice: string): Promise<number> {
  await withEngine(({ client }) => client.invoices.removeDraft({ invoice }));
  await out.result({ removed: true }, () => 'The draft is removed.');
  return exitCodes.done;
}

/** What is in it, the router checks. */
async function readDraft(file: string): Promise<NewDraft> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text) as NewDraft;
  } catch (error) {
    throw new UserError('draft-unreadable', `${file} is no JSON document: ${(error as Error).message}`);
  }
}
