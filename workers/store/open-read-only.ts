/** The database for looking only, also where it is damaged or of another version: nothing is set up, mended or migrated. */
import Database from 'better-sqlite3';
import type { DataPaths } from '../paths.ts';
import type { Store } from './open.ts';

/** Ms: somebody may just be opening it, too. */
const busyMs = 2000;

/** @throws SqliteError where there is none, or none that opens. The caller closes `raw`. */
export function openReadOnly(paths: DataPaths): Pick<Store, 'raw' | 'paths'> {
  return {
    paths,
    raw: new Database(paths.database, { readonly: true, fileMustExist: true, timeout: busyMs }),
  };
}
