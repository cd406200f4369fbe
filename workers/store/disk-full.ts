/** The one failure of storage that a person can mend: there is no room left. */
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';

/**
 * @param path a file that was being written.
 * @returns UserError `disk-full` when that is what SQLite or the file system said, else null.
 */
export function diskFull(path: string, error: unknown): UserError | null {
  const code = (error as { code?: unknown } | null)?.code;
  if (code !== 'SQLITE_FULL' && code !== 'ENOSPC' && code !== 'EDQUOT') return null;
  return new UserError(
    'disk-full',
    `There is no room left on the disk that holds ${dirname(path)}. Nothing was changed. Make room there and try again.`,
    { cause: error },
  );
}
