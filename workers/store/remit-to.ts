/** Where customers are to pay: what is entered, what is in force. */
import { and, desc, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Store } from './open.ts';
import { remitTo } from './schema.ts';
import type { Transaction } from './write.ts';

export type RemitTo = typeof remitTo.$inferSelect;

/**
 * The one in force on a day: the customer's own before that for everybody, the latest before earlier ones. One with a factor must
 * be verified; from the day of its release on it is out of force.
 * @param date `YYYY-MM-DD`
 */
export function remitToInForce(
  { orm }: Pick<Store, 'orm'>,
  customerId: string | null,
  date: string,
): RemitTo | null {
  const forWhom = isNull(remitTo.customerId);
  const found = orm
    .select()
    .from(remitTo)
    .where(
      and(
        customerId === null ? forWhom : or(forWhom, eq(remitTo.customerId, customerId)),
        lte(remitTo.effectiveFrom, date),
        or(isNull(remitTo.factor), isNotNull(remitTo.verifiedAt)),
        or(isNull(remitTo.releasedOn), gt(remitTo.releasedOn, date)),
      ),
    )
    .orderBy(sql`${remitTo.customerId} IS NULL`, desc(remitTo.effectiveFrom), desc(remitTo.no))
    .limit(1)
    .get();
  return found ?? null;
}

/** Latest first. */
export function allRemitTo({ orm }: Pick<Store, 'orm'>): RemitTo[] {
  return orm.select().from(remitTo).orderBy(desc(remitTo.effectiveFrom), desc(remitTo.no)).all();
}

export function remitToById({ orm }: Pick<Store, 'orm'>, id: string): RemitTo | undefined {
  return orm.select().from(remitTo).where(eq(remitTo.id, id)).get();
}

export function insertRemitTo({ orm }: Transaction, values: typeof remitTo.$inferInsert): RemitTo {
  return orm.insert(remitTo).values(values).returning().get();
}

export function updateRemitTo({ orm }: Transaction, id: string, values: Partial<RemitTo>): RemitTo {
  const updated = orm.update(remitTo).set(values).where(eq(remitTo.id, id)).returning().get();
  if (updated === undefined) throw new Error(`There is no remit-to ${id}.`);
  return updated;
}
