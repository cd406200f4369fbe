/** What customers owe: aging and statements. */
import { aging } from '../invoices/ledger/aging.ts';
import { statement } from '../invoices/ledger/statement.ts';
import { os } from './base.ts';

export const receivables = {
  aging: os.receivables.aging.handler(({ input, context }) => aging(context.store, input)),

  statement: os.receivables.statement.handler(({ input: { customer, ...period }, context }) =>
    statement(context.store, customer, period),
  ),
};
