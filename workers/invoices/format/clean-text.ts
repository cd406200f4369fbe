/** Text from files and mails made fit to be set: what cannot be seen goes, what breaks a line breaks it in one way. */

/** Characters without a form of their own: zero-width spaces and joiners, soft hyphens, direction and variation marks, BOMs. */
const neverShown = /\p{Default_Ignorable_Code_Point}/gu;
const lineBreaks = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g;

/** Lines separated by `\n`, tabs as spaces, no blanks at the ends. Control characters stay: they are refused, with their place named. */
export function cleanText(text: string | null): string {
  if (text === null) return '';
  return text
    .replaceAll(lineBreaks, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(neverShown, '')
    .replaceAll(/ +$/gm, '')
    .trim();
}

/** The non-empty lines of a text. */
export function cleanLines(text: string | null): string[] {
  return cleanText(text)
    .split('\n')
    .filter((line) => line !== '');
}

/** For names and numbers: one line. */
export function cleanLine(text: string | null): string {
  return cleanLines(text).join(' ');
}

/** A character for a message: itself where it can be seen, and its code points. */
export function nameCharacter(character: string): string {
  const codePoints = Array.from(
    character,
    (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  const seen = /^[\p{Cc}\p{Cs}\p{Cn}\p{Co}]/u.test(character) ? '' : `“${character}” `;
  return `${seen}(${codePoints.join(' ')})`;
}
