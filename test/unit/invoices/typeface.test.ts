import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { baseCharacters } from '../../../workers/invoices/fonts/base-glyphs.ts';
import { tabularFigures, Typeface } from '../../../workers/invoices/fonts/typeface.ts';
import { resourcePath } from '../../../workers/paths.ts';

const path = resourcePath('fonts', 'Inter-Regular.ttf');

/** Fontkit's own shaping of a whole word, in thousandths of an em. */
function fontkitShape(word: string, features: Record<string, boolean>) {
  const font = create(readFileSync(path));
  const scale = 1000 / font.unitsPerEm;
  return (text: string = word) => {
    const { glyphs, positions } = font.layout(text, { ...features }, 'latn');
    return glyphs.map((glyph, i) => ({ glyph: glyph.id, advance: (positions[i]?.xAdvance ?? 0) * scale }));
  };
}

const prose = { calt: false, clig: false, liga: false, tnum: false };
const shapeProse = fontkitShape('', prose);
const shapeFigures = fontkitShape('', { ...prose, tnum: true });

const words = [
  'AVATAR ',
  'Łódź',
  'Śpedycja ',
  'Αθηναϊκή',
  'Трансгранична ',
  'Wrocław-Tczew,',
  '“quoted”',
  '€1,000',
  'T.o.',
  'l’été',
  'Straße',
  'Việt',
  'PG-2026-004817',
  '(8)',
  'A4/B5',
];

describe('a typeface', () => {
  it('puts words together from pairs of letters exactly as fontkit shapes them whole', () => {
    const face = new Typeface(path);
    for (const word of words.filter((w) => !/\d[.,]\d/.test(w))) {
      const whole = shapeProse(word);
      const composed = face.layout(word);
      expect(composed.positions.map((p) => p.xAdvance)).toEqual(whole.map((g) => g.advance));
      expect(face.layout(word, tabularFigures).positions.map((p) => p.xAdvance)).toEqual(
        shapeFigures(word).map((g) => g.advance),
      );
    }
  });

  it('does so for any word of letters, digits and signs', () => {
    const face = new Typeface(path);
    const letters = fc.constantFrom(
      ...Array.from(
        'AVTWYLPFabcdefgijklmnopqrstuvwxyz0123456789.,-/&()“”’€ĄĆĘŁŃÓŚŹŻąćęłńóśźżÄÖÜßΑΒΓΔΛΣΥαβγλτυАБВГДЖТУХабвгтуцш',
      ),
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 14 }), (list) => {
        const word = list.join('');
        fc.pre(!/\d[.,]\d/.test(word));
        const composed = face.layout(word);
        expect(composed.positions.map((p) => p.xAdvance)).toEqual(shapeProse(word).map((g) => g.advance));
        expect(String.fromCodePoint(...composed.glyphs.flatMap((g) => g.codePoints))).toBe(word);
      }),
      { numRuns: 300 },
    );
  });

  it('draws no × for the x of 10x20 and no arrow for ->', () => {
    const face = new Typeface(path);
    const plain = (letter: string) => face.layout(letter).glyphs[0]?.fontGlyph;
    expect(face.layout('10x20').glyphs[2]?.fontGlyph).toBe(plain('x'));
    expect(face.layout('->').glyphs.map((g) => g.fontGlyph)).toEqual([plain('-'), plain('>')]);
  });

  it('keeps the decimal point of a sum apart from its digits', () => {
    const face = new Typeface(path);
    const kerned = face.layout('7.').positions[0]?.xAdvance ?? 0;
    expect(face.layout('467.10').positions[2]?.xAdvance).toBeGreaterThan(kerned);
  });

  it('gives every digit the same width in columns of figures', () => {
    const face = new Typeface(path);
    const widths = new Set(Array.from('0123456789', (d) => face.layout(d, tabularFigures).advanceWidth));
    expect(widths.size).toBe(1);
  });

  it('tells apart characters that share a glyph, whatever it met before', () => {
    const shared = ['\u00a0 ', 'Ω\u2126', 'Δ\u2206'];
    const there = new Typeface(path);
    const back = new Typeface(path);
    const read = (face: Typeface, text: string) => face.layout(text).glyphs.map((g) => g.codePoints);
    for (const pair of shared) {
      const [first = '', second = ''] = pair;
      read(there, first);
      read(back, second);
      const expected = Array.from(pair, (c) => [c.codePointAt(0)]);
      expect(read(there, pair)).toEqual(expected);
      expect(read(back, pair)).toEqual(expected);
      const [a, b] = there.layout(pair).glyphs;
      expect(a).not.toBe(b);
    }
  });

  it('keeps a letter with its combining mark in one glyph that stands for both', () => {
    const { glyphs } = new Typeface(path).layout('e\u0301');
    expect(glyphs.map((g) => g.codePoints)).toEqual([[0x65, 0x301]]);
  });

  it('gives the glyphs of its base the same codes, whatever it met before: letters their own', () => {
    const there = new Typeface(path, baseCharacters);
    const back = new Typeface(path, Array.from(baseCharacters).toReversed().join(''));
    expect(there.layout('Az~ ').glyphs.map(({ code }) => code)).toEqual([0x41, 0x7a, 0x7e, 0x20]);
    expect(back.layout('Az~ ').glyphs.map(({ code }) => code)).toEqual([0x41, 0x7a, 0x7e, 0x20]);
    const codes = there.baseGlyphs.flatMap(({ code }) => (code === 0 ? [] : [code]));
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(there.baseGlyphs[code]?.code).toBe(code);
    for (const character of baseCharacters) expect(there.layout(character).glyphs[0]?.code).not.toBe(0);
    const figures = there.layout('-$1,234.50', tabularFigures).glyphs;
    expect(figures.every(({ code }) => code > 0)).toBe(true);
    expect(there.layout('Ł').glyphs[0]?.code).toBe(0);
  });
});
