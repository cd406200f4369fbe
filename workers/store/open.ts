/** Opening the database: one file, several processes, one set of settings. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { systemClock, type Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import { dataPaths, type DataPaths } from '../paths.ts';
import { databaseFailure } from './failures.ts';
import * as schema from './schema.ts';
import { transact, type Durability, type Transaction } from './write.ts';

export type Orm = BetterSQLite3Database<typeof schema>;

export interface Store {
  readonly paths: DataPaths;
  /** Queries. Writing through it outside `write` is forbidden by a lint rule and refused in review. */
  readonly orm: Orm;
  /** Prepared statements for hot paths. */
  readonly raw: Database.Database;
  readonly clock: Clock;
  /**
   * The one way to change business data: the change, its audit entry and its jobs commit together or not at all.
   * @param actor `kind:name`, such as `user:clerk`.
   * @param operationId a UUIDv7 under which the audit log has it, where what a person asked for takes several transactions.
   */
  write<T>(actor: string, change: (tx: Transaction) => T, durability?: Durability, operationId?: string): T;
  /** Called after a commit that put a job into the outbox, so that the relay need not wait for its poll. */
  onEnqueued: () => void;
  close(): void;
}

export interface OpenOptions {
  dataDir: string;
  clock?: Clock;
  /** Page cache of this connection in MiB; imports want more than the rest. */
  cacheMiB?: number;
}

/** Better-sqlite3's prebuilt binary crashes the process on older versions, without a message. */
function requireNode22(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 22) {
    throw new UserError(
      'node-too-old',
      `Dockhand needs Node 22.18 or newer and this is ${process.version}. Use the npm scripts: they bring their own Node.`,
    );
  }
}

/**
 * Opens an existing, migrated database (see migrate.ts for the process that migrates).
 * @throws UserError `node-too-old`, `database-damaged`, `database-unwritable`, `disk-full`.
 */
export function openStore({ dataDir, clock = systemClock, cacheMiB = 16 }: OpenOptions): Store {
  requireNode22();
  const paths = dataPaths(dataDir);
  const raw = connect(paths.database, cacheMiB);
  const orm = drizzle(raw, { schema });
  const store: Store = {
    paths,
    orm,
    raw,
    clock,
    onEnqueued: () => {},
    write: (actor, change, durability = 'full', operationId) =>
      transact(store, actor, change, durability, operationId),
    close: () => raw.close(),
  };
  return store;
}

function connect(path: string, cacheMiB: number): Database.Database {
  let raw: Database.Database | null = null;
  try {
    mkdirSync(dirname(path), { recursive: true });
    raw = new Database(path);
    // First of all: the other settings already read the file, which another process may just be opening too.
    raw.pragma('busy_timeout = 10000');
    raw.pragma('journal_mode = WAL');
    raw.pragma('foreign_keys = ON');
    raw.pragma(`cache_size = ${-cacheMiB * 1024}`);
    raw.pragma('temp_store = MEMORY');
    // Whoever commits beyond this many pages copies them all into the database. An import does so sooner (see bulk.ts), so that the
    // console never does it in the import's place.
    raw.pragma('wal_autocheckpoint = 20000');
    return raw;
  } catch (error) {
    raw?.close();
    throw databaseFailure(path, error) ?? error;
  }
}
