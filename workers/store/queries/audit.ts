/** What the audit log says of one thing. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';

export interface AuditRecord {
  at: number;
  actor: string;
  /** Of the operation: all that one transaction wrote has it. */
  txId: string;
  action: string;
  /** JSON. */
  changes: string;
}

const columns = 'at, actor, tx_id AS txId, action, changes';

const statements = prepared((raw) => ({
  newest: raw.prepare<[string, string, string], AuditRecord>(
    `SELECT ${columns} FROM audit_log INDEXED BY audit_log_entity
     WHERE entity = ? AND entity_id = ? AND action = ? ORDER BY no DESC LIMIT 1`,
  ),
  all: raw.prepare<[string, string, number], AuditRecord>(
    `SELECT ${columns} FROM audit_log INDEXED BY audit_log_entity
     WHERE entity = ? AND entity_id = ? ORDER BY no DESC LIMIT ?`,
  ),
}));

/** The newest entry of this action. */
export function newestAudit(
  store: Store,
  entity: string,
  entityId: string,
  action: string,
): AuditRecord | undefined {
  return statements(store).newest.get(entity, entityId, action);
}

/** Newest first. */
export function auditOf(store: Store, entity: string, entityId: string, most: number): AuditRecord[] {
  return statements(store).all.all(entity, entityId, most);
}
