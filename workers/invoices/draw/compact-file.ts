/**
 * pdfkit's document as a compact file (ISO 32000-1, 7.5.7 and 7.5.8): objects that are no streams lie together in compressed object
 * streams, and a stream of cross-references says where. A page's content is gathered as one string and written once, and the file is
 * handed over whole, not through a stream of Node's. pdfkit 0.20 writes each object and each operator as a chunk of its own, which
 * is most of the time of a page and most of the bytes of a tagged file.
 *
 * This relies on members that pdfkit does not document (`_write`, `_refEnd`, `_finalize`, `_offsets`, `_id`, `_root`, `_info`); the
 * version is pinned and tests watch over it.
 */
import PdfKit from 'pdfkit';
import { deflate } from './deflate.ts';

/** What pdfkit keeps of an object of the file. */
export interface Reference {
  readonly id: number;
  data: Record<string, unknown>;
  write(bytes: Uint8Array): void;
  end(bytes?: Uint8Array): void;
}

/** pdfkit's own side of a document, missing in its types. */
interface Inside {
  ref(data?: Record<string, unknown>): Reference;
  page: { content: Reference } | null;
  flushPages(): void;
  _refEnd(reference: Reference): void;
  _offsets: (number | null)[];
  _root: Reference;
  _info: Reference;
  _id: Uint8Array;
}

/** pdfkit's methods as it defines them, for calling them from those that take their place. */
const stock = PdfKit.prototype as unknown as Inside;

/** zlib’s: the higher ones take three times as long for a tenth of the bytes. */
const level = 3;

/** Readers unpack an object stream as a whole: large ones compress better, very large ones would be in the way. */
const mostPerStream = 1000;

/** Where an object lies: from the file's beginning, or the object stream and the place in it. */
type Place = { offset: number } | { stream: number; index: number };

export class CompactFile extends PdfKit {
  /** What pdfkit has said of the object that it is writing; its constructor writes before the fields here are set. */
  declare _said?: (string | Uint8Array)[];
  #chunks: Buffer[] = [];
  #length = 0;
  readonly #places: Place[] = [];
  #packed: { id: number; text: string }[] = [];
  #content: string[] = [];
  readonly #level: number;

  /** @param compress false leaves everything as it is, for tests that look into the file. */
  constructor(options: PDFKit.PDFDocumentOptions, compress: boolean) {
    super({ ...options, autoFirstPage: false, compress });
    this.#level = compress ? level : 0;
    this._said = [];
    this.#put('%PDF-1.7\n%\xFF\xFF\xFF\xFF\n');
  }

  protected get inside(): Inside {
    return this as unknown as Inside;
  }

  /** Adds operators to the page's content. @param operators in Latin-1: one character is one byte of the file. */
  override addContent(operators: string): this {
    this.#content.push(operators);
    return this;
  }

  /** A number for an object whose text is given later, by `putObject`. */
  reserve(): number {
    return this.inside._offsets.push(null);
  }

  /** @param text the object as it stands in the file, in Latin-1; no stream. */
  putObject(id: number, text: string): void {
    if (this.#packed.push({ id, text }) >= mostPerStream) this.#flushPacked();
  }

  /** @returns the number of the new object. */
  addObject(text: string): number {
    const id = this.reserve();
    this.putObject(id, text);
    return id;
  }

  /** Gives an object of pdfkit's its text, in place of its `end`. */
  endObject(reference: Reference, text: string): void {
    this.putObject(reference.id, text);
    stock._refEnd.call(this as unknown as Inside, reference);
  }

  /** @param entries of its dictionary, besides length and filter. @returns its number. */
  addStream(entries: string, bytes: Buffer): number {
    return this.#addStream(entries, this.#level > 0 ? this.#deflate(bytes) : bytes);
  }

  /** A stream that is the same in many files, and compressed once. */
  deflatedStream(entries: string, stream: Deflated): number {
    return this.#addStream(entries, this.#level > 0 ? stream.deflated : stream.bytes);
  }

  #addStream(entries: string, bytes: Buffer): number {
    const id = this.reserve();
    const filter = this.#level > 0 ? '/Filter/FlateDecode' : '';
    this.#putStream(id, `<<${entries}${filter}/Length ${bytes.length}>>`, bytes);
    return id;
  }

  /** What of the file is there by now and was not given before: long files are written away page by page. */
  drain(): Buffer {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return bytes;
  }

  /** Ends the document and gives its bytes, or what `drain` has not given. */
  bytes(): Buffer {
    this.end();
    return this.drain();
  }

  /** Called by pdfkit before a new page and at the end. */
  override flushPages(): void {
    const { page } = this.inside;
    if (page !== null && this.#content.length > 0) {
      const bytes = Buffer.from(this.#content.join('\n'), 'latin1');
      this.#content = [];
      if (this.#level > 0) page.content.data.Filter = 'FlateDecode';
      Object.assign(page.content, { compress: false });
      page.content.write(this.#level > 0 ? this.#deflate(bytes) : bytes);
    }
    stock.flushPages.call(this as unknown as Inside);
  }

  /** Called by pdfkit with each part of an object, and once by its constructor with the file's first lines. */
  _write(part: string | Uint8Array): void {
    (this._said ??= []).push(part);
  }

  /** Called by pdfkit when an object is said: its number, its dictionary, of a stream also the bytes, and its end. */
  _refEnd(reference: Reference): void {
    const [, text = '', , bytes] = this._said ?? [];
    this._said = [];
    if (bytes instanceof Uint8Array) this.#putStream(reference.id, String(text), bytes);
    else this.putObject(reference.id, String(text));
    stock._refEnd.call(this as unknown as Inside, reference);
  }

  /** Called by pdfkit when every object has ended. */
  _finalize(): void {
    this.#flushPacked();
    const { _root, _info, _id, _offsets } = this.inside;
    const id = _offsets.length + 1;
    this.#places[id] = { offset: this.#length };
    const fileId = Buffer.from(_id).toString('hex');
    const table = this.#crossReferences(id + 1);
    const bytes = this.#level > 0 ? this.#deflate(table) : table;
    const filter =
      this.#level > 0 ? `/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns ${entryLength}>>` : '';
    const offset = this.#length;
    this.#putStream(
      id,
      `<</Type/XRef/Size ${id + 1}/W[1 4 2]/Root ${_root.id} 0 R/Info ${_info.id} 0 R/ID[<${fileId}><${fileId}>]${filter}/Length ${bytes.length}>>`,
      bytes,
    );
    this.#put(`startxref\n${offset}\n%%EOF\n`);
  }

  /** One row an object; when compressed, each as the difference to the one above (PNG's filter Up), which is mostly nothing. */
  #crossReferences(count: number): Buffer {
    const rows = Buffer.alloc(count * entryLength);
    for (let id = 0; id < count; id++) {
      const place = this.#places[id];
      const at = id * entryLength;
      if (place === undefined) {
        rows.writeUInt16BE(0xffff, at + 5);
      } else if ('offset' in place) {
        rows[at] = 1;
        rows.writeUInt32BE(place.offset, at + 1);
      } else {
        rows[at] = 2;
        rows.writeUInt32BE(place.stream, at + 1);
        rows.writeUInt16BE(place.index, at + 5);
      }
    }
    if (this.#level === 0) return rows;
    const filtered = Buffer.alloc(count * (entryLength + 1));
    for (let id = 0; id < count; id++) {
      const to = id * (entryLength + 1);
      filtered[to] = 2;
      for (let i = 0; i < entryLength; i++) {
        const at = id * entryLength + i;
        filtered[to + 1 + i] = (rows[at] ?? 0) - (id === 0 ? 0 : (rows[at - entryLength] ?? 0));
      }
    }
    return filtered;
  }

  #flushPacked(): void {
    if (this.#packed.length === 0) return;
    const stream = this.reserve();
    let index = '';
    let body = '';
    for (const [i, { id, text }] of this.#packed.entries()) {
      this.#places[id] = { stream, index: i };
      index += `${id} ${body.length} `;
      body += `${text}\n`;
    }
    const count = this.#packed.length;
    this.#packed = [];
    const bytes = Buffer.from(index + body, 'latin1');
    const packed = this.#level > 0 ? this.#deflate(bytes) : bytes;
    const filter = this.#level > 0 ? '/Filter/FlateDecode' : '';
    const entries = `/N ${count}/First ${index.length}${filter}/Length ${packed.length}`;
    this.#putStream(stream, `<</Type/ObjStm${entries}>>`, packed);
  }

  #putStream(id: number, dictionary: string, bytes: Uint8Array): void {
    this.#places[id] = { offset: this.#length };
    this.#put(`${id} 0 obj\n${dictionary}\nstream\n`);
    this.#chunks.push(bytes as Buffer);
    this.#length += bytes.length;
    this.#put('\nendstream\nendobj\n');
  }

  #put(text: string): void {
    const bytes = Buffer.from(text, 'latin1');
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  #deflate(bytes: Uint8Array): Buffer {
    return deflate(bytes, this.#level);
  }
}

/** Bytes that many files hold, compressed when the first of them needs it. */
export class Deflated {
  readonly bytes: Buffer;
  #deflated: Buffer | undefined;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get deflated(): Buffer {
    return (this.#deflated ??= deflate(this.bytes, 9));
  }
}

/** Kind, offset or object stream, place in it. */
const entryLength = 7;
