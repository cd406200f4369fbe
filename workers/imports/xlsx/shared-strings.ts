/**
 * The texts that the cells of a workbook share. A file of a million rows may have millions: they lie in a scratch file, and only what
 * was last asked for is in memory.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Texts that are read and kept together: neighbours in the list are mostly neighbours in the sheet. */
const perBlock = 64;
/** Bytes not yet written; a workbook with fewer never touches the disk. */
const tailBytes = 1024 * 1024;
/** Characters of texts kept for the next cell. */
const cachedCharacters = 4 * 1024 * 1024;

export class SharedStrings {
  readonly #scratch: string;
  #fd: number | null = null;
  /** Where each block begins; the last is where the next one will. */
  readonly #starts: number[] = [0];
  #gathered: string[] = [];
  #tail: Buffer[] = [];
  #tailLength = 0;
  #written = 0;
  readonly #cache = new Map<number, string[]>();
  #cached = 0;

  /** @param scratch path of a file that is made when it is needed. */
  constructor(scratch: string) {
    this.#scratch = scratch;
  }

  /** @param text without a line feed. */
  add(text: string): void {
    if (this.#gathered.push(text) === perBlock) this.#closeBlock();
  }

  /** After the last `add`. */
  finish(): void {
    if (this.#gathered.length > 0) this.#closeBlock();
    this.#tail = [Buffer.concat(this.#tail)];
  }

  get length(): number {
    return (this.#starts.length - 1) * perBlock;
  }

  /** Undefined where there is no such text. */
  at(index: number): string | undefined {
    return this.#block(Math.floor(index / perBlock))?.[index % perBlock];
  }

  /** Removes the scratch file. */
  close(): void {
    if (this.#fd === null) return;
    closeSync(this.#fd);
    rmSync(this.#scratch, { force: true });
    this.#fd = null;
  }

  #closeBlock(): void {
    const bytes = Buffer.from(this.#gathered.join('\n'));
    this.#gathered = [];
    this.#tail.push(bytes);
    this.#tailLength += bytes.length;
    this.#starts.push((this.#starts.at(-1) ?? 0) + bytes.length);
    if (this.#tailLength < tailBytes) return;
    this.#fd ??= openSync(this.#scratch, 'wx+');
    const all = Buffer.concat(this.#tail);
    for (let at = 0; at < all.length;) at += writeSync(this.#fd, all, at);
    this.#written += all.length;
    this.#tail = [];
    this.#tailLength = 0;
  }

  #block(number: number): string[] | undefined {
    const known = this.#cache.get(number);
    if (known !== undefined) return known;
    const start = this.#starts[number];
    const end = this.#starts[number + 1];
    if (start === undefined || end === undefined) return undefined;
    const texts = this.#bytes(start, end).toString('utf8').split('\n');
    this.#cache.set(number, texts);
    this.#cached += end - start;
    for (const [oldest, { length }] of this.#cache) {
      if (this.#cached <= cachedCharacters || length === 0 || oldest === number) break;
      this.#cache.delete(oldest);
      this.#cached -= (this.#starts[oldest + 1] ?? 0) - (this.#starts[oldest] ?? 0);
    }
    return texts;
  }

  #bytes(start: number, end: number): Buffer {
    if (start >= this.#written || this.#fd === null)
      return (this.#tail[0] ?? Buffer.alloc(0)).subarray(start - this.#written, end - this.#written);
    const bytes = Buffer.allocUnsafe(end - start);
    for (let at = 0; at < bytes.length;) {
      const got = readSync(this.#fd, bytes, at, bytes.length - at, start + at);
      if (got === 0) throw new Error('The scratch file of shared texts is shorter than what was written.');
      at += got;
    }
    return bytes;
  }
}
