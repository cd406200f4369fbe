/** Payments, and what part of a payment or a credit note settles which invoice. Nothing here is changed: it is reversed. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Store } from './open.ts';
import { allocation, auditLog, payment } from './schema.ts';
import type { Transaction } from './write.ts';

export type Payment = typeof payment.$inferSelect;
export type Allocation = typeof allocation.$inferSelect;

/** What settles. */
export type Source = { paymentId: string } | { creditNoteId: string };

type Reading = Pick<Store, 'orm'>;

export function paymentById({ orm }: Reading, id: string): Payment | undefined {
  return orm.select().from(payment).where(eq(payment.id, id)).get();
}

export function insertPayment(tx: Transaction, values: typeof payment.$inferInsert): Payment {
  const written = tx.orm.insert(payment).values(values).returning().get();
  tx.audit('payment', written.id, 'create', values);
  return written;
}

export function markPaymentReversed(tx: Transaction, id: string, reason: string): void {
  const reversed = { reversedAt: tx.now, reversedBy: tx.actor, reverseReason: reason };
  tx.orm.update(payment).set(reversed).where(eq(payment.id, id)).run();
  tx.audit('payment', id, 'reverse', { reason });
}

export function insertAllocation(
  tx: Transaction,
  source: Source,
  invoiceId: string,
  amountCents: number,
): void {
  const values = { invoiceId, amountCents, ...source };
  const id = uuidv7();
  tx.orm
    .insert(allocation)
    .values({ ...values, id, at: tx.now, by: tx.actor })
    .run();
  tx.audit('allocation', id, 'create', values);
}

/** Those that stand, in the order made. */
export function allocationsFrom({ orm }: Reading, source: Source): Allocation[] {
  return orm
    .select()
    .from(allocation)
    .where(and(isFrom(source), isNull(allocation.reversedAt)))
    .orderBy(asc(allocation.no))
    .all();
}

/** Those that stand, in the order made. */
export function allocationsTo({ orm }: Reading, invoiceId: string): Allocation[] {
  return orm
    .select()
    .from(allocation)
    .where(and(eq(allocation.invoiceId, invoiceId), isNull(allocation.reversedAt)))
    .orderBy(asc(allocation.no))
    .all();
}

/** @returns what was reversed. */
export function reverseAllocations(tx: Transaction, source: Source): Allocation[] {
  const standing = allocationsFrom(tx, source);
  for (const { id } of standing) {
    tx.orm.update(allocation).set({ reversedAt: tx.now }).where(eq(allocation.id, id)).run();
    tx.audit('allocation', id, 'reverse', {});
  }
  return standing;
}

/** The status that an invoice had before its last payment made it paid: the audit log knows. */
export function statusBeforePaid({ orm }: Reading, invoiceId: string): string {
  const row = orm
    .select({ before: sql<string>`json_extract(${auditLog.changes}, '$.status[0]')` })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.entity, 'invoice'),
        eq(auditLog.entityId, invoiceId),
        eq(auditLog.action, 'update'),
        sql`json_extract(${auditLog.changes}, '$.status[1]') = 'paid'`,
      ),
    )
    .orderBy(desc(auditLog.no))
    .limit(1)
    .get();
  return row?.before ?? 'issued';
}

function isFrom(source: Source) {
  return 'paymentId' in source
    ? eq(allocation.paymentId, source.paymentId)
    : eq(allocation.creditNoteId, source.creditNoteId);
}
