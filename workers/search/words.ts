/** What a row is found by, as words: the same for the index, which keeps them, and for whoever looks whether a row fits. Pure. */
import { foldText } from './fold.ts';

/** Texts of a row, in the order in which they are worth something. Null: the row has none. */
export interface Findable {
  /** Numbers and codes, as given: `MC-123456`, `INV-B7-00042`. */
  ids: readonly (string | null)[];
  phones: readonly (string | null)[];
  names: readonly (string | null)[];
  others: readonly (string | null)[];
}

/** The three columns of the index, words parted by blanks. */
export interface Entry {
  /** Each number whole, in its parts, and without leading zeros. */
  ids: string;
  /** The words with which names begin. */
  heads: string;
  words: string;
}

const notInWords = /[^\p{L}\p{N}]+/u;

/** Folded, without anything but letters and digits. */
export function wordsOf(text: string): string[] {
  return foldText(text)
    .split(notInWords)
    .filter((word) => word !== '');
}

/** `J.B. Hunt` is found as `jb`, too. */
export function nameWords(text: string): string[] {
  const words = wordsOf(text);
  const initials = words
    .map((word) => (word.length === 1 ? word : ' '))
    .join('')
    .split(/ +/);
  return [...words, ...initials.filter((run) => run.length > 1)];
}

/** `MC-123456` is `mc123456`, `mc` and `123456`. */
export function idWords(text: string): string[] {
  const parts = wordsOf(text).flatMap((part) => [part, ...(/^[a-z]+(\d{3,})$/.exec(part)?.slice(1) ?? [])]);
  const all = [wordsOf(text).join(''), ...parts];
  return unique([...all, ...all.flatMap((word) => /^0+(\d+)$/.exec(word)?.slice(1) ?? [])]);
}

/** `+1 (248) 555-0100` is found with country code, without it, and without area code. */
export function phoneWords(text: string): string[] {
  const digits = foldText(text).replaceAll(/\D+/g, '');
  return unique([digits, digits.slice(-10), digits.slice(-7)].filter((word) => word.length >= 3));
}

export function entryOf({ ids, phones, names, others }: Findable): Entry {
  const named = given(names).map(nameWords);
  return {
    ids: unique([...given(ids).flatMap(idWords), ...given(phones).flatMap(phoneWords)]).join(' '),
    heads: unique(named.flatMap((words) => words.slice(0, 1))).join(' '),
    words: unique([...named.flat(), ...given(others).flatMap(wordsOf)]).join(' '),
  };
}

function given(texts: readonly (string | null)[]): string[] {
  return texts.filter((text) => text !== null);
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
