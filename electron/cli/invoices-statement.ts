/** `dockhand invoices statement CUSTOMER` */
import { resolve } from 'node:path';
import type { Account, EntryKind, Statement } from '../../workers/invoices/ledger/statement.ts';
import type { AddCommand } from './command.ts';
import { exitCodes } from './exit.ts';
import { money } from './format.ts';
import { agingColumns } from './invoices-aging.ts';
import { saveFile } from './save-file.ts';
import { table } from './table.ts';

export const addInvoicesStatement: AddCommand = (parent, run) => {
  parent
    .command('statement')
    .summary('a customer’s account over a period')
    .argument('<customer>', 'number or id')
    .option('--from <yyyy-mm-dd>', 'first day; by default 30 days before the last')
    .option('--to <yyyy-mm-dd>', 'last day; by default today in the warehouse')
    .option('--pdf <file>', 'also write it as a PDF: what is open, how old it is, what was paid')
    .action((customer: string, { pdf, ...period }: { from?: string; to?: string; pdf?: string }) =>
      run(async ({ withEngine, out }) => {
        const found = await withEngine(async ({ client }) => {
          if (pdf !== undefined) {
            const file = await client.receivables.statementPdf({ customer, ...period });
            await saveFile(resolve(pdf), file.stream());
          }
          return client.receivables.statement({ customer, ...period });
        });
        const written = pdf === undefined ? {} : { pdf: resolve(pdf) };
        await out.result({ ...found, ...written }, () => describe(found, out.width));
        return exitCodes.done;
      }),
    );
};

const kinds: Record<EntryKind, string> = {
  invoice: 'Invoice',
  'invoice-void': 'Invoice void',
  'credit-note': 'Credit note',
  'credit-note-void': 'Credit note void',
  payment: 'Payment',
  reversal: 'Payment reversed',
};

function describe({ customerNumber, name, from, to, accounts }: Statement, width: number): string {
  const head = `${name} (${customerNumber}), ${from} to ${to}`;
  if (accounts.length === 0) return `${head}\nNothing has moved this account.`;
  return [head, ...accounts.map((account) => accountWords(account, width))].join('\n\n');
}

function accountWords(account: Account, width: number): string {
  const { currency, openingCents, entries, closingCents, aging, onAccountCents } = account;
  const list = table(
    [
      { title: 'DATE', value: ({ date }) => date },
      { title: 'WHAT', value: ({ kind }) => kinds[kind] },
      { title: 'REFERENCE', value: ({ reference }) => reference, flexible: true },
      { title: 'AMOUNT', value: ({ amountCents }) => money(amountCents, currency), right: true },
      { title: 'BALANCE', value: ({ balanceCents }) => money(balanceCents, currency), right: true },
    ],
    entries,
    width,
  );
  return [
    `Opening balance ${money(openingCents, currency)}`,
    list.trimEnd(),
    `Closing balance ${money(closingCents, currency)}`,
    aging === null ? '' : table(agingColumns, [{ ...aging, currency }], width).trimEnd(),
    onAccountCents === 0 ? '' : `Paid or credited and not yet applied: ${money(onAccountCents, currency)}`,
  ]
    .filter(Boolean)
    .join('\n');
}
