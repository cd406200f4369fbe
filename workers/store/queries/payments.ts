/** Payments as lists show them. */
import type { Store } from '../open.ts';

/** A page of ids, the latest recorded first. @param customerId null for all. */
export function paymentIds(
  { raw }: Store,
  customerId: string | null,
  { limit, offset }: { limit: number; offset: number },
): { ids: string[]; total: number } {
  const which = customerId === null ? '' : 'WHERE customer_id = @customerId';
  const { total } = raw.prepare(`SELECT count(*) AS total FROM payment ${which}`).get({ customerId }) as {
    total: number;
  };
  const rows = raw
    .prepare(`SELECT id FROM payment ${which} ORDER BY no DESC LIMIT @limit OFFSET @offset`)
    .all({ customerId, limit, offset }) as { id: string }[];
  return { ids: rows.map(({ id }) => id), total };
}
