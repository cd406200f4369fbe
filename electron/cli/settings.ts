/** `dockhand settings …`: what documents look like and whom they are from; the warehouse itself is in settings-site.ts. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DocumentSettingsView } from '../../workers/invoices/template/settings.ts';
import { oneOf, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { saveFile } from './save-file.ts';
import { addSiteSettings } from './settings-site.ts';

type Settings = DocumentSettingsView['settings'];

interface Options extends Partial<Omit<Settings, 'footer' | 'address'>> {
  address?: string[];
  footer?: string[];
  /** A path; false for `--no-logo`. */
  logo?: string | false;
  preview?: string;
}

export const addSettings: AddCommand = (parent, run) => {
  const settings = parent.command('settings').description('What is set for this install.');
  addSiteSettings(settings, run);
  settings
    .command('documents')
    .summary('logo, colour, footer, paper and sender of invoices and statements')
    .description(
      'Without options shows the settings. What is given is changed for what is issued from now on; with --preview it is tried out on a sample and not kept. An empty text takes a line away.',
    )
    .option('--legal-name <name>', 'who the documents are from')
    .option('--address <line...>', 'the lines of the address')
    .option('--phone <number>')
    .option('--email <address>')
    .option('--mc-number <number>')
    .option('--usdot <number>')
    .option('--tax-id <number>')
    .option('--paper <size>', 'letter or a4', oneOf('bad-option', 'paper', ['letter', 'a4'] as const))
    .option('--accent <#rrggbb>', 'colour of headings and rules; empty: black')
    .option('--footer <line...>', 'up to three lines at the foot of every page')
    .option('--logo <file>', 'a PNG or JPEG picture')
    .option('--no-logo', 'no logo any more')
    .option('--preview <file>', 'write the PDF of a sample invoice; keep nothing')
    .action((options: Options) => run((context) => documents(context, options)));
};

async function documents({ withEngine, out }: CommandContext, options: Options): Promise<number> {
  const { preview, logo, address, footer, ...rest } = options;
  // Commander gives `logo` the value true where neither option is there.
  const file = typeof logo === 'string' ? (await readFile(resolve(logo))).toString('base64') : undefined;
  const picture = logo === false ? null : file;
  const texts = {
    ...rest,
    ...(address === undefined ? {} : { address: address.join('\n') }),
    ...(footer === undefined ? {} : { footer: footer.join('\n') }),
  };
  const isChange = Object.keys(texts).length > 0 || picture !== undefined;
  const view = await withEngine(async ({ client }) => {
    const now = await client.documents.settings();
    const input = { settings: { ...now.settings, ...texts }, logo: picture };
    if (preview !== undefined)
      await saveFile(resolve(preview), (await client.documents.preview(input)).stream());
    return isChange && preview === undefined ? client.documents.saveSettings(input) : now;
  });
  await out.result(preview === undefined ? view : { ...view, preview: resolve(preview) }, () =>
    preview === undefined
      ? describe(view)
      : `A sample was written to ${resolve(preview)}. Nothing was changed.`,
  );
  return exitCodes.done;
}

function describe({ settings, logo }: DocumentSettingsView): string {
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name.padEnd(11)} ${value === '' ? '–' : value.replaceAll('\n', '\n'.padEnd(13))}`,
  );
  const picture =
    logo === null ? '–' : `${logo.width} × ${logo.height} pixels, ${Math.ceil(logo.bytes / 1024)} KB`;
  return [...lines, `${'logo'.padEnd(11)} ${picture}`].join('\n');
}
