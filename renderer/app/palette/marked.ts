/** Which part of a text was meant by what was typed. Pure. */

export interface Piece {
  text: string;
  isMatch: boolean;
}

const letters = /([\p{L}\p{N}]+)/u;

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
}

/** What was typed, as folded words. */
export function typedWords(typed: string): string[] {
  return fold(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The beginnings of words that a typed word begins. */
export function markedPieces(text: string, typed: string): Piece[] {
  const words = typedWords(typed);
  return text.split(letters).flatMap((part) => {
    const folded = fold(part);
    const length = Math.max(0, ...words.filter((word) => folded.startsWith(word)).map((word) => word.length));
    if (part === '') return [];
    if (length === 0) return [{ text: part, isMatch: false }];
    // Letters that fold to several stand for themselves as a whole.
    const end = folded.length === part.length ? length : part.length;
    return [
      { text: part.slice(0, end), isMatch: true },
      ...(end < part.length ? [{ text: part.slice(end), isMatch: false }] : []),
    ];
  });
}

/** Whether each typed word begins a word of the text. */
export function beginsWords(text: string, typed: string): boolean {
  const words = typedWords(text);
  return typedWords(typed).every((each) => words.some((word) => word.startsWith(each)));
}
