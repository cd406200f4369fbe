import { describe, expect, it } from 'vitest';
import { DocumentFont } from '../../../workers/invoices/draw/document-font.ts';
import { baseCharacters } from '../../../workers/invoices/fonts/base-glyphs.ts';
import { Typeface } from '../../../workers/invoices/fonts/typeface.ts';
import { resourcePath } from '../../../workers/paths.ts';

const face = new Typeface(resourcePath('fonts', 'Inter-Regular.ttf'), baseCharacters);
const reference = { id: 1, data: {}, write: () => {}, end: () => {} };
const newFont = () => new DocumentFont('F1', reference, face);
const withoutKerning = (text: string) => text.replaceAll(/\)-?[\d.]+\(/g, '');
const write = (font: DocumentFont, word: string) => withoutKerning(font.write(face.layout(word)));

describe('a font in a document', () => {
  it('writes what most invoices are written with as two bytes a letter, with signs of the syntax escaped', () => {
    expect(write(newFont(), 'Cab')).toBe('\0C\0a\0b');
    expect(write(newFont(), '(\\)')).toBe('\0\\(\0\\\\\0\\)');
  });

  it('numbers other glyphs after those, by their first use in this document', () => {
    const codes = (text: string) =>
      Array.from({ length: text.length / 2 }, (_, i) => text.charCodeAt(2 * i + 1));
    const first = face.baseGlyphs.length;
    expect(codes(write(newFont(), 'ŁŚŁ'))).toEqual([first, first + 1, first]);
    expect(codes(write(newFont(), 'ŚŁŁ'))).toEqual([first, first + 1, first + 1]);
  });

  it('writes a word with kerning the same way every time', () => {
    const font = newFont();
    const kerned = font.write(face.layout('AVATAR'));
    expect(kerned).toMatch(/\)\d+(?:\.\d)?\(/);
    expect(newFont().write(face.layout('AVATAR'))).toBe(kerned);
  });
});
