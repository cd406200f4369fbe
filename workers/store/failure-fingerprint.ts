/** What failures with one cause have in common. Pure. Here and not above, so that no way to settle a job can leave it out. */
import { createHash } from 'node:crypto';

/** In this order: what is recognised by its form goes before the digits that it consists of. */
const variable: readonly RegExp[] = [
  /“[^”]*”|"[^"]*"|`[^`]*`/g,
  // An apostrophe within a word is no quotation mark.
  /(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /(?<![\w.])(?:[a-z]:)?(?:[\\/][\w.@~+-]+){2,}[\\/]?/gi,
  // A number, a date, a hash: any word with a digit in it.
  /[\p{L}_-]*\p{N}(?:[\p{L}\p{N}_-]|[.,:](?=\p{N}))*/gu,
];

const placeholder = '·';
/** What differs after this much is not a different cause, and a message may be a whole document. */
const longest = 2000;

/** The message without what differs between like failures: quoted names, ids, numbers, dates, paths, addresses. */
export function commonText(message: string): string {
  const text = variable.reduce(
    (left, pattern) => left.replaceAll(pattern, placeholder),
    message.slice(0, longest),
  );
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/·(?:[\s,;]*·)+/g, placeholder)
    .trim();
}

/** @returns 16 hexadecimal digits: the same for failures of one job with one cause. */
export function failureFingerprint(failure: {
  queue: string;
  name: string;
  code: string;
  message: string;
}): string {
  const { queue, name, code, message } = failure;
  return createHash('sha256')
    .update(JSON.stringify([queue, name, code, commonText(message)]))
    .digest('hex')
    .slice(0, 16);
}
