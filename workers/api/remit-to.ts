/** Where customers are to pay. */
import { customerOf } from '../invoices/ledger/find.ts';
import { createRemitTo, releaseRemitTo, verifyRemitTo, whyNotVerify } from '../invoices/ledger/remit-to.ts';
import { today } from '../invoices/ledger/warehouse-days.ts';
import type { Store } from '../store/open.ts';
import { allRemitTo, remitToInForce, type RemitTo } from '../store/remit-to.ts';
import { os } from './base.ts';
import type { RemitToView } from './ledger-wire.ts';

export const remitTo = {
  list: os.remitTo.list.handler(({ context: { store, actor } }) =>
    allRemitTo(store).map((each) => view(store, actor, each)),
  ),

  create: os.remitTo.create.handler(({ input, context: { store, actor } }) =>
    view(store, actor, createRemitTo(store, actor, input)),
  ),

  verify: os.remitTo.verify.handler(({ input, context: { store, actor } }) =>
    view(store, actor, verifyRemitTo(store, actor, input.id)),
  ),

  release: os.remitTo.release.handler(({ input, context: { store, actor } }) =>
    view(store, actor, releaseRemitTo(store, actor, input.id, input.date)),
  ),
};

function view(store: Store, actor: string, found: RemitTo): RemitToView {
  const { id, customerId, name, address, factor, notice, effectiveFrom, createdAt, createdBy } = found;
  const { verifiedAt, verifiedBy, releasedOn, releasedBy } = found;
  const customer = customerOf(store, found);
  return {
    id,
    customerId,
    customer: customer === null ? null : { number: customer.number, name: customer.legalName },
    name,
    address,
    factor,
    notice,
    effectiveFrom,
    createdAt,
    createdBy,
    verified: verifiedAt === null ? null : { at: verifiedAt, by: verifiedBy ?? '' },
    released: releasedOn === null ? null : { on: releasedOn, by: releasedBy ?? '' },
    inForce: remitToInForce(store, customerId, today(store))?.id === id,
    awaitsVerification: factor !== null && verifiedAt === null && releasedOn === null,
    whyNotVerify: whyNotVerify(found, actor)?.message ?? null,
  };
}
