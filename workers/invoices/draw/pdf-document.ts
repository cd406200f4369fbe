/**
 * A pdfkit document with what pdfkit 0.20 leaves to be wished for here: bytes that depend on the content alone, and XMP metadata
 * that stay well-formed when a title holds & or <. This is the one place that relies on members that pdfkit does not document
 * (`_addInfo`, `_id`, a font object in place of a path); the version is pinned and tests watch over it.
 */
import PdfKit from 'pdfkit';
import type { Typeface } from '../fonts/typeface.ts';

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

export class PdfDocument extends PdfKit {
  readonly #metadata: PdfMetadata;

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

  /** Chooses a font that is already parsed. */
  typeface(typeface: Typeface, size: number): void {
    // pdfkit keeps a font under its name; given the object it would open it again on every call.
    const families = (this as unknown as { _fontFamilies: Record<string, unknown> })._fontFamilies;
    const known = families[typeface.postscriptName] !== undefined;
    this.font((known ? typeface.postscriptName : typeface) as string, size);
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

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
