/** `dockhand invoices remit-to list|add|verify|release`: where customers are to pay. */
import { readFile } from 'node:fs/promises';
import type { RemitToView } from '../../workers/api/ledger-wire.ts';
import { UserError } from '../../workers/errors.ts';
import type { AddCommand, Run } from './command.ts';
import { exitCodes } from './exit.ts';
import { table, type Column } from './table.ts';
import type { Command } from 'commander';

export const addInvoicesRemitTo: AddCommand = (parent, run) => {
  const remitTo = parent.command('remit-to').summary('where customers are to pay, printed on invoices');
  addList(remitTo, run);
  addAdd(remitTo, run);
  addVerify(remitTo, run);
  addRelease(remitTo, run);
};

const columns: Column<RemitToView>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'FROM', value: ({ effectiveFrom }) => effectiveFrom },
  { title: 'FOR', value: ({ customer }) => customer?.number ?? 'everybody' },
  { title: 'NAME', value: ({ name }) => name, flexible: true },
  { title: 'FACTOR', value: ({ factor }) => factor ?? '' },
  { title: 'STATE', value: stateOf },
];

function stateOf({ inForce, awaitsVerification, released }: RemitToView): string {
  if (released !== null) return `released ${released.on}`;
  if (awaitsVerification) return 'not verified';
  return inForce ? 'in force' : '';
}

function addList(parent: Command, run: Run): void {
  parent
    .command('list')
    .summary('all that were entered, latest first')
    .action(() =>
      run(async ({ withEngine, out }) => {
        const rows = await withEngine(({ client }) => client.remitTo.list());
        await out.result({ rows }, () =>
          rows.length === 0
            ? 'None was entered: invoices say the site’s own address.'
            : table(columns, rows, out.width),
        );
        return exitCodes.done;
      }),
    );
}

interface NewRemitTo {
  name: string;
  address: string;
  from: string;
  customer?: string;
  factor?: string;
  notice?: string;
  noticeFile?: string;
}

function addAdd(parent: Command, run: Run): void {
  parent
    .command('add')
    .summary('enter one')
    .description(
      'One with a factor is in force only when a second person has verified it: somebody else, under their own name.',
    )
    .requiredOption('--name <name>', 'to whom is paid')
    .requiredOption('--address <text>', 'its lines separated by \\n')
    .requiredOption('--from <yyyy-mm-dd>', 'from which day on')
    .option('--customer <number>', 'for one customer alone; by default for everybody')
    .option('--factor <name>', 'the company that bought the receivables')
    .option('--notice <text>', 'the factor’s notice of assignment, printed on the invoices')
    .option('--notice-file <path>', 'the same from a text file')
    .action((options: NewRemitTo) =>
      run(async ({ withEngine, out }) => {
        const { name, address, from: effectiveFrom, customer, factor } = options;
        const notice = await noticeOf(options);
        const made = await withEngine(({ client }) =>
          client.remitTo.create({
            name,
            address: address.replaceAll('\\n', '\n'),
            effectiveFrom,
            customer,
            factor,
            notice,
          }),
        );
        await out.result(made, () =>
          made.awaitsVerification
            ? `Entered. Somebody else verifies it: dockhand invoices remit-to verify ${made.id}`
            : 'Entered.',
        );
        return exitCodes.done;
      }),
    );
}

async function noticeOf({ notice, noticeFile }: NewRemitTo): Promise<string | undefined> {
  if (noticeFile === undefined) return notice;
  if (notice !== undefined)
    throw new UserError('bad-option', 'Give the notice once: with --notice or with --notice-file.');
  return readFile(noticeFile, 'utf8');
}

function addVerify(parent: Command, run: Run): void {
  parent
    .command('verify')
    .summary('say that money may go there; not by the one who entered it')
    .argument('<id>', 'as `remit-to list` shows it')
    .action((id: string) =>
      run(async ({ withEngine, out }) => {
        const found = await withEngine(({ client }) => client.remitTo.verify({ id }));
        await out.result(found, () =>
          found.inForce ? 'Verified, and in force.' : `Verified. In force from ${found.effectiveFrom} on.`,
        );
        return exitCodes.done;
      }),
    );
}

function addRelease(parent: Command, run: Run): void {
  parent
    .command('release')
    .summary('end it, as a factor’s letter of release does')
    .argument('<id>', 'as `remit-to list` shows it')
    .requiredOption('--date <yyyy-mm-dd>', 'from which day on it is out of force')
    .action((id: string, { date }: { date: string }) =>
      run(async ({ withEngine, out }) => {
        const found = await withEngine(({ client }) => client.remitTo.release({ id, date }));
        await out.result(found, () => `Released: out of force from ${found.released?.on ?? date} on.`);
        return exitCodes.done;
      }),
    );
}
