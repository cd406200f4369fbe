/**
 * The survey: what one pass over all bytes of a file can know about it. Staging makes it while it copies, so that every later
 * decision (encoding, line ends, whether quotes are really used) rests on the whole file and not on its first lines.
 */

export interface Survey {
  bytes: number;
  /** Byte order mark at the start. */
  bom: 'utf-8' | 'utf-16le' | 'utf-16be' | null;
  /** Sixteen-bit text, with or without a mark; null for text of single bytes. */
  wide: 'utf-16le' | 'utf-16be' | null;
  /** NUL characters: none in text. */
  nuls: number;
  /** Control characters other than tab, CR and LF. */
  controls: number;
  /** No character above 0x7F. */
  ascii: boolean;
  /** Characters of several bytes that are valid UTF-8, and bytes that are not. Both 0 in sixteen-bit text. */
  multibyte: number;
  invalid: number;
  /** Characters that show nothing at all: byte order marks behind the start, zero-width spaces and joiners of words. */
  invisible: number;
  quotes: number;
  /** Quotes that stand where a quoted cell can begin, and where one can end. */
  opening: number;
  closing: number;
  lf: number;
  crlf: number;
  cr: number;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** What may stand before and after a quoted cell: a delimiter of any known dialect or a line end. */
const separators = new Set(Buffer.from(',;\t|^~:\u001f\u0001\n\r'));
const SPACE = 0x20;

/** U+FEFF, U+200B and U+2060 as UTF-8. */
const invisible = new Set([0xefbbbf, 0xe2808b, 0xe281a0]);

/** Length in bytes of a byte order mark. */
export function markLength(bom: Survey['bom']): number {
  if (bom === null) return 0;
  return bom === 'utf-8' ? 3 : 2;
}

/** Feed it the chunks in order, then ask for the result. */
export class Surveyor {
  readonly #survey: Survey = {
    bytes: 0,
    bom: null,
    wide: null,
    nuls: 0,
    controls: 0,
    ascii: true,
    multibyte: 0,
    invalid: 0,
    invisible: 0,
    quotes: 0,
    opening: 0,
    closing: 0,
    lf: 0,
    crlf: 0,
    cr: 0,
  };
  #begun = false;
  /** Bytes held back: too few to know the kind of text, or half of a sixteen-bit unit. */
  #held: Buffer = Buffer.alloc(0);
  /** The unit before; the start of the file counts as a line end. */
  #before = LF;
  /** Continuation bytes that a UTF-8 character still wants, and the range of the next one. */
  #wanted = 0;
  #low = 0x80;
  #high = 0xbf;
  /** The last three bytes above 0x7F, as one number. */
  #trail = 0;

  push(chunk: Buffer): void {
    this.#survey.bytes += chunk.length;
    let bytes = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    this.#held = Buffer.alloc(0);
    if (!this.#begun) {
      // The kind of text is read off the first bytes; a stream may deliver them one by one.
      if (bytes.length < 64) {
        this.#held = bytes;
        return;
      }
      bytes = this.#begin(bytes);
    }
    this.#look(bytes);
  }

  finish(): Survey {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    this.#look(this.#begun ? rest : this.#begin(rest));
    const survey = this.#survey;
    if (this.#held.length > 0) survey.invalid += 1;
    if (this.#wanted > 0) survey.invalid += 1;
    if (this.#before === CR) survey.cr += 1;
    if (this.#before === QUOTE) survey.closing += 1;
    return survey;
  }

  /** Reads the kind of text off the first bytes and returns them without a byte order mark. */
  #begin(first: Buffer): Buffer {
    this.#begun = true;
    const survey = this.#survey;
    if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) survey.bom = 'utf-8';
    else if (first[0] === 0xff && first[1] === 0xfe) survey.bom = survey.wide = 'utf-16le';
    else if (first[0] === 0xfe && first[1] === 0xff) survey.bom = survey.wide = 'utf-16be';
    else survey.wide = wideByItsNuls(first);
    return first.subarray(markLength(survey.bom));
  }

  #look(bytes: Buffer): void {
    const { wide } = this.#survey;
    if (wide === null) {
      this.#lookAtBytes(bytes);
      return;
    }
    const even = bytes.length - (bytes.length % 2);
    const high = wide === 'utf-16le' ? 1 : 0;
    for (let i = 0; i < even; i += 2) {
      this.#unit(((bytes[i + high] ?? 0) << 8) | (bytes[i + 1 - high] ?? 0));
    }
    this.#held = Buffer.from(bytes.subarray(even));
  }

  #lookAtBytes(bytes: Buffer): void {
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i] as number;
      if (byte < 0x80) {
        if (this.#wanted > 0) this.#broken();
        // The bulk of a file: nothing to note, unless a quote stands just before.
        if (byte >= 0x20 && byte !== QUOTE && byte !== 0x7f && this.#before >= 0x20 && this.#before !== QUOTE)
          this.#before = byte;
        else this.#unit(byte);
      } else {
        this.#survey.ascii = false;
        this.#unit(byte);
        this.#utf8(byte);
      }
    }
  }

  #unit(unit: number): void {
    const survey = this.#survey;
    const before = this.#before;
    if (before === CR && unit !== LF) survey.cr += 1;
    if (before === QUOTE && separators.has(unit)) survey.closing += 1;
    if (unit === LF) {
      if (before === CR) survey.crlf += 1;
      else survey.lf += 1;
    } else if (unit === QUOTE) {
      survey.quotes += 1;
      if (before === SPACE || separators.has(before)) survey.opening += 1;
    } else if (unit === 0) survey.nuls += 1;
    else if ((unit < 0x20 && unit !== 0x09 && unit !== CR) || unit === 0x7f) survey.controls += 1;
    else if (unit >= 0x80) {
      survey.ascii = false;
      // Bytes never come near these.
      if (unit === 0xfeff || unit === 0x200b || unit === 0x2060) survey.invisible += 1;
    }
    this.#before = unit;
  }

  /** One byte above 0x7F, by the table of well-formed sequences (Unicode, table 3-7). */
  #utf8(byte: number): void {
    this.#trail = ((this.#trail << 8) | byte) & 0xffffff;
    if (this.#wanted > 0) {
      if (byte >= this.#low && byte <= this.#high) {
        this.#wanted -= 1;
        this.#low = 0x80;
        this.#high = 0xbf;
        if (this.#wanted === 0) {
          this.#survey.multibyte += 1;
          if (invisible.has(this.#trail)) this.#survey.invisible += 1;
        }
        return;
      }
      this.#broken();
    }
    this.#low = 0x80;
    this.#high = 0xbf;
    if (byte >= 0xc2 && byte <= 0xdf) this.#wanted = 1;
    else if (byte >= 0xe0 && byte <= 0xef) {
      this.#wanted = 2;
      if (byte === 0xe0) this.#low = 0xa0;
      if (byte === 0xed) this.#high = 0x9f;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      this.#wanted = 3;
      if (byte === 0xf0) this.#low = 0x90;
      if (byte === 0xf4) this.#high = 0x8f;
    } else this.#survey.invalid += 1;
  }

  #broken(): void {
    this.#survey.invalid += 1;
    this.#wanted = 0;
    this.#low = 0x80;
    this.#high = 0xbf;
  }
}

/** Sixteen-bit text without a mark: in Western text nearly every second byte is NUL, always on the same side. */
function wideByItsNuls(first: Buffer): Survey['wide'] {
  const pairs = Math.floor(Math.min(first.length, 4096) / 2);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (first[i] === 0) even += 1;
    if (first[i + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.6 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}
