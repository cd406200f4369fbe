/**
 * A pdfkit document with what pdfkit 0.20 leaves to be wished for here: bytes that depend on the content alone, XMP metadata that
 * stay well-formed when a title holds & or <, and text that is set at a third of the time and garbage (pdfkit's `text` measures
 * again, joins arrays word by word and writes a dozen pieces a line). This is the one place that relies on members that pdfkit
 * does not document (`_addInfo`, `_id`, `_root`, `_font` and what an embedded font keeps); the version is pinned and tests watch over it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import PdfKit from 'pdfkit';
import { tabularFigures, type ShapedWord, type Typeface } from '../fonts/typeface.ts';
import { resourcePath } from '../../paths.ts';
import { facturXName, xmpOf } from './xmp.ts';

export interface PdfMetadata {
  title: string;
  author: string;
  subject: string;
  /** Start of the day in UTC: the document's own date, never the clock's. */
  date: Date;
  /** 16 bytes, of the content. */
  id: Uint8Array;
}

const producer = 'Dockhand';

/** pdfkit writes a string object as text, and a plain string as a name. */
const PdfString = String;

let outputProfile: Buffer | undefined;

interface Inside {
  _root: { data: Record<string, unknown> };
  addNamedEmbeddedFile(name: string, specification: unknown): void;
}

/** pdfkit's font in a document: which glyphs it uses, how wide they are, and what characters they stand for. */
interface EmbeddedFont {
  readonly id: string;
  readonly subset: { includeGlyph(id: number): number };
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  ref(): unknown;
}

export class PdfDocument extends PdfKit {
  readonly #metadata: PdfMetadata;
  #hasFacturX = false;
  readonly #fonts = new Map<Typeface, EmbeddedFont>();

  /** @param compress false only for tests that look into the file. */
  constructor(metadata: PdfMetadata, size: [number, number], compress = true) {
    const { title, author, subject, date, id } = metadata;
    const options = {
      autoFirstPage: false,
      size,
      margin: 0,
      compress,
      pdfVersion: '1.7',
      lang: 'en-US',
      displayTitle: true,
      tagged: true,
      info: {
        Title: title,
        Author: author,
        Subject: subject,
        Creator: producer,
        Producer: producer,
        CreationDate: date,
        ModDate: date,
      },
    } as const;
    // No standard font to begin with: it would be parsed, and named in the file, for nothing.
    super({ ...options, font: null } as unknown as PDFKit.PDFDocumentOptions);
    this.#metadata = metadata;
    (this as unknown as { _id: Uint8Array })._id = id;
  }

  /** Sets a run of text in the current colour. @param x left end of the baseline. @param y its distance from the page's top. */
  show(text: string, typeface: Typeface, size: number, x: number, y: number, tabular: boolean): void {
    const words = tabular ? [typeface.layout(text, tabularFigures)] : wordsOf(text, typeface);
    const font = this.#embedded(typeface);
    (this.page as unknown as { fonts: Record<string, unknown> }).fonts[font.id] ??= font.ref();
    if (
      words.some(({ positions }) => positions.some(({ xOffset, yOffset }) => xOffset !== 0 || yOffset !== 0))
    ) {
      // Marks that stand off their letters: rare, and pdfkit's own way places them one by one.
      this.font(typeface.postscriptName, size);
      this.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
      return;
    }
    // The page is upside down for pdfkit (y grows downwards); the text matrix turns the letters up again.
    this.addContent(
      `BT\n/${font.id} ${size3(size)} Tf\n1 0 0 -1 ${size3(x)} ${size3(y)} Tm\n[${encoded(words, font)}] TJ\nET`,
    );
  }

  #embedded(typeface: Typeface): EmbeddedFont {
    let font = this.#fonts.get(typeface);
    if (font === undefined) {
      this.font(typeface as unknown as string);
      font = (this as unknown as { _font: EmbeddedFont })._font;
      this.#fonts.set(typeface, font);
    }
    return font;
  }

  /** Ends the document and gives its bytes. */
  async bytes(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      this.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.on('end', resolve);
      this.on('error', reject);
    });
    this.#addOutputIntent();
    this.end();
    await ended;
    return Buffer.concat(chunks);
  }

  /**
   * Attaches the invoice as data (Factur-X 1.07, 6.2): readers find it by its name, as the alternative to what the pages show.
   * @param xml made by `facturX`.
   */
  attachFacturX(xml: string): void {
    const bytes = Buffer.from(xml);
    const { date } = this.#metadata;
    const file = this.ref({
      Type: 'EmbeddedFile',
      Subtype: 'text#2Fxml',
      Params: {
        ModDate: date,
        CreationDate: date,
        Size: bytes.length,
        CheckSum: createHash('md5').update(bytes).digest(),
      },
    });
    file.end(bytes);
    const name = new PdfString(facturXName);
    const specification = this.ref({
      Type: 'Filespec',
      F: name,
      UF: name,
      Desc: new PdfString('Invoice data, Factur-X (EN 16931)'),
      AFRelationship: 'Alternative',
      EF: { F: file, UF: file },
    });
    specification.end(undefined);
    const inside = this as unknown as Inside;
    inside.addNamedEmbeddedFile(facturXName, specification);
    inside._root.data.AF = [specification];
    this.#hasFacturX = true;
  }

  /** What the colours on the pages mean (ISO 19005-3, 6.2.3). */
  #addOutputIntent(): void {
    outputProfile ??= readFileSync(resourcePath('icc', 'sRGB2014.icc'));
    const profile = this.ref({ N: 3 });
    profile.end(outputProfile);
    const intent = this.ref({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: new PdfString('sRGB'),
      Info: new PdfString('sRGB IEC61966-2.1'),
      DestOutputProfile: profile,
    });
    intent.end(undefined);
    (this as unknown as Inside)._root.data.OutputIntents = [intent];
  }

  /** Called by pdfkit at the end, in place of its own, which escapes nothing. */
  protected _addInfo(): void {
    this.appendXML(xmpOf({ ...this.#metadata, producer, hasFacturX: this.#hasFacturX }));
  }
}

/** In pieces as the typeface keeps them: a word with the blank that follows. */
function wordsOf(text: string, typeface: Typeface): ShapedWord[] {
  const words: ShapedWord[] = [];
  for (let start = 0; start < text.length;) {
    const space = text.indexOf(' ', start);
    const end = space === -1 ? text.length : space + 1;
    words.push(typeface.layout(text.slice(start, end)));
    start = end;
  }
  return words;
}

/** Glyph numbers as PDF strings, with the kerning between them; the font learns which glyphs it has to hold. */
function encoded(words: readonly ShapedWord[], font: EmbeddedFont): string {
  let out = '<';
  for (const { glyphs, positions } of words) {
    for (let i = 0; i < glyphs.length; i++) {
      const glyph = glyphs[i] as ShapedWord['glyphs'][number];
      const number = font.subset.includeGlyph(glyph.id);
      font.widths[number] ??= glyph.advanceWidth;
      font.unicode[number] ??= glyph.codePoints;
      out += hex4(number);
      const position = positions[i];
      const kern =
        position === undefined ? 0 : Math.round((position.advanceWidth - position.xAdvance) * 10) / 10;
      if (kern !== 0) out += `>${kern}<`;
    }
  }
  return `${out}>`;
}

const hexes: string[] = [];

function hex4(number: number): string {
  return (hexes[number] ??= number.toString(16).padStart(4, '0'));
}

/** Thousandths of a point are finer than any printer. */
function size3(n: number): number {
  return Math.round(n * 1000) / 1000;
}
