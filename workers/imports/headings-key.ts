/** When two files have the same headings: the key of a set of them, and the headings of one in the words of another. */
import { createHash } from 'node:crypto';
import { headingKey } from './headings.ts';

/** Hash of the headings as they are compared: without their order, case and punctuation. */
export function headingsKey(headings: readonly string[]): string {
  const words = headings.map((heading) => headingKey(heading)).sort();
  return createHash('sha256').update(JSON.stringify(words)).digest('hex');
}

/**
 * Finds a heading of another file among those of this one: as it is written, else the only one that is the same in words.
 * @returns null where none or several could be meant.
 */
export function headingFinder(headings: readonly string[]): (heading: string) => string | null {
  const exact = new Set(headings);
  const byWords = new Map<string, string | null>();
  for (const heading of exact) {
    const key = headingKey(heading);
    byWords.set(key, byWords.has(key) ? null : heading);
  }
  return (heading) => (exact.has(heading) ? heading : (byWords.get(headingKey(heading)) ?? null));
}
