/** Where lines end in bytes. */
import type { Encoding } from './encoding.ts';

/**
 * What ends a line: LF (with or without CR before it), CR where the file has no LF at all, or any of them where they are mixed.
 */
export type LineEnd = '\n' | '\r' | 'any';

const LF = 0x0a;
const CR = 0x0d;

export class LineEnds {
  readonly #unit: 1 | 2;
  /** Of a sixteen-bit unit: where its low and its high byte stand. */
  readonly #low: 0 | 1;
  readonly #lineEnd: LineEnd;

  constructor(encoding: Encoding, lineEnd: LineEnd) {
    this.#unit = encoding.startsWith('utf-16') ? 2 : 1;
    this.#low = encoding === 'utf-16be' ? 1 : 0;
    this.#lineEnd = lineEnd;
  }

  /**
   * Position after the first line end at or after `from`, or -1.
   * @param atEnd nothing follows these bytes: a CR at their end is no half of a CRLF.
   */
  next(bytes: Buffer, from: number, atEnd: boolean): number {
    if (this.#lineEnd === 'any') return this.#nextOfAny(bytes, from, atEnd);
    const code = this.#lineEnd === '\n' ? LF : CR;
    if (this.#unit === 1) return bytes.indexOf(code, from) + 1 || -1;
    for (let at = from; ;) {
      const found = bytes.indexOf(code, at);
      if (found === -1 || found + 1 >= bytes.length + (found % 2)) return -1;
      const start = found - (found % 2);
      if (this.#at(bytes, start) === code) return start + 2;
      at = found + 1;
    }
  }

  /** Position after the last line end beyond `after`, or 0. */
  last(bytes: Buffer, after: number, atEnd: boolean): number {
    if (this.#lineEnd === 'any') return this.#lastOfAny(bytes, after, atEnd);
    const code = this.#lineEnd === '\n' ? LF : CR;
    for (let at = bytes.length - 1; at >= after;) {
      const found = bytes.lastIndexOf(code, at);
      if (found < after || found === -1) return 0;
      if (this.#unit === 1) return found + 1;
      const start = found - (found % 2);
      if (start + 1 < bytes.length && this.#at(bytes, start) === code) return start + 2;
      at = found - 1;
    }
    return 0;
  }

  #nextOfAny(bytes: Buffer, from: number, atEnd: boolean): number {
    const unit = this.#unit;
    for (let at = from; at + unit <= bytes.length; at += unit) {
      if (this.#ends(bytes, at, atEnd)) return at + unit;
    }
    return -1;
  }

  #lastOfAny(bytes: Buffer, after: number, atEnd: boolean): number {
    const unit = this.#unit;
    const whole = bytes.length - (bytes.length % unit);
    for (let at = whole - unit; at >= after; at -= unit) {
      if (this.#ends(bytes, at, atEnd)) return at + unit;
    }
    return 0;
  }

  #ends(bytes: Buffer, at: number, atEnd: boolean): boolean {
    const code = this.#at(bytes, at);
    if (code === LF) return true;
    if (code !== CR) return false;
    const next = at + this.#unit;
    // A CR before an LF belongs to it, and one at the end may still get it.
    return next + this.#unit <= bytes.length ? this.#at(bytes, next) !== LF : atEnd;
  }

  #at(bytes: Buffer, at: number): number {
    if (this.#unit === 1) return bytes[at] ?? 0;
    return (bytes[at + this.#low] ?? 0) | ((bytes[at + 1 - this.#low] ?? 0) << 8);
  }
}
