/**
 * The document that is drawn: bytes that depend on its content alone, text in fonts that are shared by all documents, XMP metadata
 * that stay well-formed when a title holds & or <, the invoice attached as data, and the structure tree.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tabularFigures, type ShapedWord, type Typeface } from '../fonts/typeface.ts';
import { resourcePath } from '../../paths.ts';
import type { Logo } from '../../store/document-template.ts';
import { CompactFile, Deflated, type Reference } from './compact-file.ts';
import { DocumentFont } from './document-font.ts';
import { decimal } from './numbers.ts';
import { Structure } from './structure.ts';
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

let outputProfile: Deflated | undefined;

interface Inside {
  _id: Uint8Array;
  _root: Reference;
  ref(data?: Record<string, unknown>): Reference;
  getMarkInfoDictionary(): Reference;
  addNamedEmbeddedFile(name: string, specification: Reference): void;
  page: {
    fonts: Record<string, unknown>;
    xobjects: Record<string, unknown>;
    dictionary: Reference;
  } | null;
}

export class PdfDocument extends CompactFile {
  readonly structure: Structure;
  readonly #metadata: PdfMetadata;
  #hasFacturX = false;
  readonly #fonts = new Map<Typeface, DocumentFont>();
  /** The font and size that the page's content has set. */
  #set = '';
  #beforePageEnds = () => {};
  readonly #pictures = new Map<string, { name: string; reference: Reference }>();

  /** @param compress false only for tests that look into the file. */
  constructor(metadata: PdfMetadata, size: [number, number], compress = true) {
    const { title, author, subject, date, id } = metadata;
    const options = {
      size,
      margin: 0,
      pdfVersion: '1.7',
      lang: 'en-US',
      displayTitle: true,
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
    super({ ...options, font: null } as unknown as PDFKit.PDFDocumentOptions, compress);
    this.#metadata = metadata;
    const inside = this.#inside;
    inside._id = id;
    inside.getMarkInfoDictionary().data['Marked'] = true;
    const treeRoot = inside.ref();
    inside._root.data['StructTreeRoot'] = treeRoot;
    this.structure = new Structure(this, treeRoot);
  }

  get #inside(): Inside {
    return this as unknown as Inside;
  }

  get #page() {
    const { page } = this.#inside;
    if (page === null) throw new Error('There is no page to draw on.');
    return page;
  }

  /** Begins a page. @param size left out: that of the document. */
  newPage(size?: [number, number]): void {
    if (size === undefined) this.addPage();
    else this.addPage({ size, margin: 0 });
    this.#set = '';
    const { dictionary } = this.#page;
    dictionary.data['StructParents'] = this.structure.newPage(dictionary.id);
  }

  /** Sets a run of text in the current colour. @param x left end of the baseline. @param y its distance from the page's top. */
  show(text: string, typeface: Typeface, size: number, x: number, y: number, tabular: boolean): void {
    const font = this.#font(typeface, size);
    let written = '';
    let isPlaced = false;
    if (tabular) {
      const word = typeface.layout(text, tabularFigures);
      written = font.write(word);
      isPlaced = word.isPlaced;
    } else {
      for (const word of wordsOf(text, typeface)) {
        written += font.write(word);
        isPlaced ||= word.isPlaced;
      }
    }
    if (isPlaced) this.#showPlaced(wordsOf(text, typeface), font, size, x, y);
    // The page is upside down for pdfkit (y grows downwards); the text matrix turns the letters up again.
    else this.addContent(`BT 1 0 0 -1 ${decimal(x)} ${decimal(y)} Tm[(${written})]TJ ET`);
  }

  /** Marks that stand off their letters: each glyph gets a place of its own. */
  #showPlaced(words: readonly ShapedWord[], font: DocumentFont, size: number, x: number, y: number): void {
    let at = x;
    let operators = 'BT';
    for (const { glyphs, positions } of words) {
      for (const [i, glyph] of glyphs.entries()) {
        const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[i] ?? {};
        const left = at + (xOffset * size) / 1000;
        const baseline = y - (yOffset * size) / 1000;
        operators += ` 1 0 0 -1 ${decimal(left)} ${decimal(baseline)} Tm(${font.writeGlyph(glyph)})Tj`;
        at += (xAdvance * size) / 1000;
      }
    }
    this.addContent(`${operators} ET`);
  }

  /** The font for what follows on the page. */
  #font(typeface: Typeface, size: number): DocumentFont {
    let font = this.#fonts.get(typeface);
    if (font === undefined) {
      font = new DocumentFont(`F${this.#fonts.size + 1}`, this.#inside.ref(), typeface);
      this.#fonts.set(typeface, font);
    }
    const wanted = `/${font.id} ${decimal(size)} Tf`;
    if (wanted !== this.#set) {
      this.#page.fonts[font.id] ??= font.reference;
      this.addContent(wanted);
      this.#set = wanted;
    }
    return font;
  }

  /** @param draw called when all content of a page is there, to add to it. */
  beforePageEnds(draw: () => void): void {
    this.#beforePageEnds = draw;
  }

  /** Called by pdfkit before a new page and at the end. */
  override flushPages(): void {
    if (this.#inside.page !== null) this.#beforePageEnds();
    super.flushPages();
  }

  /** Also takes back the font. */
  override restore(): this {
    this.#set = '';
    return super.restore();
  }

  /** Ends the document and gives its bytes. */
  override bytes(): Buffer {
    this.#addOutputIntent();
    for (const font of this.#fonts.values()) font.embed(this);
    return super.bytes();
  }

  /** Draws an image, which is in the file once however often it is drawn. @param x left. @param y top. */
  picture(image: Logo, x: number, y: number, width: number, height: number): void {
    let picture = this.#pictures.get(image.sha256);
    if (picture === undefined) {
      const reference = this.#inside.ref({
        Type: 'XObject',
        Subtype: 'Image',
        Width: image.width,
        Height: image.height,
        BitsPerComponent: 8,
        ColorSpace: image.channels === 1 ? 'DeviceGray' : 'DeviceRGB',
        Filter: image.filter,
      });
      reference.end(image.data);
      picture = { name: `Im${this.#pictures.size + 1}`, reference };
      this.#pictures.set(image.sha256, picture);
    }
    this.#page.xobjects[picture.name] = picture.reference;
    const place = [width, 0, 0, -height, x, y + height].map(decimal).join(' ');
    this.addContent(`q ${place} cm/${picture.name} Do Q`);
  }

  /**
   * Attaches the invoice as data (Factur-X 1.07, 6.2): readers find it by its name, as the alternative to what the pages show.
   * @param xml made by `facturX`.
   */
  attachFacturX(xml: string): void {
    const bytes = Buffer.from(xml);
    const day = `(D:${this.#metadata.date.toISOString().slice(0, 10).replaceAll('-', '')}000000Z)`;
    const checksum = createHash('md5').update(bytes).digest('hex');
    const file = this.addStream(
      `/Type/EmbeddedFile/Subtype/text#2Fxml/Params<</ModDate${day}/CreationDate${day}/Size ${bytes.length}/CheckSum<${checksum}>>>`,
      bytes,
    );
    const inside = this.#inside;
    const specification = inside.ref();
    this.endObject(
      specification,
      `<</Type/Filespec/F(${facturXName})/UF(${facturXName})/Desc(Invoice data, Factur-X \\(EN 16931\\))/AFRelationship/Alternative/EF<</F ${file} 0 R/UF ${file} 0 R>>>>`,
    );
    inside.addNamedEmbeddedFile(facturXName, specification);
    inside._root.data['AF'] = [specification];
    this.#hasFacturX = true;
  }

  /** What the colours on the pages mean (ISO 19005-3, 6.2.3). */
  #addOutputIntent(): void {
    outputProfile ??= new Deflated(readFileSync(resourcePath('icc', 'sRGB2014.icc')));
    const profile = this.deflatedStream('/N 3', outputProfile);
    const intent = this.#inside.ref();
    this.endObject(
      intent,
      `<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ${profile} 0 R>>`,
    );
    this.#inside._root.data['OutputIntents'] = [intent];
  }

  /** Called by pdfkit at the end, in place of its own, which knows nothing of the structure here. */
  override endMarkings(): void {
    this.structure.end();
    this.#inside.getMarkInfoDictionary().end();
  }

  /** Called by pdfkit at the end, in place of its own, which escapes nothing. */
  _addInfo(): void {
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
