/**
 * Where customers are to pay, from when on. Money follows it, so one that sends it to a factor is in force only when a second person
 * has verified it, and the factor's letter of release ends it.
 */
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../../errors.ts';
import type { Store } from '../../store/open.ts';
import { insertRemitTo, remitToById, updateRemitTo, type RemitTo } from '../../store/remit-to.ts';
import type { Transaction } from '../../store/write.ts';
import { requireCustomer } from './find.ts';
import { requireDay } from './warehouse-days.ts';

export interface RemitToInput {
  /** Id or number; left out: for everybody. */
  customer?: string | undefined;
  name: string;
  /** Lines separated by `\n`. */
  address: string;
  /** Company that bought the receivables. */
  factor?: string | undefined;
  /** Notice of assignment, printed on the invoices. */
  notice?: string | undefined;
  /** `YYYY-MM-DD` */
  effectiveFrom: string;
}

/** @throws UserError `not-found`, `date-invalid`, `notice-missing`. */
export function createRemitTo(store: Store, actor: string, input: RemitToInput): RemitTo {
  requireDay(input.effectiveFrom);
  const factor = input.factor?.trim() ?? '';
  const notice = input.notice?.trim() ?? '';
  if (factor !== '' && notice === '') {
    throw new UserError(
      'notice-missing',
      'A factor’s notice of assignment must be printed on the invoices: give its text.',
    );
  }
  return store.write(actor, (tx) => {
    const values = {
      id: uuidv7(),
      customerId: input.customer === undefined ? null : requireCustomer(tx, input.customer).id,
      name: input.name.trim(),
      address: input.address.trim(),
      factor: factor === '' ? null : factor,
      notice: notice === '' ? null : notice,
      effectiveFrom: input.effectiveFrom,
      createdAt: tx.now,
      createdBy: actor,
    };
    tx.audit('remit-to', values.id, 'create', values);
    return insertRemitTo(tx, values);
  });
}

/** Verifying twice does nothing more. @throws UserError `not-found`, `second-person-needed`, `remit-to-released`. */
export function verifyRemitTo(store: Store, actor: string, id: string): RemitTo {
  return store.write(actor, (tx) => {
    const found = requireRemitTo(tx, id);
    if (found.verifiedAt !== null) return found;
    const why = whyNotVerify(found, actor);
    if (why !== null) throw why;
    tx.audit('remit-to', id, 'verify', { verifiedBy: [null, actor] });
    return updateRemitTo(tx, id, { verifiedAt: tx.now, verifiedBy: actor });
  });
}

/** Why somebody may not verify one that is not verified yet; null when they may. Pure. */
export function whyNotVerify(
  { releasedOn, createdBy }: Pick<RemitTo, 'releasedOn' | 'createdBy'>,
  actor: string,
): UserError | null {
  if (releasedOn !== null)
    return new UserError('remit-to-released', 'It was released; enter it anew if it is to be in force.');
  if (createdBy !== actor && actor.startsWith('user:')) return null;
  return new UserError(
    'second-person-needed',
    'Where money goes is verified by a second person: somebody other than the one who entered it, under their own name.',
  );
}

/** Out of force from `date` on. @throws UserError `not-found`, `date-invalid`, `remit-to-released`. */
export function releaseRemitTo(store: Store, actor: string, id: string, date: string): RemitTo {
  requireDay(date);
  return store.write(actor, (tx) => {
    const found = requireRemitTo(tx, id);
    if (found.releasedOn === date) return found;
    if (found.releasedOn !== null)
      throw new UserError('remit-to-released', `It was released on ${found.releasedOn} already.`);
    tx.audit('remit-to', id, 'release', { releasedOn: [null, date] });
    return updateRemitTo(tx, id, { releasedOn: date, releasedBy: actor });
  });
}

function requireRemitTo(tx: Transaction, id: string): RemitTo {
  const found = remitToById(tx, id);
  if (found === undefined) throw new UserError('not-found', `There is no remit-to with the id ${id}.`);
  return found;
}
