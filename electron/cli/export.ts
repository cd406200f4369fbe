/** `dockhand export carriers|customers|leads|invoices`: all rows as a file. */
import { resolve } from 'node:path';
import type { Entity } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { oneOf, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { bytes } from './format.ts';
import { printWhole, saveFile } from './save-file.ts';

const lists = { carriers: 'carrier', customers: 'customer', leads: 'lead', invoices: 'invoice' } as const;
const listNames = Object.keys(lists) as (keyof typeof lists)[];
const formats = ['csv', 'json'] as const;
type Format = (typeof formats)[number];

export const addExport: AddCommand = (parent, run) => {
  parent
    .command('export')
    .summary('all carriers, customers, leads or invoices as a file')
    .description(
      'Writes all rows of a list. Cells that a spreadsheet would take for a formula are neutralised in CSV.',
    )
    .argument('<list>', listNames.join(', '), oneOf('unknown-list', 'list', listNames))
    .option('--format <format>', 'csv or json', oneOf('unknown-format', 'format', formats))
    .option('--out <file>', 'write to this file instead of the terminal')
    .action((list: keyof typeof lists, options: { format?: Format; out?: string }) =>
      run((context) => exportRows(context, lists[list], options)),
    );
};

async function exportRows(
  context: CommandContext,
  entity: Entity,
  options: { format?: Format; out?: string },
): Promise<number> {
  const { withEngine, out } = context;
  const toTerminal = options.out === undefined;
  const format = options.format ?? (out.json && toTerminal ? 'json' : 'csv');
  if (out.json && toTerminal && format === 'csv') {
    throw new UserError(
      'usage',
      'CSV on the terminal is no JSON: give --out FILE, or leave --format csv or --json out.',
    );
  }
  const save = (path: string) =>
    withEngine(async ({ client }) => saveFile(path, await client.exports.rows({ entity, format })));
  if (options.out === undefined) {
    await printWhole(out, save);
    return exitCodes.done;
  }
  const file = resolve(options.out);
  const size = await save(file);
  await out.result({ entity, format, file, bytes: size }, () => `Written to ${file} (${bytes(size)}).`);
  return exitCodes.done;
}
