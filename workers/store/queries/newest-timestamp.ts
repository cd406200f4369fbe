/** When something was last recorded, by the clock of that moment. */
import type { Store } from '../open.ts';

/** Ms UTC; 0 for an empty database. */
export function newestTimestamp({ raw }: Store): number {
  const row = raw
    .prepare<[], { audited: number | null; wanted: number | null; ran: number | null }>(
      `SELECT (SELECT at FROM audit_log ORDER BY no DESC LIMIT 1) AS audited,
              (SELECT created_at FROM outbox ORDER BY no DESC LIMIT 1) AS wanted,
              (SELECT started_at FROM job_run ORDER BY no DESC LIMIT 1) AS ran`,
    )
    .get();
  return Math.max(row?.audited ?? 0, row?.wanted ?? 0, row?.ran ?? 0);
}
