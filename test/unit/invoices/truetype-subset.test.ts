import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { TrueTypeFile } from '../../../workers/invoices/fonts/truetype-subset.ts';
import { resourcePath } from '../../../workers/paths.ts';

const bytesOf = (file: string) => readFileSync(resourcePath('fonts', file));
const glyphOf = (font: Font, character: string) => font.layout(character, { calt: false }).glyphs[0]?.id ?? 0;

describe.each(['Inter-Regular.ttf', 'Inter-SemiBold.ttf', 'DroidSansFallback.ttf'])(
  'a subset of %s',
  (name) => {
    const bytes = bytesOf(name);
    const font = create(bytes);
    const characters = Array.from('AÅéŁźß€“”→ΩЖ0158%你東서ガ').filter((c) =>
      font.hasGlyphForCodePoint(c.codePointAt(0) ?? 0),
    );
    const glyphs = [0, ...characters.map((c) => glyphOf(font, c))];

    it('has the outlines and widths of the font, composite letters too', () => {
      const cut = create(new TrueTypeFile(bytes).subset(glyphs));
      expect(glyphs.length).toBeGreaterThan(3);
      for (const [place, glyph] of glyphs.entries()) {
        expect(cut.getGlyph(place).path.toSVG()).toBe(font.getGlyph(glyph).path.toSVG());
        expect(cut.getGlyph(place).advanceWidth).toBe(font.getGlyph(glyph).advanceWidth);
      }
    });

    it('is a small part of the file and the same every time', () => {
      const file = new TrueTypeFile(bytes);
      const cut = file.subset(glyphs);
      file.subset([0, 5, 6]);
      expect(file.subset(glyphs).equals(cut)).toBe(true);
      expect(cut.length).toBeLessThan(bytes.length / 10);
    });

    it('has sound checksums', () => {
      const cut = new TrueTypeFile(bytes).subset(glyphs);
      const sum = (part: Buffer) => {
        let total = 0;
        for (let i = 0; i < part.length; i += 4) total = (total + part.readUInt32BE(i)) >>> 0;
        return total;
      };
      expect(sum(cut)).toBe(0xb1b0afba);
    });

    it('takes the same glyph twice where two characters share it', () => {
      const cut = create(new TrueTypeFile(bytes).subset([0, 3, 3]));
      expect(cut.getGlyph(2).path.toSVG()).toBe(cut.getGlyph(1).path.toSVG());
    });
  },
);
