/** Credit hold: while it is set, nothing is issued to the customer unless somebody says why. */
import type { Store } from '../../store/open.ts';
import { requireCustomer, type Customer } from './find.ts';
import { requireReason } from './payments.ts';

/**
 * @param reason why it is set; null takes it off.
 * @throws UserError `not-found`, `reason-missing`.
 */
export function setCreditHold(store: Store, actor: string, key: string, reason: string | null): Customer {
  if (reason !== null) requireReason(reason, 'put on hold');
  return store.write(actor, (tx) =>
    tx.update('customer', requireCustomer(tx, key).id, {
      creditHold: reason !== null,
      creditHoldReason: reason === null ? null : reason.trim(),
    }),
  );
}
