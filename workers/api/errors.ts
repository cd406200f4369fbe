/** What a caller is told when something fails: our own words where we have some, else an id that leads to the log. */
import { randomBytes } from 'node:crypto';
import { ORPCError } from '@orpc/server';
import { UserError, type ErrorInfo } from '../errors.ts';
import type { Logger } from '../log.ts';
import { diskFull } from '../store/disk-full.ts';
import type { Store } from '../store/open.ts';

/** Failures of the database that a person can do something about. */
const storageTexts: Record<string, string> = {
  SQLITE_BUSY: 'The database was busy for too long. Nothing was changed. Try again in a moment.',
  SQLITE_READONLY: 'The data folder cannot be written to. Check its permissions, then try again.',
  SQLITE_CORRUPT:
    'The database file is damaged. Stop Dockhand, keep a copy of the data folder, and put back the newest file of its backups folder.',
};

/**
 * An error in words for a person.
 * @param where for the log, such as `invoices.list`.
 * @returns the UserError that it is or stands for; anything unforeseen is logged with an id, and the text names only that.
 */
export function forPeople(
  error: unknown,
  { store, log }: { store: Store; log: Logger },
  where: string,
): UserError {
  if (error instanceof UserError) return error;
  const full = diskFull(store.paths.database, error);
  if (full !== null) return full;
  const code = (error as { code?: unknown } | null)?.code;
  const primary = typeof code === 'string' ? /^SQLITE_[A-Z]+/.exec(code)?.[0] : undefined;
  const text = primary === undefined ? undefined : storageTexts[primary];
  if (text !== undefined && primary !== undefined) {
    log.error('storage failed', { where, code: String(code), message: String(error) });
    return new UserError(primary.toLowerCase().replace('_', '-'), text, { cause: error });
  }
  const id = randomBytes(4).toString('hex');
  log.error('unforeseen error', {
    id,
    where,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return new Unforeseen(`Something went wrong (id ${id}). The log of the api says more.`, { cause: error });
}

/** Its text says nothing about what happened, on purpose: it may hold paths, rows or secrets. */
export class Unforeseen extends UserError {
  override readonly name: string = 'Unforeseen';
  constructor(message: string, options: ErrorOptions) {
    super('unexpected', message, options);
  }
}

/** As the router's calls fail: USER_ERROR with a code, or INTERNAL_SERVER_ERROR. What oRPC itself refuses passes unchanged. */
export function rpcError(
  error: unknown,
  context: { store: Store; log: Logger },
  where: string,
): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return error;
  const known = forPeople(error, context, where);
  if (known instanceof Unforeseen) return new ORPCError('INTERNAL_SERVER_ERROR', { message: known.message });
  return new ORPCError('USER_ERROR', {
    status: 422,
    defined: true,
    message: known.message,
    data: { code: known.code },
  });
}

/** As plain HTTP answers fail. */
export function httpError(
  error: unknown,
  context: { store: Store; log: Logger },
  where: string,
): { status: number; body: ErrorInfo } {
  const known = forPeople(error, context, where);
  const body = { code: known.code, message: known.message };
  if (known instanceof Unforeseen) return { status: 500, body };
  return { status: known.code === 'disk-full' ? 507 : 422, body };
}
