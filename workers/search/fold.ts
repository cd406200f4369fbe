/** Text as a search compares it: without case, accents and the other ways of writing one letter. */

/** Letters that Unicode does not take apart, and what people type for them. */
const plainLetters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};
const apart = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** `Müller & Söhne` and `MULLER & SOHNE` become the same. Never longer in lines: line feeds neither come nor go. */
export function foldText(text: string): string {
  // Most names are plain ASCII, for which lower case is all.
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(apart, (letter) => plainLetters[letter] ?? letter);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** The words of a search, folded; every one has to be found in a row. Control characters part words: they mark columns. */
export function searchTerms(search: string): string[] {
  const words = foldText(search.slice(0, 200)).split(/[\s\p{Cc}]+/u);
  return [...new Set(words.filter((word) => word !== ''))];
}
