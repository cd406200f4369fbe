/** The register of printed numbers: one sequence per prefix, device code and year, without a gap and without a number twice. */
import { and, desc, eq } from 'drizzle-orm';
import type { Store } from './open.ts';
import { device, invoice, numberRegister, setting } from './schema.ts';
import type { Transaction } from './write.ts';

export type NumberPrefix = 'INV' | 'CN';

/** Until the central API gives this install a code, or a person does. */
export const defaultDeviceCode = 'A1';

export const deviceCodeSetting = 'invoices.device-code';

/** The code that the next number gets, and whether a person may still choose it. */
export function deviceCode({ orm }: Pick<Store, 'orm'>): { code: string; given: boolean; used: boolean } {
  const given = orm.select({ code: device.code }).from(device).where(eq(device.no, 1)).get()?.code ?? null;
  const chosen = orm.select().from(setting).where(eq(setting.key, deviceCodeSetting)).get();
  const used = orm.select({ no: numberRegister.no }).from(numberRegister).limit(1).get() !== undefined;
  const code = given ?? (chosen === undefined ? defaultDeviceCode : (JSON.parse(chosen.value) as string));
  return { code, given: given !== null, used };
}

/**
 * The next number of a sequence, registered for a document in the transaction that issues it: both are there or neither. A number
 * that an import has brought in under our own name is registered for that invoice and passed over.
 * @param year of the issue date.
 */
export function takeNumber(tx: Transaction, prefix: NumberPrefix, year: number, documentId: string): string {
  const { orm, now, actor } = tx;
  for (;;) {
    const { sequence, number, deviceCode: code, holder } = nextInSequence(tx, prefix, year, 0);
    const document = holder ?? documentId;
    orm
      .insert(numberRegister)
      .values({ prefix, deviceCode: code, year, sequence, number, documentId: document, at: now, by: actor })
      .run();
    if (holder === null) return number;
  }
}

/** The number that `takeNumber` would give now. Nothing is taken. */
export function nextNumber(reading: Pick<Store, 'orm'>, prefix: NumberPrefix, year: number): string {
  for (let passed = 0; ; passed += 1) {
    const { number, holder } = nextInSequence(reading, prefix, year, passed);
    if (holder === null) return number;
  }
}

/** @param passed how many numbers after the last registered one are passed over. */
function nextInSequence(
  reading: Pick<Store, 'orm'>,
  prefix: NumberPrefix,
  year: number,
  passed: number,
): { sequence: number; number: string; deviceCode: string; holder: string | null } {
  const { orm } = reading;
  const { code } = deviceCode(reading);
  const last = orm
    .select({ sequence: numberRegister.sequence })
    .from(numberRegister)
    .where(
      and(
        eq(numberRegister.prefix, prefix),
        eq(numberRegister.deviceCode, code),
        eq(numberRegister.year, year),
      ),
    )
    .orderBy(desc(numberRegister.sequence))
    .limit(1)
    .get();
  const sequence = (last?.sequence ?? 0) + 1 + passed;
  const number = `${prefix}-${code}-${year}-${String(sequence).padStart(6, '0')}`;
  const holder = orm.select({ id: invoice.id }).from(invoice).where(eq(invoice.number, number)).get();
  return { sequence, number, deviceCode: code, holder: holder?.id ?? null };
}

/** The number stays in the register, as void. Imported invoices have none there. */
export function voidNumber({ orm, now }: Transaction, documentId: string, reason: string): void {
  orm
    .update(numberRegister)
    .set({ state: 'void', voidedAt: now, voidReason: reason })
    .where(eq(numberRegister.documentId, documentId))
    .run();
}

/** Writes a person's choice of the code. Whether it may still be chosen is the caller's question, in the same transaction. */
export function writeDeviceCode(tx: Transaction, code: string): void {
  const { orm, now, actor } = tx;
  const before = deviceCode(tx).code;
  const value = { value: JSON.stringify(code), updatedAt: now, updatedBy: actor };
  orm
    .insert(setting)
    .values({ key: deviceCodeSetting, ...value })
    .onConflictDoUpdate({ target: setting.key, set: value })
    .run();
  tx.audit('setting', deviceCodeSetting, 'update', { code: [before, code] });
}
