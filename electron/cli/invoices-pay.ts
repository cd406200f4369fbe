/** `dockhand invoices pay AMOUNT --customer C-1` */
import { randomUUID } from 'node:crypto';
import { UserError } from '../../workers/errors.ts';
import type { PaymentView } from '../../workers/api/ledger-wire.ts';
import { paymentMethods, type PaymentMethod } from '../../workers/api/wire.ts';
import { centsOption } from './cents.ts';
import { oneOf, type AddCommand } from './command.ts';
import { exitCodes } from './exit.ts';
import { money } from './format.ts';
import { table } from './table.ts';

/** What an amount settles. */
export interface ShareOption {
  invoice: string;
  amountCents: number;
}

interface Options {
  customer?: string;
  method: PaymentMethod;
  date?: string;
  currency?: string;
  reference?: string;
  invoice: ShareOption[];
  onAccount?: true;
}

export const addInvoicesPay: AddCommand = (parent, run) => {
  parent
    .command('pay')
    .summary('record a payment')
    .description(
      'Without --invoice it settles what the customer has owed longest; what is left over stays on account.',
    )
    .argument('<amount>', 'such as 1250.50', centsOption('The amount'))
    .option('--customer <number>', 'who has paid; may be left out when --invoice says it')
    .option('--invoice <number=amount>', 'what it settles; may be repeated', addShare, [])
    .option('--on-account', 'settle nothing yet')
    .option(
      '--method <method>',
      paymentMethods.join(', '),
      oneOf('bad-option', 'method', paymentMethods),
      'check',
    )
    .option('--reference <text>', 'number of the check or the like')
    .option('--currency <code>', 'by default that of the invoice, or the site’s')
    .option('--date <yyyy-mm-dd>', 'by default today in the warehouse')
    .action((amountCents: number, options: Options) =>
      run(async ({ withEngine, out }) => {
        const { customer, method, date, currency, reference, invoice, onAccount } = options;
        // Asked again after the engine was lost, it is the same payment.
        const id = randomUUID();
        const payment = await withEngine(({ client }) =>
          client.payments.record({
            id,
            customer,
            amountCents,
            method,
            date,
            currency,
            reference,
            ...(invoice.length > 0 || onAccount === true ? { shares: invoice } : {}),
          }),
        );
        await out.result(payment, () => describe(payment));
        return exitCodes.done;
      }),
    );
};

/** One more `NUMBER=AMOUNT`. @throws UserError `bad-option` */
export function addShare(text: string, before: ShareOption[]): ShareOption[] {
  const at = text.lastIndexOf('=');
  if (at < 1)
    throw new UserError(
      'bad-option',
      `--invoice must be a number and an amount, such as INV-A1-2026-000001=50.00.`,
    );
  return [
    ...before,
    { invoice: text.slice(0, at), amountCents: centsOption('--invoice')(text.slice(at + 1)) },
  ];
}

function describe({ amountCents, currency, shares, leftCents }: PaymentView): string {
  const list = table(
    [
      { title: 'INVOICE', value: ({ number }) => number },
      { title: 'PAID', value: (share) => money(share.amountCents, currency), right: true },
    ],
    shares,
  );
  const left = leftCents > 0 ? `${money(leftCents, currency)} stays on account.` : '';
  return [`${money(amountCents, currency)} recorded.`, list.trimEnd(), left].filter(Boolean).join('\n');
}
