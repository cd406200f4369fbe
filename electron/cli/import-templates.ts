/** `dockhand import templates …`: named ways of reading files, kept, shown and carried to other machines. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TemplateView } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { ApiClient } from './client.ts';
import type { AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { readingOptions } from './dialect-options.ts';
import { describeError, exitCodes } from './exit.ts';
import { time } from './format.ts';
import { saveFile } from './save-file.ts';
import { oneLine, table, type Column } from './table.ts';

export const addImportTemplates: AddCommand = (parent, run) => {
  const templates = parent.command('templates').summary('named ways of reading files').description(words);
  templates
    .command('list', { isDefault: true })
    .summary('by name')
    .action(() => run(list));
  templates
    .command('show')
    .summary('what a template fills from which column')
    .argument('<name>', 'its name or id')
    .action((name: string) =>
      run((context) => change(context, ({ client }) => client.get({ template: name }))),
    );
  templates
    .command('save')
    .summary('keep the way in which an import was read')
    .argument('<name>', 'what to call it')
    .requiredOption('--from <import>', 'id of the import')
    .action((name: string, { from }: { from: string }) =>
      run((context) => change(context, ({ client }) => client.create({ name, from: { importId: from } }))),
    );
  templates
    .command('rename')
    .summary('give it another name')
    .argument('<name>', 'its name or id')
    .argument('<new-name>', 'the other one')
    .action((template: string, name: string) =>
      run((context) => change(context, ({ client }) => client.rename({ template, name }))),
    );
  templates
    .command('delete')
    .summary('remove it; imports that used it stay as they are')
    .argument('<name>', 'its name or id')
    .action((name: string) => run((context) => remove(context, name)));
  templates
    .command('export')
    .summary('write it to a file, for another machine')
    .argument('<name>', 'its name or id')
    .option('--out <file>', 'write to this file instead of the terminal')
    .action((name: string, { out }: { out?: string }) => run((context) => toFile(context, name, out)));
  templates
    .command('import')
    .summary('read one from a file that `export` has written')
    .argument('<file>', 'the file')
    .option('--name <name>', 'call it this, instead of as in the file')
    .option('--replace', 'a template of that name takes the content of the file', false)
    .action((file: string, options: { name?: string; replace: boolean }) =>
      run(async (context) => {
        const content = await readJson(resolve(file));
        return change(context, ({ client }) => client.import({ file: content, ...options }));
      }),
    );
};

const words = 'Named ways of reading files. Use one with `dockhand import FILE --template NAME`.';

const columns: Column<TemplateView>[] = [
  { title: 'NAME', value: ({ name }) => name, flexible: true },
  { title: 'TYPE', value: ({ entity }) => entity },
  { title: 'FIELDS', value: ({ mapping }) => String(Object.keys(mapping).length), right: true },
  { title: 'EXISTING', value: ({ onDuplicate }) => onDuplicate },
  { title: 'CHANGED', value: ({ updatedAt }) => time(updatedAt) },
];

async function list({ withEngine, out }: CommandContext): Promise<number> {
  const templates = await withEngine(({ client }) => client.importTemplates.list());
  await out.result(templates, () =>
    templates.length === 0
      ? 'No templates. `dockhand import templates save NAME --from IMPORT` makes one.'
      : table(columns, templates, out.width),
  );
  return exitCodes.done;
}

/** Asks for something that ends in a template, and shows it. */
async function change(
  { withEngine, out }: CommandContext,
  ask: (access: { client: ApiClient['importTemplates'] }) => Promise<TemplateView>,
): Promise<number> {
  const template = await withEngine(({ client }) => ask({ client: client.importTemplates }));
  await out.result(template, () => describe(template));
  return exitCodes.done;
}

function describe({ name, entity, mapping, onDuplicate, dialect }: TemplateView): string {
  const fields = Object.entries(mapping).map(
    ([field, source]) =>
      `  ${field} = ${oneLine(typeof source === 'string' ? source : JSON.stringify(source))}`,
  );
  const options = readingOptions(dialect);
  const read = options === '' ? [] : [`  read with ${oneLine(options)}`];
  return [`${oneLine(name)}: ${entity}, existing rows: ${onDuplicate}`, ...read, ...fields].join('\n');
}

async function remove({ withEngine, out }: CommandContext, template: string): Promise<number> {
  await withEngine(({ client }) => client.importTemplates.remove({ template }));
  await out.result({ removed: template }, () => `"${template}" is removed.`);
  return exitCodes.done;
}

async function toFile(
  { withEngine, out }: CommandContext,
  template: string,
  outFile: string | undefined,
): Promise<number> {
  const content = await withEngine(({ client }) => client.importTemplates.export({ template }));
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (outFile === undefined) {
    await out.result(content, () => text);
    return exitCodes.done;
  }
  const file = resolve(outFile);
  await saveFile(file, [text]);
  await out.result({ template: content.name, file }, () => `"${content.name}" is written to ${file}.`);
  return exitCodes.done;
}

/** @throws UserError `file-unreadable`, `no-template-file` */
async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError('file-unreadable', `${path} cannot be read: ${describeError(error).message}`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw new UserError('no-template-file', `${path} is not JSON, so it is no template.`);
  }
}
