/**
 * The glyphs that every file has of a house font, each at a number of its own: what most invoices are written with. The same part of
 * the font then serves nearly every document, cut out and compressed once per process, and a word is the same bytes in all of them.
 * Cutting the font anew for each document cost as much as all the rest of a page; a few glyphs that it does not show cost less.
 */
import type { ShapedGlyph } from './typeface.ts';

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i)).join('');

/** Printable ASCII, and what people and the layout itself set between it. */
export const baseCharacters = `${ascii}\u00a0·–—‘’“”•…€£×°½¼¾®ÄÇÉÑÖÜßàáâäçèéêíñóôöúü`;

/** Those that have another shape in columns of figures. */
const figures = '0123456789.,-+$€£%() ';

/**
 * Gives the glyphs of characters their codes: printable ASCII its own, the others what is left from 1 upwards.
 * @param missing stands where no character has the code, at 0 in any case.
 * @param glyphOf undefined where the font has none.
 */
export function withCodes(
  missing: ShapedGlyph,
  characters: string,
  glyphOf: (character: string, isFigure: boolean) => ShapedGlyph | undefined,
): readonly ShapedGlyph[] {
  const glyphs: ShapedGlyph[] = [missing];
  let next = 1;
  const put = (glyph: ShapedGlyph | undefined, own: number | null) => {
    if (glyph === undefined || glyph.code !== 0) return;
    if (own === null && next === 0x20) next = 0x7f;
    glyph.code = own ?? next++;
    glyphs[glyph.code] = glyph;
  };
  const all = Array.from(characters);
  for (const character of all) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x20 && code < 0x7f) put(glyphOf(character, false), code);
  }
  for (const figure of all.filter((character) => figures.includes(character)))
    put(glyphOf(figure, true), null);
  for (const character of all) put(glyphOf(character, false), null);
  return Array.from(glyphs, (glyph) => glyph ?? missing);
}
