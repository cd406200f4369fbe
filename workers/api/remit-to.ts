/** Where customers are to pay. */
import { createRemitTo, releaseRemitTo, verifyRemitTo } from '../invoices/ledger/remit-to.ts';
import { today } from '../invoices/ledger/warehouse-days.ts';
import type { Store } from '../store/open.ts';
import { allRemitTo, remitToInForce, type RemitTo } from '../store/remit-to.ts';
import { os } from './base.ts';
import type { RemitToView } from './ledger-wire.ts';

export const remitTo = {
  list: os.remitTo.list.handler(({ context: { store } }) =>
    allRemitTo(store).map((each) => view(store, each)),
  ),

  create: os.remitTo.create.handler(({ input, context: { store, actor } }) =>
    view(store, createRemitTo(store, actor, input)),
  ),

  verify: os.remitTo.verify.handler(({ input, context: { store, actor } }) =>
    view(store, verifyRemitTo(store, actor, input.id)),
  ),

  release: os.remitTo.release.handler(({ input, context: { store, actor } }) =>
    view(store, releaseRemitTo(store, actor, input.id, input.date)),
  ),
};

function view(store: Store, found: RemitTo): RemitToView {
  const { id, customerId, name, address, factor, notice, effectiveFrom, createdBy } = found;
  const { verifiedAt, verifiedBy, releasedOn, releasedBy } = found;
  return {
    id,
    customerId,
    name,
    address,
    factor,
    notice,
    effectiveFrom,
    createdBy,
    verified: verifiedAt === null ? null : { at: verifiedAt, by: verifiedBy ?? '' },
    released: releasedOn === null ? null : { on: releasedOn, by: releasedBy ?? '' },
    inForce: remitToInForce(store, customerId, today(store))?.id === id,
  };
}
