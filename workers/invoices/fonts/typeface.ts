/**
 * A font file parsed once per process and shared by all documents. Two things that fontkit does would harm us:
 * - It remembers one list of code points per glyph, the first that it met. Characters that share a glyph (space and no-break
 *   space, Ω and the ohm sign) would come out of the PDF as each other, depending on what the process drew before. Here a glyph is
 *   known by its number and its code points, so each has its own entry in the file.
 * - It shapes every word again for every document, which is nine tenths of the time for a page. Here words are kept, up to a limit,
 *   and a new word of plain letters is put together from letters and pairs of letters that fontkit shaped before.
 *
 * All measures are thousandths of an em.
 */
import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { withCodes } from './base-glyphs.ts';
import { ShapeCache } from './shape-cache.ts';
import { TrueTypeFile } from './truetype-subset.ts';

/** No contextual alternates: Inter's turn the x of 10x20 into × and -> into an arrow. */
const features = { calt: false, clig: false, liga: false };

/** Given to `layout` for columns of figures: every digit as wide as the others. Not for prose: the hyphen becomes as wide, too. */
export const tabularFigures: readonly string[] = ['tnum'];

/** Inter draws the point of 467.10 into the space under the 7; in a sum of money each sign needs its place. */
const decimalFigure = /\d[.,]\d/;

/**
 * Shaped as Latin, which the house font does not tell from Greek and Cyrillic. Left to guess, fontkit takes a word without letters
 * for the default script, where Inter lists its kerning twice, and applies it twice (HarfBuzz does it once).
 */
const europeScripts =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u;

/**
 * Words in which a glyph depends on its own character and its place on the next one alone: letters of the scripts that the house
 * font kerns by pairs, digits, signs, blanks; no combining marks, no fraction slash. A test compares them with fontkit's own shaping.
 */
const pairwise = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{S}\p{Zs}]*$/u;
const notPairwise = /[\p{M}\p{Sk}\u2044]/u;
const pairsKept = 100_000;

const wordsKept = 20_000;
/** Longer words are data, not language: they rarely come twice. */
const longestKept = 48;

/** A glyph that stands for certain code points: where one glyph serves two characters there are two of these. */
export interface ShapedGlyph {
  /** The font's own number. */
  readonly fontGlyph: number;
  readonly codePoints: readonly number[];
  readonly advanceWidth: number;
  /** Its number in every file, 0 for one that is not of the base (see base-glyphs.ts). */
  code: number;
}

interface ShapedPosition {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
  advanceWidth: number;
}

export interface ShapedWord {
  readonly glyphs: readonly ShapedGlyph[];
  readonly positions: readonly ShapedPosition[];
  readonly advanceWidth: number;
  /** Whether a mark stands off its letter, so that glyphs have to be placed one by one. */
  readonly isPlaced: boolean;
  /** The word as it is written into every file that shows it; null where glyphs beyond the base are in it. Filled on first use. */
  written?: string | null;
}

export class Typeface {
  readonly postscriptName: string;
  readonly ascent: number;
  readonly descent: number;
  readonly xHeight: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly bbox: Font['bbox'];
  /** By code; `.notdef` in front and wherever no character has the code. */
  readonly baseGlyphs: readonly ShapedGlyph[];

  readonly #font: Font;
  readonly #file: TrueTypeFile;
  readonly #scale: number;
  readonly #words = new ShapeCache<ShapedWord>(wordsKept);
  readonly #glyphByIdentity = new Map<string, ShapedGlyph>();
  /** By code point up to U+FFFF: 1 for those that the font has, 2 for others, 0 where it was not asked yet. */
  readonly #has = new Uint8Array(0x10000);
  /** A letter's glyph and position before a given next letter (or none), by `letterKey`. */
  readonly #letters = new Map<string, { glyph: ShapedGlyph; position: ShapedPosition }>();

  /** @param base characters that every file shall have, for a font that most documents use. */
  constructor(path: string, base = '') {
    const bytes = readFileSync(path);
    const font = create(bytes);
    this.#file = new TrueTypeFile(bytes);
    keepCodePoints(font);
    this.#font = font;
    this.#scale = 1000 / font.unitsPerEm;
    const scaled = (units: number) => units * this.#scale;
    this.postscriptName = font.postscriptName;
    this.ascent = scaled(font.ascent);
    this.descent = scaled(font.descent);
    this.xHeight = scaled(font.xHeight);
    this.capHeight = scaled(font.capHeight);
    this.italicAngle = font.italicAngle;
    const { minX, minY, maxX, maxY } = font.bbox;
    this.bbox = { minX: scaled(minX), minY: scaled(minY), maxX: scaled(maxX), maxY: scaled(maxY) };
    const missing = this.#identify(0, [], scaled(font.getGlyph(0).advanceWidth));
    const one = (character: string, tabular?: readonly string[]) => this.layout(character, tabular).glyphs[0];
    this.baseGlyphs = withCodes(missing, base, (character, isFigure) =>
      this.has(character.codePointAt(0) ?? 0)
        ? one(character, isFigure ? tabularFigures : undefined)
        : undefined,
    );
  }

  has(codePoint: number): boolean {
    const known = this.#has[codePoint];
    if (known === 1) return true;
    if (known === 2) return false;
    const has = this.#font.hasGlyphForCodePoint(codePoint);
    if (known === 0) this.#has[codePoint] = has ? 1 : 2;
    return has;
  }

  /**
   * Glyphs and positions of a word. The result is shared.
   * @param tabular `tabularFigures`, or nothing.
   */
  layout(word: string, tabular?: readonly string[]): ShapedWord {
    const key = tabular === undefined ? word : `\0${word}`;
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    const tnum = tabular !== undefined;
    const shaped =
      pairwise.test(word) && !notPairwise.test(word) ? this.#compose(word, tnum) : this.#shape(word, tnum);
    if (word.length <= longestKept) this.#words.set(key, shaped);
    return shaped;
  }

  /** A font file of these glyphs, in this order; the first is `.notdef`. */
  subset(glyphs: readonly ShapedGlyph[]): Buffer {
    return this.#file.subset(glyphs.map(({ fontGlyph }) => fontGlyph));
  }

  /** The outline of a word as SVG paths in thousandths of an em, baseline at 0, upwards positive, each moved right by `x`. */
  outline(word: string): { x: number; path: string }[] {
    let x = 0;
    const { glyphs, positions } = this.layout(word);
    return glyphs.map((glyph, i) => {
      const at = x;
      x += positions[i]?.xAdvance ?? 0;
      return { x: at, path: this.#font.getGlyph(glyph.fontGlyph).path.toSVG() };
    });
  }

  /** Font units of `outline` per thousandth of an em. */
  get outlineScale(): number {
    return this.#scale;
  }

  /** A word from its letters, each placed by the one after it. */
  #compose(word: string, tnum: boolean): ShapedWord {
    const kern = !decimalFigure.test(word);
    const letters = Array.from(word);
    const glyphs: ShapedGlyph[] = [];
    const positions: ShapedPosition[] = [];
    let advanceWidth = 0;
    let isPlaced = false;
    for (const [i, letter] of letters.entries()) {
      const { glyph, position } = this.#letter(letter, kern ? (letters[i + 1] ?? '') : '', tnum);
      glyphs.push(glyph);
      positions.push(position);
      advanceWidth += position.xAdvance;
      isPlaced ||= standsOff(position);
    }
    return { glyphs, positions, advanceWidth, isPlaced };
  }

  #letter(letter: string, next: string, tnum: boolean): { glyph: ShapedGlyph; position: ShapedPosition } {
    const key = `${tnum ? '\0' : ''}${letter}${next}`;
    let known = this.#letters.get(key);
    if (known === undefined) {
      const { glyphs, positions } = this.#shape(letter + next, tnum);
      const [glyph] = glyphs;
      const [position] = positions;
      if (glyph === undefined || position === undefined)
        throw new Error(`No glyph for ${JSON.stringify(letter)}.`);
      known = { glyph, position };
      if (this.#letters.size >= pairsKept) this.#letters.clear();
      this.#letters.set(key, known);
    }
    return known;
  }

  #shape(word: string, tnum: boolean): ShapedWord {
    const script = europeScripts.test(word) ? 'latn' : undefined;
    const run = this.#font.layout(word, { ...features, tnum, kern: !decimalFigure.test(word) }, script);
    let advanceWidth = 0;
    const positions = run.positions.map((p, i) => {
      const position = {
        xAdvance: p.xAdvance * this.#scale,
        yAdvance: p.yAdvance * this.#scale,
        xOffset: p.xOffset * this.#scale,
        yOffset: p.yOffset * this.#scale,
        advanceWidth: (run.glyphs[i]?.advanceWidth ?? 0) * this.#scale,
      };
      advanceWidth += position.xAdvance;
      return position;
    });
    const glyphs = run.glyphs.map((glyph) =>
      this.#identify(glyph.id, glyph.codePoints, glyph.advanceWidth * this.#scale),
    );
    return { glyphs, positions, advanceWidth, isPlaced: positions.some(standsOff) };
  }

  #identify(fontGlyph: number, codePoints: readonly number[], advanceWidth: number): ShapedGlyph {
    const identity = `${fontGlyph}:${codePoints.join()}`;
    let glyph = this.#glyphByIdentity.get(identity);
    if (glyph === undefined) {
      glyph = { fontGlyph, codePoints, advanceWidth, code: 0 };
      this.#glyphByIdentity.set(identity, glyph);
    }
    return glyph;
  }
}

const standsOff = ({ xOffset, yOffset }: ShapedPosition) => xOffset !== 0 || yOffset !== 0;

/** Makes fontkit give each glyph of a run the code points of that run, not those that it first saw. */
function keepCodePoints(font: Font): void {
  const shared = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) =>
    Object.create(shared(id), { codePoints: { value: codePoints } }) as ReturnType<typeof shared>;
}
