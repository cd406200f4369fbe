/** Errors that the next invoice of a batch would meet as well: from the file system or the database. */
import { UserError } from '../errors.ts';

export function isOfTheMachine(error: unknown): boolean {
  if (error instanceof UserError) return error.code === 'disk-full';
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(SQLITE_\w+|E[A-Z0-9]+)$/.test(code);
}
