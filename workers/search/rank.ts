/** How well a row fits a question. Pure. */
import type { Question, Term } from './question.ts';
import { entryOf, nameWords, wordsOf, type Findable } from './words.ts';

/** Best first. */
export const ranks = { number: 0, name: 1, nameBegins: 2, nameHolds: 3, other: 4 } as const;

/** Null when the row does not fit, as when it has changed since it was indexed. A half more where a single letter is not met. */
export function rankOf(question: Question, row: Findable): number | null {
  const { terms, letters, whole } = question;
  const entry = entryOf(row);
  const ids = entry.ids.split(' ');
  const words = entry.words.split(' ');
  const isNumber = (word: string) => /\d/.test(word) && ids.includes(word);
  // Also one typed with blanks, such as a telephone number, of which no piece need stand alone.
  if (isNumber(whole)) return ranks.number;
  const all = [...ids, ...words];
  if (terms.length === 0 || !terms.every((term) => fits(term, all))) return null;
  if (terms.some((term) => isNumber(term.whole))) return ranks.number;
  const names = row.names.flatMap((name) => name ?? []);
  const joined = names.map((name) => wordsOf(name).join(''));
  if (joined.includes(whole)) return ranks.name;
  const first = joined.findIndex((name) => name.startsWith(whole));
  // Its own name before the one that it trades under.
  if (first !== -1) return ranks.nameBegins + (first === 0 ? 0 : 0.5);
  const inName = names.map(nameWords).some((name) => terms.every((term) => fits(term, name)));
  const missed = letters.every((letter) => words.some((word) => word.startsWith(letter))) ? 0 : 0.5;
  return (inName ? ranks.nameHolds : ranks.other) + missed;
}

function fits({ parts, whole }: Term, words: readonly string[]): boolean {
  const begins = (beginning: string) => words.some((word) => word.startsWith(beginning));
  return begins(whole) || (parts.length > 1 && parts.every(begins));
}
