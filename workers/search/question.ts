/** What somebody typed, as conditions of the index. Words come out of it as letters and digits alone: nothing of FTS5's syntax is left. */
import { wordsOf } from './words.ts';

/** One word as typed, such as `MC-123456`. */
export interface Term {
  /** `mc`, `123456`. */
  parts: readonly string[];
  /** `mc123456` */
  whole: string;
}

export interface Question {
  /** Every one is the beginning of some word of a row that is found. */
  terms: readonly Term[];
  /** Single letters: they would mean half of all rows, so they only say which of those found come first. */
  letters: readonly string[];
  /** All of it without blanks and signs, such as a telephone number. */
  whole: string;
}

const longest = 200;
const mostTerms = 8;

/** Whatever is typed is a question; one of signs alone asks for nothing. */
export function questionOf(text: string): Question {
  const typed = text
    .slice(0, longest)
    .split(/[\s\p{Cc}]+/u)
    .map((word) => ({ parts: wordsOf(word), whole: wordsOf(word).join('') }))
    .filter(({ whole }) => whole !== '');
  const known = new Map(typed.map((term) => [term.whole, term]));
  const terms = [...known.values()];
  return {
    terms: terms.filter(({ whole }) => whole.length > 1).slice(0, mostTerms),
    letters: terms.flatMap(({ whole }) => (whole.length === 1 ? whole : [])).slice(0, mostTerms),
    whole: typed.map(({ whole }) => whole).join(''),
  };
}

/** Rows that have one of these numbers. Null where nothing in the question can be one. */
export function exactMatch({ terms, letters, whole }: Question): string | null {
  const numbers = [whole, ...terms.map((term) => term.whole), ...letters].filter((word) => /\d/.test(word));
  if (numbers.length === 0) return null;
  return `ids : (${[...new Set(numbers)].map(quoted).join(' OR ')})`;
}

/** Rows in which every term begins a word. Null where there is no term. */
export function everyMatch({ terms }: Question): string | null {
  return terms.length === 0 ? null : terms.map(beginning).join(' AND ');
}

/** Those among them of which a name begins with the first term. */
export function headMatch(question: Question): string | null {
  const [first] = question.terms;
  const every = everyMatch(question);
  if (first === undefined || every === null || question.letters.includes(question.whole[0] ?? ''))
    return null;
  return `heads : ${quoted(first.parts[0] ?? '')}* AND ${every}`;
}

function beginning({ parts, whole }: Term): string {
  if (parts.length === 1) return `${quoted(whole)}*`;
  // Beginnings of one letter are too many to look through.
  const apart = parts.map((part) => (part.length > 1 ? `${quoted(part)}*` : quoted(part)));
  return `(${quoted(whole)}* OR (${apart.join(' AND ')}))`;
}

function quoted(word: string): string {
  return `"${word}"`;
}
