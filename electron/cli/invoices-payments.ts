/** `dockhand invoices payments`: what came in; what is left of it applied later; a payment taken back. */
import type { PaymentView } from '../../workers/api/ledger-wire.ts';
import { UserError } from '../../workers/errors.ts';
import { limitOption, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { money } from './format.ts';
import { addShare, type ShareOption } from './invoices-pay.ts';
import { showPage } from './show-page.ts';
import type { Column } from './table.ts';

interface Options {
  customer?: string;
  apply?: string;
  invoice: ShareOption[];
  reverse?: string;
  reason?: string;
  limit?: number;
}

export const addInvoicesPayments: AddCommand = (parent, run) => {
  parent
    .command('payments')
    .summary('payments, latest first; apply what is left of one, or reverse one')
    .option('--customer <number>', 'of one customer')
    .option(
      '--apply <id>',
      'settle invoices with what is left of a payment, or of a credit note (its number)',
    )
    .option(
      '--invoice <number=amount>',
      'what it settles, oldest first when left out; may be repeated',
      addShare,
      [],
    )
    .option('--reverse <id>', 'take a payment back as a whole')
    .option('--reason <text>', 'why it is reversed; kept with it')
    .addOption(limitOption())
    .action((options: Options) =>
      run((context) => {
        const { apply, reverse, reason } = options;
        if (apply !== undefined) return applyCredit(context, apply, options.invoice);
        if (reverse === undefined) return listPayments(context, options);
        if (reason === undefined) throw new UserError('bad-option', 'Say why it is reversed: --reason TEXT.');
        return reversePayment(context, reverse, reason);
      }),
    );
};

const columns: Column<PaymentView>[] = [
  { title: 'PAYMENT', value: ({ id }) => id },
  { title: 'DATE', value: ({ date }) => date },
  { title: 'BY', value: ({ method, reference }) => `${method} ${reference}`.trim(), flexible: true },
  { title: 'AMOUNT', value: ({ amountCents, currency }) => money(amountCents, currency), right: true },
  {
    title: 'LEFT',
    value: ({ leftCents, currency }) => (leftCents === 0 ? '' : money(leftCents, currency)),
    right: true,
  },
  { title: 'STATE', value: ({ reversed }) => (reversed === null ? '' : `reversed: ${reversed.reason}`) },
];

function listPayments(context: CommandContext, { customer, limit }: Options): Promise<number> {
  return showPage(context, { columns, nothing: 'No payments.', limit }, (client, part) =>
    client.payments.list({ customer, ...part }),
  );
}

/** A payment has a UUID, a credit note a number. */
const isId = (key: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key);

async function applyCredit(
  { withEngine, out }: CommandContext,
  key: string,
  invoice: ShareOption[],
): Promise<number> {
  const shares = invoice.length === 0 ? undefined : invoice;
  if (isId(key)) {
    const payment = await withEngine(({ client }) => client.payments.apply({ id: key, shares }));
    const { leftCents, currency } = payment;
    await out.result(payment, () => `Applied; ${money(leftCents, currency)} stays on account.`);
  } else {
    const note = await withEngine(({ client }) => client.payments.applyCreditNote({ invoice: key, shares }));
    await out.result(note, () => `What is left of ${note.number} is applied.`);
  }
  return exitCodes.done;
}

async function reversePayment(
  { withEngine, out }: CommandContext,
  id: string,
  reason: string,
): Promise<number> {
  const payment = await withEngine(({ client }) => client.payments.reverse({ id, reason }));
  const { amountCents, currency } = payment;
  await out.result(payment, () => `The payment of ${money(amountCents, currency)} is reversed.`);
  return exitCodes.done;
}
