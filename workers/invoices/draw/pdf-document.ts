/**
 * A pdfkit document with what pdfkit 0.20 leaves to be wished for here: bytes that depend on the content alone, XMP metadata that
 * stay well-formed when a title holds & or <, and text that is set at a third of the time and garbage (pdfkit's `text` measures
 * again, joins arrays word by word and writes a dozen pieces a line). This is the one place that relies on members that pdfkit
 * does not document (`_addInfo`, `_id`, `_font` and what an embedded font keeps); the version is pinned and tests watch over it.
 */
import PdfKit from 'pdfkit';
import { tabularFigures, type ShapedWord, type Typeface } from '../fonts/typeface.ts';
import { escapeXml } from '../format/xml.ts';

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
    this.end();
    await ended;
    return Buffer.concat(chunks);
  }

  /** Called by pdfkit at the end, in place of its own, which escapes nothing. */
  protected _addInfo(): void {
    const { title, author, subject, date } = this.#metadata;
    const at = `${date.toISOString().slice(0, 19)}Z`;
    const alternatives = (text: string) =>
      `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;
    this.appendXML(
      `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title>${alternatives(title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>${alternatives(subject)}</dc:description>
<xmp:CreatorTool>${producer}</xmp:CreatorTool>
<xmp:CreateDate>${at}</xmp:CreateDate>
<xmp:ModifyDate>${at}</xmp:ModifyDate>
<pdf:Producer>${producer}</pdf:Producer>
</rdf:Description>`,
    );
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
