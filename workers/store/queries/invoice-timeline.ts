/** What the audit log and the ledger know of one invoice. */
import type { Store } from '../open.ts';

export interface AuditedChange {
  at: number;
  by: string;
  action: string;
  /** JSON. */
  changes: string;
}

/** The latest, in the order made. A draft that is written for days may have many. */
const mostChanges = 500;

export function auditedChangesOf({ raw }: Store, invoiceId: string): AuditedChange[] {
  return raw
    .prepare<[string], AuditedChange>(
      `SELECT at, actor AS by, action, changes FROM audit_log INDEXED BY audit_log_entity
       WHERE entity = 'invoice' AND entity_id = ? ORDER BY no DESC LIMIT ${mostChanges}`,
    )
    .all(invoiceId)
    .toReversed();
}

export interface SettlementRecord {
  paymentId: string;
  amountCents: number;
  at: number;
  by: string;
  /** When the payment was reversed, ms UTC. */
  reversedAt: number | null;
  reversedBy: string | null;
  reverseReason: string | null;
  method: string;
  reference: string;
}

/** What payments have settled of it, reversed ones too. */
export function paymentsTo({ raw }: Store, invoiceId: string): SettlementRecord[] {
  return raw
    .prepare<[string], SettlementRecord>(
      `SELECT p.id AS paymentId, a.amount_cents AS amountCents, a.at, a.by, p.reversed_at AS reversedAt, p.reversed_by AS reversedBy,
         p.reverse_reason AS reverseReason, p.method, p.reference
       FROM allocation a JOIN payment p ON p.id = a.payment_id WHERE a.invoice_id = ? ORDER BY a.no`,
    )
    .all(invoiceId);
}

export interface CreditNoteRecord {
  id: string;
  number: string;
  totalCents: number;
  at: number;
  by: string;
  status: string;
}

/** Looked for among the documents of the same customer: those have an index. */
export function creditNotesOf(
  { raw }: Store,
  { id, customerId }: { id: string; customerId: string | null },
): CreditNoteRecord[] {
  return raw
    .prepare<unknown[], CreditNoteRecord>(
      `SELECT id, number, total_cents AS totalCents, coalesce(issued_at, created_at) AS at,
         coalesce(issued_by, created_by) AS by, status
       FROM invoice WHERE customer_id IS @customerId AND credits_id = @id AND kind = 'credit-note'
         AND deleted_at IS NULL ORDER BY no`,
    )
    .all({ id, customerId });
}

/** Who entered it, and when: an import writes no audit entry row by row. */
export function createdBy({ raw }: Store, invoiceId: string): { at: number; by: string } | null {
  const row = raw
    .prepare<[string], { at: number; by: string }>(
      'SELECT created_at AS at, created_by AS by FROM invoice WHERE id = ?',
    )
    .get(invoiceId);
  return row ?? null;
}
