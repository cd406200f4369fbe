/** What is set for the warehouse itself. */
import { UserError } from '../errors.ts';
import type { Store } from '../store/open.ts';
import { readWarehouse, updateWarehouse, type WarehouseSettings } from '../store/site.ts';
import { os } from './base.ts';
import type { WarehouseView } from './site-contract.ts';

export const site = {
  get: os.site.get.handler(({ context: { store } }) => viewOf(store)),

  save: os.site.save.handler(({ input, context: { store, actor } }) => {
    store.write(actor, (tx) => {
      updateWarehouse(tx, checked({ ...readWarehouse(tx), ...input }));
    });
    return viewOf(store);
  }),
};

function viewOf(store: Store): WarehouseView {
  return { ...readWarehouse(store), machineTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** In the spelling of the standards. @throws UserError `name-missing`, `time-zone-unknown`, `currency-unknown`. */
function checked({ warehouseName, timeZone, currency }: WarehouseSettings): WarehouseSettings {
  const name = warehouseName.replace(/\s+/g, ' ').trim();
  if (name === '') throw new UserError('name-missing', 'Give the warehouse a name.');
  return { warehouseName: name, timeZone: knownZone(timeZone), currency: knownCurrency(currency) };
}

/** A fixed offset such as `+05:00` is refused: it would not follow the clocks of the warehouse. */
function knownZone(zone: string): string {
  try {
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError('not a name');
    return Intl.DateTimeFormat('en', { timeZone: zone.trim() }).resolvedOptions().timeZone;
  } catch (error) {
    throw new UserError(
      'time-zone-unknown',
      `There is no time zone "${zone}". Give a name such as "America/Chicago".`,
      { cause: error },
    );
  }
}

function knownCurrency(text: string): string {
  const code = text.trim().toUpperCase();
  if (Intl.supportedValuesOf('currency').includes(code)) return code;
  throw new UserError('currency-unknown', `There is no currency "${text}". Give its code, such as USD.`);
}
