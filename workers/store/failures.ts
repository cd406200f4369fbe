/** Failures of the database that a person can do something about, in words. */
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';
import { diskFull } from './disk-full.ts';

/**
 * What SQLite or the file system said when the database was opened or its structure read.
 * @returns UserError `disk-full`, `database-damaged` or `database-unwritable`; null when a person cannot help.
 */
export function databaseFailure(path: string, error: unknown): UserError | null {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return null;
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damaged(path, error);
  if (/^(SQLITE_(CANTOPEN|READONLY|PERM)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/.test(code)) {
    return new UserError(
      'database-unwritable',
      `Dockhand cannot write in ${dirname(path)}. Give this user the right to change that folder, or choose another one.`,
      { cause: error },
    );
  }
  return diskFull(path, error);
}

export function damaged(path: string, cause: unknown): UserError {
  return new UserError(
    'database-damaged',
    `The database ${path} is damaged. Stop Dockhand, keep the damaged file, and put the newest file of the folder “backups” in its place.`,
    { cause },
  );
}
