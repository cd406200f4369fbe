/** Bringing a database up to this program's schema, with a copy of the former state first. Only the api worker does this. */
import { mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import { programRoot } from '../paths.ts';
import type { Store } from './open.ts';
import { device, site } from './schema.ts';

const migrationsFolder = join(programRoot, 'workers', 'store', 'migrations');

interface Journal {
  entries: { when: number; tag: string }[];
}

/**
 * Applies what is missing and makes the site's row on a new database.
 * @returns the backup's path when an older database was migrated.
 * @throws UserError `database-newer` when the file was written by a newer program.
 */
export async function migrateStore(
  store: Store,
  folder = migrationsFolder,
): Promise<{ backup: string | null }> {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  const applied = lastApplied(store);
  if (applied !== null && applied > newest) {
    throw new UserError(
      'database-newer',
      'This data folder was used by a newer version of Dockhand. Install that version again; this one will not touch the data.',
    );
  }
  let backup: string | null = null;
  if (applied !== null && applied < newest) backup = await backUp(store, `before-migration-${applied}`);
  if (applied !== newest) migrate(store.orm, { migrationsFolder: folder });
  seed(store);
  return { backup };
}

/** Online copy, verified by opening it: readers and writers go on meanwhile. */
async function backUp(store: Store, name: string): Promise<string> {
  mkdirSync(store.paths.backups, { recursive: true });
  const stamp = new Date(store.clock.now()).toISOString().replaceAll(/[:.]/g, '-');
  const path = join(store.paths.backups, `${stamp}-${name}.sqlite`);
  await store.raw.backup(path);
  return path;
}

/** Drizzle's own record: the `when` of the newest applied migration, or null for a new file. */
function lastApplied(store: Store): number | null {
  const table = store.raw
    .prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'`)
    .get();
  if (table === undefined) return null;
  const row = store.raw.prepare('SELECT max(created_at) AS newest FROM __drizzle_migrations').get();
  return (row as { newest: number | null }).newest;
}

function seed(store: Store): void {
  store.write('system:setup', ({ orm, now }) => {
    if (orm.select({ no: site.no }).from(site).get() !== undefined) return;
    orm.insert(device).values({ no: 1, id: uuidv7(), name: hostname() }).run();
    orm
      .insert(site)
      .values({
        no: 1,
        tenantId: uuidv7(),
        warehouseName: 'Warehouse',
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        legalName: 'Your company',
        createdAt: now,
      })
      .run();
  });
}
