/** What customers owe: aging and statements. */
import { aging } from '../invoices/ledger/aging.ts';
import { statement } from '../invoices/ledger/statement.ts';
import { setCreditHold } from '../invoices/ledger/credit-hold.ts';
import { requireCustomer, type Customer } from '../invoices/ledger/find.ts';
import type { Store } from '../store/open.ts';
import { creditHoldSet } from '../store/queries/credit-hold.ts';
import { safeName } from '../invoices/pdf-name.ts';
import { os } from './base.ts';
import type { CustomerAccount } from './ledger-wire.ts';

export const receivables = {
  aging: os.receivables.aging.handler(({ input, context }) => aging(context.store, input)),

  statement: os.receivables.statement.handler(({ input: { customer, ...period }, context }) =>
    statement(context.store, customer, period),
  ),

  account: os.receivables.account.handler(({ input, context: { store } }) =>
    accountOf(store, requireCustomer(store, input.customer)),
  ),

  setCreditHold: os.receivables.setCreditHold.handler(({ input, context: { store, actor } }) =>
    accountOf(store, setCreditHold(store, actor, input.customer, input.hold ? input.reason : null)),
  ),

  statementPdf: os.receivables.statementPdf.handler(async ({ input: { customer, ...period }, context }) => {
    // Fonts and drawing take some MB: they are loaded when somebody asks.
    const [{ statementDocument }, { drawStatement }] = await Promise.all([
      import('../invoices/statement/statement-document.ts'),
      import('../invoices/statement/draw-statement.ts'),
    ]);
    const document = statementDocument(context.store, customer, period);
    const pdf = await drawStatement(document);
    const name = safeName(`Statement-${document.customer.number}-${document.to}`);
    return new File([new Uint8Array(pdf)], `${name}.pdf`, { type: 'application/pdf' });
  }),
};

function accountOf(store: Store, customer: Customer): CustomerAccount {
  const { id, number, legalName, invoiceEmail, email, termsDays, creditLimitCents } = customer;
  const { creditHold, creditHoldReason } = customer;
  return {
    customerId: id,
    number,
    name: legalName,
    email: invoiceEmail ?? email,
    termsDays,
    creditLimitCents,
    creditHold: creditHold ? { reason: creditHoldReason, set: creditHoldSet(store, id) } : null,
  };
}
