/** Finding what a person names: by id, or by the number that is printed. */
import { and, eq, isNull } from 'drizzle-orm';
import { UserError } from '../../errors.ts';
import type { Store } from '../../store/open.ts';
import { customer, invoice } from '../../store/schema.ts';

export type Invoice = typeof invoice.$inferSelect;
export type Customer = typeof customer.$inferSelect;
export type Reading = Pick<Store, 'orm'>;

/** An invoice, draft or credit note that is not deleted. @throws UserError `not-found`. */
export function requireInvoice({ orm }: Reading, key: string): Invoice {
  for (const column of [invoice.id, invoice.number]) {
    const found = orm
      .select()
      .from(invoice)
      .where(and(eq(column, key), isNull(invoice.deletedAt)))
      .get();
    if (found !== undefined) return found;
  }
  throw new UserError('not-found', `There is no invoice ${key}.`);
}

/** @throws UserError `not-found`. */
export function requireCustomer({ orm }: Reading, key: string): Customer {
  for (const column of [customer.id, customer.number]) {
    const found = orm
      .select()
      .from(customer)
      .where(and(eq(column, key), isNull(customer.deletedAt)))
      .get();
    if (found !== undefined) return found;
  }
  throw new UserError('not-found', `There is no customer ${key}.`);
}

/** Null when the invoice names none, or the customer was removed since. */
export function customerOf({ orm }: Reading, { customerId }: Pick<Invoice, 'customerId'>): Customer | null {
  if (customerId === null) return null;
  return orm.select().from(customer).where(eq(customer.id, customerId)).get() ?? null;
}

/** What a document is called: a draft has no number yet. */
export function nameOf({ status, number, kind, id }: Invoice): string {
  if (status === 'draft') return `Draft ${id}`;
  return kind === 'credit-note' ? `Credit note ${number}` : `Invoice ${number}`;
}
