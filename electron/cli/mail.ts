/** `dockhand mail …`: the mail server, a test message, and what became of the mails. */
import type { MailRow, MailSettingsView } from '../../workers/api/wire.ts';
import { mailStates } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { limitOption, oneOf, wholeNumber, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { plural, time } from './format.ts';
import { firstLineOfInput } from './read-input.ts';
import { showPage } from './show-page.ts';
import type { Column } from './table.ts';

type Settings = NonNullable<MailSettingsView['settings']>;
type SettingsOptions = Partial<Settings> & { passwordStdin?: true; noPassword?: true };

export const addMail: AddCommand = (parent, run) => {
  const mail = parent.command('mail').description('E-mail: settings, a test message, the outbox.');
  mail
    .command('settings')
    .summary('shows the settings, or changes those that are given')
    .description(
      'Without options shows the settings. The password is read from the first line of standard input, never from the command line.',
    )
    .option('--host <name>', 'the mail server')
    .option('--port <n>', 'mostly 465 for tls, 587 for starttls', wholeNumber('--port', 1, 65_535))
    .option(
      '--security <mode>',
      'tls, starttls or none',
      oneOf('bad-option', 'security', ['tls', 'starttls', 'none'] as const),
    )
    .option('--user <name>', 'empty: without a login')
    .option('--password-stdin', 'read the password from standard input')
    .option('--from-address <address>', 'the sender')
    .option('--from-name <name>', 'the name of the sender')
    .option('--reply-to <address>', 'where answers go; empty: to the sender')
    .option('--per-minute <n>', 'mails a minute at most', wholeNumber('--per-minute', 1, 600))
    .option(
      '--batch-size <n>',
      'a pause after so many mails; 0: never',
      wholeNumber('--batch-size', 0, 10_000),
    )
    .option('--batch-pause-seconds <n>', 'how long', wholeNumber('--batch-pause-seconds', 0, 3600))
    .option('--ca-file <path>', 'certificates (PEM) to trust besides those of the system')
    .action((options: SettingsOptions) => run((context) => settings(context, options)));
  mail
    .command('test')
    .summary('sends a test message now')
    .argument('<address>', 'to whom')
    .action((to: string) => run((context) => test(context, to)));
  mail
    .command('outbox')
    .summary('the mails, newest first, with the server’s words')
    .option('--state <state>', mailStates.join(', '), oneOf('bad-option', 'state', mailStates))
    .option('--search <text>', 'recipient, subject or the server’s words', '')
    .addOption(limitOption())
    .action((options: { state?: MailRow['state']; search: string; limit?: number }) =>
      run((context) => outbox(context, options)),
    );
  mail
    .command('retry')
    .summary('tries mails again that did not go out')
    .argument('[ids...]', 'ids of mails')
    .option('--held', 'all that are held')
    .option('--failed', 'all that failed, 500 at a time')
    .action((ids: string[], options: { held?: true; failed?: true }) =>
      run((context) => retry(context, ids, options)),
    );
};

async function settings({ withEngine, out }: CommandContext, options: SettingsOptions): Promise<number> {
  const { passwordStdin, ...changes } = options;
  const password = passwordStdin === true ? await firstLineOfInput() : undefined;
  const view = await withEngine(async ({ client }) => {
    const now = await client.mail.settings();
    if (Object.keys(options).length === 0) return now;
    const { host, port, security, fromAddress, ...rest } = { ...now.settings, ...changes };
    if (host === undefined || port === undefined || security === undefined || fromAddress === undefined)
      throw new UserError(
        'usage',
        'E-mail is not set up yet: give at least --host, --port, --security and --from-address.',
      );
    return client.mail.saveSettings({ settings: { host, port, security, fromAddress, ...rest }, password });
  });
  await out.result(view, () => describe(view));
  return exitCodes.done;
}

function describe({ settings: set, password, hold }: MailSettingsView): string {
  if (set === null) return 'E-mail is not set up.';
  const lines = Object.entries(set).map(([name, value]) => `${name.padEnd(18)} ${value}`);
  lines.push(`${'password'.padEnd(18)} ${password === null ? 'none' : `set (${password})`}`);
  if (set.security === 'none') lines.push('', 'Warning: mails and the password travel without encryption.');
  if (hold !== null) lines.push('', `All mails are held since ${time(hold.at)}: ${hold.message}`);
  return lines.join('\n');
}

async function test({ withEngine, out }: CommandContext, to: string): Promise<number> {
  const reply = await withEngine(({ client }) => client.mail.test({ to }));
  await out.result(reply, () => `The mail server took it: ${reply.words}`);
  return exitCodes.done;
}

const columns: Column<MailRow>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'STATE', value: ({ state }) => state },
  { title: 'TO', value: ({ recipient }) => recipient },
  { title: 'SUBJECT', value: ({ subject }) => subject, flexible: true },
  { title: 'TRIES', value: ({ attempts }) => String(attempts), right: true },
  { title: 'MADE', value: ({ createdAt }) => time(createdAt) },
  { title: 'SERVER', value: ({ reply }) => reply ?? '', flexible: true },
];

function outbox(
  context: CommandContext,
  { state, search, limit }: { state?: MailRow['state']; search: string; limit?: number },
): Promise<number> {
  return showPage(context, { columns, nothing: 'No mails.', limit }, (client, part) =>
    client.mail.outbox({ state, search, ...part }),
  );
}

/** @throws UserError `usage` unless it is said which: all is never meant by accident. */
async function retry(
  { withEngine, out }: CommandContext,
  ids: string[],
  { held, failed }: { held?: true; failed?: true },
): Promise<number> {
  const given = [ids.length > 0, held === true, failed === true].filter(Boolean).length;
  if (given !== 1) throw new UserError('usage', 'Which mails? Give their ids, --held or --failed.');
  const which = ids.length > 0 ? { ids } : { state: held === true ? ('held' as const) : ('failed' as const) };
  const done = await withEngine(({ client }) => client.mail.retry(which));
  await out.result(done, () => `${plural(done.retried, 'mail')} tried again, ${done.skipped} left alone.`);
  return exitCodes.done;
}
