/**
 * Reading a file in blocks of whole lines. Every block starts where a record starts, and its byte offset is known: an import that
 * was cut short goes on from there.
 */
import { readSync } from 'node:fs';
import { decode, decodeMixed, type Encoding } from './encoding.ts';
import { LineEnds, type LineEnd } from './line-ends.ts';

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
  /** Physical lines that are written in another encoding than the file; null for none. */
  foreign: ReadonlySet<number> | null;
}

export interface BlockSource {
  fd: number;
  encoding: Encoding;
  /** Some lines are in another encoding: each is looked at by itself. */
  mixed?: boolean | undefined;
  /** Where lines end by any sign, every line of a block ends with LF or CRLF. */
  lineEnd: LineEnd;
  /** Where to begin: after a byte order mark, or where an earlier run stopped. */
  offset: number;
  line: number;
  /** Read at once; left out, as suits a whole file. */
  blockBytes?: number | undefined;
}

/** Smaller blocks keep the garbage in the young generation; larger ones were measured to be slower. */
const usualBytes = 64 * 1024;
/** The longest record in bytes. What is longer is no row of a table, and memory has to stay bounded. */
export const longestRecord = 1024 * 1024;

export class BlockReader {
  readonly #source: BlockSource;
  readonly #unit: 1 | 2;
  readonly #lineEnds: LineEnds;
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
    this.#lineEnds = new LineEnds(source.encoding, source.lineEnd);
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
      this.#read(Math.max(this.#source.blockBytes ?? usualBytes, this.#bytes.length));
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
    const { text, foreign } = this.#decode(this.#bytes.subarray(0, bytes));
    const [final, full] = [what === 'final', what === 'full'];
    return { text, offset: this.#offset, line: this.#line, final, full, cutLine: false, foreign };
  }

  #decode(bytes: Buffer): { text: string; foreign: ReadonlySet<number> | null } {
    const { encoding, mixed, lineEnd } = this.#source;
    const decoded =
      mixed === true
        ? decodeMixed(this.#linesOf(bytes), encoding, this.#line)
        : { text: decode(bytes, encoding), foreign: null };
    if (lineEnd === 'any') decoded.text = decoded.text.replaceAll(/\r(?!\n)/g, '\n');
    return decoded;
  }

  *#linesOf(bytes: Buffer): Generator<Buffer> {
    for (let from = 0; from < bytes.length;) {
      const end = this.#lineEnds.next(bytes, from, true);
      const to = end === -1 ? bytes.length : end;
      yield bytes.subarray(from, to);
      from = to;
    }
  }

  /** A line without an end in sight: its beginning is shown, and the file is passed over up to the next line. */
  #cutLine(): Block {
    const text = decode(this.#bytes.subarray(0, 16 * 1024), this.#source.encoding);
    const place = { offset: this.#offset, line: this.#line };
    const block: Block = { text, ...place, final: false, full: false, cutLine: true, foreign: null };
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

  #lineEndFrom(from: number): number {
    return this.#lineEnds.next(this.#bytes, from, this.#atEnd);
  }

  #endOfLastLine(after: number): number {
    return this.#lineEnds.last(this.#bytes, after, this.#atEnd);
  }

  #countLines(end: number): number {
    let lines = 0;
    for (let at = this.#lineEndFrom(0); at !== -1 && at <= end; at = this.#lineEndFrom(at)) lines += 1;
    return lines;
  }
}
