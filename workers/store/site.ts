/** The site's own row: what this warehouse is called, and the time and money it works in. */
import { eq } from 'drizzle-orm';
import type { Store } from './open.ts';
import { site } from './schema.ts';
import type { Transaction } from './write.ts';

export interface WarehouseSettings {
  warehouseName: string;
  /** IANA zone, such as `America/Chicago`. */
  timeZone: string;
  /** ISO code, for amounts where nobody says another. */
  currency: string;
}

const columns = { warehouseName: site.warehouseName, timeZone: site.timeZone, currency: site.currency };

/** @throws Error where the database was not migrated. */
export function readWarehouse({ orm }: Pick<Store, 'orm'>): WarehouseSettings {
  const row = orm.select(columns).from(site).where(eq(site.no, 1)).get();
  if (row === undefined) throw new Error('The database has no site row: it was not migrated.');
  return row;
}

/** Takes over what differs, with one audit entry; nothing happens where nothing does. */
export function updateWarehouse(tx: Transaction, after: WarehouseSettings): void {
  const before = readWarehouse(tx);
  const changes = Object.fromEntries(
    (Object.keys(columns) as (keyof WarehouseSettings)[])
      .filter((name) => before[name] !== after[name])
      .map((name) => [name, [before[name], after[name]]]),
  );
  if (Object.keys(changes).length === 0) return;
  tx.orm.update(site).set(after).where(eq(site.no, 1)).run();
  tx.audit('setting', 'warehouse', 'update', changes);
}
