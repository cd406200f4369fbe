/** Under which code this install numbers its invoices. */
import { like, or } from 'drizzle-orm';
import { UserError } from '../../errors.ts';
import { deviceCode, writeDeviceCode } from '../../store/number-register.ts';
import type { Store } from '../../store/open.ts';
import { invoice } from '../../store/schema.ts';

export interface Numbering {
  deviceCode: string;
  /** The central API gave it, or a number was issued under it. */
  fixed: boolean;
}

export function numbering(store: Store): Numbering {
  const { code, given, used } = deviceCode(store);
  return { deviceCode: code, fixed: given || used };
}

/**
 * Two installs of one company with one code would print the same numbers, so the second is given another before its first invoice.
 * @throws UserError `device-code-invalid`, `device-code-fixed`, `device-code-taken`.
 */
export function setDeviceCode(store: Store, actor: string, code: string): Numbering {
  if (!/^[A-Z0-9]{2,3}$/.test(code)) {
    throw new UserError(
      'device-code-invalid',
      `A device code has two or three capital letters or digits, such as A1; not "${code}".`,
    );
  }
  return store.write(actor, (tx) => {
    const now = deviceCode(tx);
    if (now.code === code) return numbering(store);
    if (now.given || now.used) {
      throw new UserError(
        'device-code-fixed',
        `This install numbers its invoices under ${now.code}; that cannot change any more.`,
      );
    }
    const ours = or(like(invoice.number, `INV-${code}-%`), like(invoice.number, `CN-${code}-%`));
    const elsewhere = tx.orm.select({ number: invoice.number }).from(invoice).where(ours).limit(1).get();
    if (elsewhere !== undefined) {
      throw new UserError(
        'device-code-taken',
        `Invoice ${elsewhere.number} bears that code and was issued elsewhere. Choose another code.`,
      );
    }
    writeDeviceCode(tx, code);
    return numbering(store);
  });
}
