/** A font in one document: which glyphs it shows, how a word is written with them, and the font's objects at the end. */
import { ShapeCache } from '../fonts/shape-cache.ts';
import type { ShapedGlyph, ShapedWord, Typeface } from '../fonts/typeface.ts';
import { Deflated, type CompactFile, type Reference } from './compact-file.ts';

export class DocumentFont {
  /** As the page's content names it. */
  readonly id: string;
  readonly reference: Reference;
  readonly #typeface: Typeface;
  /** Glyphs beyond the base, numbered after it in the order of use: the numbers depend on the document alone. */
  readonly #further: ShapedGlyph[] = [];
  readonly #codes = new Map<ShapedGlyph, number>();

  /** @param reference what pages refer to; it gets its content by `embed`. */
  constructor(id: string, reference: Reference, typeface: Typeface) {
    this.id = id;
    this.reference = reference;
    this.#typeface = typeface;
  }

  /** A word as the inside of strings between `(` and `)`, with the kerning between them, as TJ takes it. */
  write(word: ShapedWord): string {
    word.written ??= word.glyphs.every(({ code }) => code !== 0) ? written(word, ({ code }) => code) : null;
    return word.written ?? written(word, (glyph) => this.#codeOf(glyph));
  }

  /** One glyph as the inside of a string. */
  writeGlyph(glyph: ShapedGlyph): string {
    return bytesOf(this.#codeOf(glyph));
  }

  #codeOf(glyph: ShapedGlyph): number {
    if (glyph.code !== 0) return glyph.code;
    let code = this.#codes.get(glyph);
    if (code === undefined) {
      code = this.#typeface.baseGlyphs.length + this.#further.push(glyph) - 1;
      this.#codes.set(glyph, code);
    }
    return code;
  }

  /** Writes the font's objects (ISO 32000-1, 9.7 and 9.8). */
  embed(file: CompactFile): void {
    const { postscriptName, bbox, italicAngle, ascent, descent, capHeight, xHeight } = this.#typeface;
    const { program, toUnicode, widths } = embeddingOf(this.#typeface, this.#further);
    const name = `${tag}+${postscriptName.replaceAll(' ', '_')}`;
    const programStream = file.deflatedStream(`/Length1 ${program.bytes.length}`, program);
    const unicodeStream = file.deflatedStream('', toUnicode);
    const box = [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map(thousandths).join(' ');
    const measures = `/ItalicAngle ${thousandths(italicAngle)}/Ascent ${thousandths(ascent)}/Descent ${thousandths(descent)}/CapHeight ${thousandths(capHeight)}/XHeight ${thousandths(xHeight)}/StemV 0`;
    // Flags: its characters are no standard Latin set, as far as a reader can know.
    const descriptor = file.addObject(
      `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${box}]${measures}/FontFile2 ${programStream} 0 R>>`,
    );
    const descendant = file.addObject(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/W[0[${widths}]]/CIDToGIDMap/Identity>>`,
    );
    file.endObject(
      this.reference,
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicodeStream} 0 R>>`,
    );
  }
}

/** Says that the file holds a part of the font (ISO 32000-1, 9.6.4). */
const tag = 'DOCKHD';

interface Embedding {
  program: Deflated;
  toUnicode: Deflated;
  /** By code, thousandths of an em. */
  widths: string;
}

/** By the glyphs beyond the base: none for most documents, and the same few for all of a company whose name has an Ł in it. */
const embeddings = new WeakMap<Typeface, ShapeCache<Embedding>>();
const embeddingsKept = 32;

function embeddingOf(typeface: Typeface, further: readonly ShapedGlyph[]): Embedding {
  let cache = embeddings.get(typeface);
  if (cache === undefined) embeddings.set(typeface, (cache = new ShapeCache(embeddingsKept)));
  const key = further.map(({ fontGlyph, codePoints }) => `${fontGlyph}:${codePoints.join('+')}`).join();
  let embedding = cache.get(key);
  if (embedding === undefined) {
    const glyphs = [...typeface.baseGlyphs, ...further];
    embedding = {
      program: new Deflated(typeface.subset(glyphs)),
      toUnicode: new Deflated(Buffer.from(unicodeMap(glyphs), 'latin1')),
      widths: glyphs.map(({ advanceWidth }) => thousandths(advanceWidth)).join(' '),
    };
    cache.set(key, embedding);
  }
  return embedding;
}

const perBlock = 100;

/** What characters a glyph stands for, for those who search and copy (ISO 32000-1, 9.10.3). */
function unicodeMap(glyphs: readonly ShapedGlyph[]): string {
  const lines = glyphs.flatMap(({ codePoints }, code) =>
    codePoints.length === 0
      ? []
      : [
          `<${hex4(code)}><${Buffer.from(String.fromCodePoint(...codePoints), 'utf16le')
            .swap16()
            .toString('hex')}>`,
        ],
  );
  const blocks: string[] = [];
  for (let i = 0; i < lines.length; i += perBlock) {
    const some = lines.slice(i, i + perBlock);
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

function written({ glyphs, positions }: ShapedWord, codeOf: (glyph: ShapedGlyph) => number): string {
  let out = '';
  for (const [i, glyph] of glyphs.entries()) {
    out += bytesOf(codeOf(glyph));
    const position = positions[i];
    const kern =
      position === undefined ? 0 : Math.round((position.advanceWidth - position.xAdvance) * 10) / 10;
    if (kern !== 0) out += `)${kern}(`;
  }
  return out;
}

const bytes2: string[] = [];

/** A glyph's number as two bytes of a string, with what has a meaning in one escaped (ISO 32000-1, 7.3.4.2). */
function bytesOf(code: number): string {
  return (bytes2[code] ??= String.fromCharCode(code >> 8, code & 0xff)
    .replaceAll(/[()\\]/g, '\\$&')
    .replaceAll('\r', '\\r'));
}

function hex4(number: number): string {
  return number.toString(16).padStart(4, '0');
}

function thousandths(n: number): string {
  return String(Math.round(n * 1000) / 1000);
}
