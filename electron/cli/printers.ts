/** `dockhand printers …`: the printers of this computer, what each is for, and a test page. */
import { v4 as uuidv4 } from 'uuid';
import { printRoles, type PrinterRoleRow, type PrinterRow, type PrintRole } from '../../workers/api/wire.ts';
import { UserError } from '../../workers/errors.ts';
import { oneOf, wholeNumber, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { plural } from './format.ts';
import { followPrint } from './follow-print.ts';
import { table, type Column } from './table.ts';

interface RoleOptions {
  fallback?: string;
  strict?: true;
  copies?: number;
  tray?: string;
  duplex?: boolean;
  insist?: true;
}

export const addPrinters: AddCommand = (parent, run) => {
  const printers = parent.command('printers').description('Printers, what each is for, and a test page.');
  printers
    .command('list', { isDefault: true })
    .summary('every printer with its state and what it is for')
    .description('Those that write files or send faxes in place of paper are marked.')
    .action(() => run(list));
  printers
    .command('role')
    .summary('which printer is for what')
    .description(
      `Roles: ${printRoles.join(', ')}. What is not said stays as it was. What waits for the printer of before goes to the new one.`,
    )
    .argument('<role>', printRoles.join(', '), oneOf('bad-option', 'role', printRoles))
    .argument('<printer>', 'as `dockhand printers` lists it')
    .option('--fallback <printer>', 'takes over while the first cannot print')
    .option('--strict', 'no other printer: documents wait')
    .option('--copies <n>', 'of each document', wholeNumber('--copies', 1, 99))
    .option('--tray <name>', 'as the driver names it; empty: the printer’s own choice')
    .option('--duplex', 'on both sides')
    .option('--no-duplex', 'on one side')
    .option('--insist', 'also a printer that makes no paper')
    .action((role: PrintRole, printer: string, options: RoleOptions) =>
      run((context) => setRole(context, role, printer, options)),
    );
  printers
    .command('test')
    .summary('prints a test page')
    .description('Waits until the print system says what became of it, half a minute at most.')
    .argument('<printer>', 'as `dockhand printers` lists it')
    .action((printer: string) => run((context) => test(context, printer)));
};

const columns = (roles: readonly PrinterRoleRow[]): Column<PrinterRow>[] => [
  { title: 'PRINTER', value: ({ name }) => name },
  { title: 'STATE', value: stateOf, flexible: true },
  { title: 'FOR', value: ({ name }) => rolesOf(name, roles), flexible: true },
  {
    title: 'NOTE',
    value: ({ notPaper, isDefault }) => notPaper ?? (isDefault ? 'the system’s own choice' : ''),
    flexible: true,
  },
];

function stateOf({ state, accepting, reason }: PrinterRow): string {
  const words = accepting ? state : state === 'paused' ? 'paused, takes no documents' : 'takes no documents';
  return reason === '' ? words : `${words} (${reason})`;
}

function rolesOf(name: string, roles: readonly PrinterRoleRow[]): string {
  return roles
    .flatMap(({ role, printer, fallback }) =>
      printer === name ? [role] : fallback === name ? [`${role} (fallback)`] : [],
    )
    .join(', ');
}

async function list({ withEngine, out }: CommandContext): Promise<number> {
  const view = await withEngine(({ client }) => client.printing.overview());
  if (view.trouble !== null) throw new UserError(view.trouble.code, view.trouble.message);
  const { printers, roles } = view;
  const gone = roles.filter(({ printer }) => printers.every(({ name }) => name !== printer));
  await out.result({ printers, roles }, () =>
    [
      printers.length === 0
        ? 'This computer has no printer.'
        : table(columns(roles), printers, out.width).trimEnd(),
      ...gone.map(({ role, printer }) => `The printer ${printer} for ${role} is not there any more.`),
    ].join('\n'),
  );
  return exitCodes.done;
}

async function setRole(
  { withEngine, out }: CommandContext,
  role: PrintRole,
  printer: string,
  { fallback, strict, copies, tray, duplex, insist }: RoleOptions,
): Promise<number> {
  if (fallback !== undefined && strict === true)
    throw new UserError('usage', 'Give --fallback or --strict, not both.');
  const { roles, moved } = await withEngine(async ({ client }) => {
    const before = (await client.printing.roles()).find((each) => each.role === role);
    return client.printing.setRole({
      role,
      printer,
      fallback: strict === true ? null : (fallback ?? before?.fallback ?? null),
      copies: copies ?? before?.copies,
      tray: tray === undefined ? (before?.tray ?? null) : tray === '' ? null : tray,
      duplex: duplex ?? before?.duplex,
      insist: insist === true,
    });
  });
  const set = roles.find((each) => each.role === role);
  await out.result({ role: set ?? null, moved }, () => {
    const second = set?.fallback ?? null;
    const also = second === null ? 'documents wait for it' : `${second} takes over while it cannot print`;
    const waiting = moved === 0 ? '' : ` ${plural(moved, 'waiting print')} will go there.`;
    return `${printer} is for ${role}; ${also}.${waiting}`;
  });
  return exitCodes.done;
}

async function test({ withEngine, out }: CommandContext, printer: string): Promise<number> {
  const requestId = uuidv4();
  const print = await withEngine(async ({ client }) => {
    const { id } = await client.printing.testPage({ printer, requestId });
    return followPrint(client, id);
  });
  await out.result(print, () =>
    print.state === 'printed'
      ? `The test page is printed on ${printer}. Look whether it came out.`
      : `The test page is ${print.state}. ${print.message ?? 'See `dockhand print-jobs`.'}`,
  );
  return print.state === 'failed' || print.state === 'unknown' ? exitCodes.failed : exitCodes.done;
}
