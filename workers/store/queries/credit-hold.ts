/** Who has put a customer's credit on hold, and when: the audit log knows. */
import type { Store } from '../open.ts';

/** The last time; null where no person did it here. @returns `at` in ms UTC. */
export function creditHoldSet({ raw }: Store, customerId: string): { at: number; by: string } | null {
  const row = raw
    .prepare<[string], { at: number; by: string }>(
      `SELECT at, actor AS by FROM audit_log INDEXED BY audit_log_entity
       WHERE entity = 'customer' AND entity_id = ? AND json_extract(changes, '$.creditHold[1]') = 1
       ORDER BY no DESC LIMIT 1`,
    )
    .get(customerId);
  return row ?? null;
}
