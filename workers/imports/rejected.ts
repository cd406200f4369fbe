/** The refused rows as a file for people: line, errors, and the file's own columns. */
import type { Store } from '../store/open.ts';

/** CSV text in pieces; formula cells are neutralised. @throws UserError `not-found` */
// oxlint-disable-next-line require-yield
export async function* rejectedRows(_store: Store, _importId: string): AsyncGenerator<string> {
  throw new Error('Under construction.');
}
