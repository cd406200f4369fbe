/** Which printer is for what. */
import { asc, eq } from 'drizzle-orm';
import type { Store } from './open.ts';
import { printerRole } from './schema.ts';
import type { Transaction } from './write.ts';

/** `role`: invoice · label · report */
export type PrinterRoleRecord = typeof printerRole.$inferSelect;
export type PrinterRoleValues = Omit<PrinterRoleRecord, 'updatedAt' | 'updatedBy'>;

export function printerRoles({ orm }: Store): PrinterRoleRecord[] {
  return orm.select().from(printerRole).orderBy(asc(printerRole.role)).all();
}

export function roleOf({ orm }: Pick<Store, 'orm'>, role: string): PrinterRoleRecord | null {
  return orm.select().from(printerRole).where(eq(printerRole.role, role)).get() ?? null;
}

/** Replaces what was set. */
export function setPrinterRole(tx: Transaction, values: PrinterRoleValues): void {
  const row = { ...values, updatedAt: tx.now, updatedBy: tx.actor };
  tx.orm.insert(printerRole).values(row).onConflictDoUpdate({ target: printerRole.role, set: row }).run();
  tx.audit('printer-role', values.role, 'set', values);
}
