/** Bringing a database up to this program's schema, with a copy of the former state first. Only the api worker does this. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import { programRoot } from '../paths.ts';
import { backUp, timeStamp } from './backup.ts';
import { databaseFailure } from './failures.ts';
import type { Store } from './open.ts';
import { device, site } from './schema.ts';

const migrationsFolder = join(programRoot, 'workers', 'store', 'migrations');

interface Journal {
  entries: { when: number; tag: string }[];
}

/**
 * Applies what is missing and makes the site's row on a new database. A migration that fails leaves everything as it was.
 * @returns the backup's path when an older database was migrated.
 * @throws UserError `database-newer` when the file was written by a newer program; `database-damaged`, `disk-full`,
 *   `migration-failed`.
 */
export async function migrateStore(
  store: Store,
  folder = migrationsFolder,
): Promise<{ backup: string | null }> {
  const { newest, applied } = migrationState(store, folder);
  if (applied !== null && applied > newest) {
    throw new UserError(
      'database-newer',
      'This data folder was used by a newer version of Dockhand. Install that version again; this one will not touch the data.',
    );
  }
  const backup =
    applied === null || applied === newest
      ? null
      : await backUp(store, `${timeStamp(store)}-before-migration-${applied}`);
  if (applied !== newest) apply(store, folder, applied, backup);
  seed(store);
  return { backup };
}

/**
 * Which migration the program has last, and which one the database had last, by their `when`.
 * `applied` is null for a new file.
 */
export function migrationState(
  store: Store,
  folder = migrationsFolder,
): { newest: number; applied: number | null } {
  return { newest: newestIn(folder), applied: lastApplied(store) };
}

/** The `when` of a folder's newest migration. */
function newestIn(folder: string): number {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  return Math.max(...journal.entries.map((entry) => entry.when));
}

/**
 * Drizzle's files and drizzle's record, in one transaction of ours, because its own cannot be made to check before it commits.
 * SQLite changes a table by making a new one and dropping the old, which breaks every reference to it while foreign keys are on;
 * within a transaction they cannot be switched (https://www.sqlite.org/lang_altertable.html#otheralter), so they are off around
 * it and checked in it.
 */
function apply(store: Store, folder: string, applied: number | null, backup: string | null): void {
  const { raw } = store;
  const missing = readMigrationFiles({ migrationsFolder: folder }).filter(
    ({ folderMillis }) => applied === null || folderMillis > applied,
  );
  const run = raw.transaction(() => {
    raw.exec(
      'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)',
    );
    const record = raw.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
    for (const { sql, hash, folderMillis } of missing) {
      for (const statement of sql) raw.exec(statement);
      record.run(hash, folderMillis);
    }
    const [broken] = raw.pragma('foreign_key_check') as { table: string }[];
    if (broken !== undefined) throw new Error(`Rows of ${broken.table} refer to rows that are gone.`);
  });
  raw.pragma('foreign_keys = OFF');
  try {
    run.immediate();
  } catch (error) {
    const kept = backup === null ? '' : ` A copy of it is in ${backup}.`;
    throw (
      databaseFailure(store.paths.database, error) ??
      new UserError(
        'migration-failed',
        `The data could not be brought up to this version of Dockhand and was left as it is.${kept} Install the former version again and report this.`,
        { cause: error },
      )
    );
  } finally {
    raw.pragma('foreign_keys = ON');
  }
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
