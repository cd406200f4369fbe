/** What the bundle says of the database: its form, its size, what is set. No row of the business is read. */
import { statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../store/open.ts';
import { databaseForm, tableCounts, type TableCount } from '../store/queries/table-counts.ts';
import { storedSettings } from '../store/queries/stored-settings.ts';
import type { Part } from './bundle.ts';

type Reading = Pick<Store, 'raw' | 'paths'>;

/** Names of settings whose values may be shown; of the others only that they are set. */
const shown = new Set(['mail', 'imports.keep-files']);
/** Of those, fields that are a person's affair. */
const personal = ['user', 'fromName', 'fromAddress', 'replyTo', 'caFile'];

export function databaseParts(store: Reading): Record<string, Part> {
  return {
    database: () => ({
      ...databaseForm(store),
      bytes: statSync(store.paths.database).size,
      logBytes: statSync(`${store.paths.database}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    }),
    tables: () => countTables(store),
    settings: () =>
      storedSettings(store).map(({ key, value, ...rest }) => ({ key, ...rest, value: valueOf(key, value) })),
  };
}

/** Others get their turn between the tables. */
async function countTables(store: Reading): Promise<TableCount[]> {
  const counts: TableCount[] = [];
  for (const count of tableCounts(store)) {
    counts.push(count);
    await nextTurn();
  }
  return counts;
}

function valueOf(key: string, value: unknown): unknown {
  if (!shown.has(key)) return '[not shown]';
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, personal.includes(name) ? each !== '' : each]),
  );
}
