/**
 * Reading a file in blocks of whole lines. Every block starts where a record starts, and its byte offset is known: an import that
 * was cut short goes on from there.
 */
import { readSync } from 'node:fs';
import { decode, type Encoding } from './encoding.ts';

export interface Block {
  text: string;
  /** Byte offset in the file of the first character. */
  offset: number;
  /** Physical line of the first character, from 1. */
  line: number;
  /** The file ends with this block; its last line may lack a line end. */
  final: boolean;
  /** The limit is reached: a record that is still incomplete here has to be dealt with as it stands. */
  full: boolean;
  /** A single line longer than `longestRecord`: `text` is only its beginning, the rest was passed over. */
  cutLine: boolean;
}

export interface BlockSource {
  fd: number;
  encoding: Encoding;
  /** What ends a line: LF (with or without CR before it), or CR where the file has no LF at all. */
  lineEnd: '\n' | '\r';
  /** Where to begin: after a byte order mark, or where an earlier run stopped. */
  offset: number;
  line: number;
}

/** Smaller blocks keep the garbage in the young generation; larger ones were measured to be slower. */
const usualBytes = 64 * 1024;
/** The longest record in bytes. What is longer is no row of a table, and memory has to stay bounded. */
export const longestRecord = 1024 * 1024;

export class BlockReader {
  readonly #source: BlockSource;
  readonly #unit: 1 | 2;
  #bytes: Buffer = Buffer.alloc(0);
  #offset: number;
  #line: number;
  #position: number;
  #atEnd = false;
  /** Bytes of #bytes that the last block showed. */
  #shown = 0;

  constructor(source: BlockSource) {
    this.#source = source;
    this.#unit = source.encoding.startsWith('utf-16') ? 2 : 1;
    this.#offset = source.offset;
    this.#position = source.offset;
    this.#line = source.line;
  }

  /** Byte offset and line of what comes next. */
  get place(): { offset: number; line: number } {
    return { offset: this.#offset, line: this.#line };
  }

  /** The next block; null at the end. What of the block before was not `consume`d comes again, with more behind it. */
  next(): Block | null {
    const shownBefore = this.#shown;
    let end = this.#endOfLastLine(shownBefore);
    while (end <= shownBefore && !this.#atEnd && this.#bytes.length < longestRecord) {
      this.#read(Math.max(usualBytes, this.#bytes.length));
      end = this.#endOfLastLine(shownBefore);
    }
    if (this.#bytes.length === 0 && this.#atEnd) return null;
    if (this.#atEnd) return this.#show(this.#bytes.length, 'final');
    if (end > 0) return this.#show(end, 'more');
    const whole = this.#endOfLastLine(0);
    return whole > 0 ? this.#show(whole, 'full') : this.#cutLine();
  }

  /** Says that the first `lines` lines of the block were used, or all of it. */
  consume(lines: number | 'all'): void {
    let end = this.#shown;
    if (lines === 'all') {
      this.#line += this.#countLines(end);
    } else {
      end = 0;
      for (let n = 0; n < lines; n += 1) {
        const next = this.#lineEndFrom(end);
        end = next === -1 ? this.#shown : next;
      }
      this.#line += lines;
    }
    this.#offset += end;
    this.#bytes = this.#bytes.subarray(end);
    this.#shown -= end;
  }

  #show(bytes: number, what: 'more' | 'full' | 'final'): Block {
    this.#shown = bytes;
    const text = decode(this.#bytes.subarray(0, bytes), this.#source.encoding);
    const [final, full] = [what === 'final', what === 'full'];
    return { text, offset: this.#offset, line: this.#line, final, full, cutLine: false };
  }

  /** A line without an end in sight: its beginning is shown, and the file is passed over up to the next line. */
  #cutLine(): Block {
    const text = decode(this.#bytes.subarray(0, 16 * 1024), this.#source.encoding);
    const place = { offset: this.#offset, line: this.#line };
    const block: Block = { text, ...place, final: false, full: false, cutLine: true };
    for (;;) {
      const end = this.#lineEndFrom(0);
      const passed = end === -1 ? this.#bytes.length - (this.#bytes.length % this.#unit) : end;
      this.#offset += passed;
      this.#bytes = this.#bytes.subarray(passed);
      if (end !== -1 || this.#atEnd) break;
      this.#read(longestRecord);
    }
    this.#line += 1;
    this.#shown = 0;
    block.final = this.#atEnd && this.#bytes.length === 0;
    return block;
  }

  #read(wanted: number): void {
    const { fd } = this.#source;
    const bytes = Buffer.allocUnsafe(this.#bytes.length + wanted);
    this.#bytes.copy(bytes);
    let filled = this.#bytes.length;
    while (filled < bytes.length) {
      const got = readSync(fd, bytes, filled, bytes.length - filled, this.#position);
      if (got === 0) {
        this.#atEnd = true;
        break;
      }
      filled += got;
      this.#position += got;
    }
    this.#bytes = bytes.subarray(0, filled);
  }

  /** Position after the first line end at or after `from`, or -1. */
  #lineEndFrom(from: number): number {
    const code = this.#source.lineEnd.charCodeAt(0);
    if (this.#unit === 1) return this.#bytes.indexOf(code, from) + 1 || -1;
    for (let at = from; ;) {
      const found = this.#bytes.indexOf(code, at);
      if (found === -1 || found + 1 >= this.#bytes.length + (found % 2)) return -1;
      const start = found - (found % 2);
      if (this.#isWide(start, code)) return start + 2;
      at = found + 1;
    }
  }

  /** Position after the last line end beyond `after`, or 0. */
  #endOfLastLine(after: number): number {
    const code = this.#source.lineEnd.charCodeAt(0);
    for (let at = this.#bytes.length - 1; at >= after;) {
      const found = this.#bytes.lastIndexOf(code, at);
      if (found < after || found === -1) return 0;
      if (this.#unit === 1) return found + 1;
      const start = found - (found % 2);
      if (start + 1 < this.#bytes.length && this.#isWide(start, code)) return start + 2;
      at = found - 1;
    }
    return 0;
  }

  #isWide(start: number, code: number): boolean {
    const low = this.#source.encoding === 'utf-16le' ? start : start + 1;
    const high = this.#source.encoding === 'utf-16le' ? start + 1 : start;
    return this.#bytes[low] === code && this.#bytes[high] === 0;
  }

  #countLines(end: number): number {
    let lines = 0;
    for (let at = this.#lineEndFrom(0); at !== -1 && at <= end; at = this.#lineEndFrom(at)) lines += 1;
    return lines;
  }
}
