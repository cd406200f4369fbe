/** The currency that amounts are in where nobody says another. */
import type { Store } from '../open.ts';
import { site } from '../schema.ts';

/** ISO code. */
export function siteCurrency({ orm }: Pick<Store, 'orm'>): string {
  const row = orm.select({ currency: site.currency }).from(site).get();
  if (row === undefined) throw new Error('The database has no site row: it was not migrated.');
  return row.currency;
}
