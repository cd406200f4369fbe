/** The lines of a draft, written as a whole. */
import { asc, eq } from 'drizzle-orm';
import { requireDraft } from './invoice-guard.ts';
import { invoice, invoiceLine } from './schema.ts';
import type { Transaction } from './write.ts';

export type LineValues = Omit<typeof invoiceLine.$inferSelect, 'no' | 'invoiceId'>;

/**
 * Replaces the lines when they differ, and then moves the version on and audits both states.
 * @throws UserError `invoice-issued`
 */
export function replaceLines(
  tx: Transaction,
  draft: Pick<typeof invoice.$inferSelect, 'id' | 'number' | 'status'>,
  lines: readonly LineValues[],
): void {
  const { orm, now, actor } = tx;
  const ofDraft = eq(invoiceLine.invoiceId, draft.id);
  // Asked of the database, not of the caller: the draft may have been issued since it was read.
  const current = orm.select().from(invoice).where(eq(invoice.id, draft.id)).get();
  requireDraft(current ?? draft);
  const before = orm.select().from(invoiceLine).where(ofDraft).orderBy(asc(invoiceLine.position)).all();
  const was = before.map(({ no: _no, invoiceId: _invoiceId, ...values }) => values);
  if (current === undefined || same(was, lines)) return;
  orm.delete(invoiceLine).where(ofDraft).run();
  for (const line of lines)
    orm
      .insert(invoiceLine)
      .values({ ...line, invoiceId: draft.id })
      .run();
  if (was.length > 0) {
    const moved = { version: current.version + 1, updatedAt: now, updatedBy: actor };
    orm.update(invoice).set(moved).where(eq(invoice.id, draft.id)).run();
  }
  tx.audit('invoice', draft.id, 'lines', { lines: [was, lines] });
}

const lineColumns = [
  'position',
  'code',
  'description',
  'quantityMilli',
  'unitPriceE4',
  'discountBp',
  'amountCents',
] as const;

function same(a: readonly LineValues[], b: readonly LineValues[]): boolean {
  return (
    a.length === b.length &&
    a.every((line, at) => lineColumns.every((column) => line[column] === b[at]?.[column]))
  );
}
