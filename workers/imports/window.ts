/**
 * The window: as many rows as are sorted and written as one batch. It crosses from the parsing thread to the writing one as bytes
 * and numbers, because copying a million small objects between threads costs more than the thread saves.
 */
import { KeyOrder, twiceAsLong } from './key-order.ts';
import type { KnownHit } from './lookalikes/known-partners.ts';
import type { SpooledKeys } from './lookalikes/key-spool.ts';
import type { RowIssue } from './row.ts';

/** Parts a record's values. Cannot stand in a value: control characters are taken out before. */
export const valueSeparator = '\u001f';

/** A row that is not written, or written with a doubt. */
export interface FlaggedRow {
  line: number;
  issues: RowIssue[];
  /** JSON array of its cells as read; null for a row that is written. */
  raw: string | null;
  /** How many records that are left out it stands for: 1, or 0 for an accepted row and for all rows of a document but its first. */
  records: 0 | 1;
  /** What the row is about already, and whether it is left out for that. */
  known?: { hit: KnownHit; skipped: boolean };
}

/** Where to go on from. */
export interface Place {
  /** Byte offset in the file, at the start of a record. */
  offset: number;
  line: number;
  /** Where documents come grouped: behind the one with this number. */
  group?: string;
}

export interface Window {
  /** Pieces of `bytes`, each a run of whole records as UTF-8 text: where it ends, and how many records it holds. */
  bytes: Uint8Array<ArrayBuffer>;
  pieceEnds: number[];
  pieceCounts: number[];
  /** Physical line on which each record starts, in the order of the records: sorted by key. */
  lines: Uint32Array<ArrayBuffer>;
  flagged: FlaggedRow[];
  /** Where the next window begins. */
  next: Place;
  /** Share of the work that is done after this window, 0 to 1. */
  done: number;
  last: boolean;
  /** Of the last one: the identities of all rows, where they are to be compared. */
  keys?: SpooledKeys;
}

/** The memory of a window, to be used for another one. */
export interface WindowBuffers {
  bytes: ArrayBuffer;
  lines: ArrayBuffer;
}

/** Measured: larger windows gain little for keys in random order, and cost memory. */
export const windowRows = 50_000;
/** The first one is small, so that the writing side does not wait long for it; then they double. */
const firstWindowRows = windowRows / 8;
const windowBytes = 8 * 1024 * 1024;
/** A block more than fills a window comes with it. */
const linesBytes = (windowRows + 4 * 1024) * Uint32Array.BYTES_PER_ELEMENT;
/** Refused rows travel as objects. */
const flaggedBytes = 4 * 1024 * 1024;
/** Of a UUID in its usual form. */
const idBytes = 36;
/** Small enough that a piece's strings die young, large enough that a piece's cost does not count. */
const pieceRows = 250;
const pieceBytes = 64 * 1024;

export class WindowPacker {
  #arrived: Buffer = Buffer.allocUnsafeSlow(windowBytes);
  #used = 0;
  readonly #keys = new KeyOrder();
  /** Of the records that have come: where they end in #arrived, and their lines. */
  #ends = new Uint32Array(16 * 1024);
  #lines = new Uint32Array(16 * 1024);
  /** Rows after which the window at hand is full. */
  #mostRows = firstWindowRows;
  #flagged: FlaggedRow[] = [];
  #flaggedBytes = 0;
  #refused = 0;
  /** What came back from the writing thread. */
  readonly #spare: WindowBuffers[] = [];

  /**
   * What ids are made with: each record begins with one, put before it once all are sorted, so that ids ascend in the order of writing
   * and their index only grows at its end. Null: the records come whole.
   */
  nextId: (() => string) | null = null;

  get full(): boolean {
    return (
      this.#keys.count + this.#refused >= this.#mostRows ||
      this.#outgoingBytes >= windowBytes - 256 * 1024 ||
      this.#flaggedBytes >= flaggedBytes
    );
  }

  get #outgoingBytes(): number {
    return this.#used + (this.nextId === null ? 0 : this.#keys.count * idBytes);
  }

  get empty(): boolean {
    return this.#keys.count === 0 && this.#flagged.length === 0;
  }

  /** @param text what stands behind the id: values, each followed by the separator. */
  add(key: string, text: string, line: number): void {
    const most = text.length * 3;
    if (this.#used + most > this.#arrived.length) this.#grow(this.#used + most);
    this.#used += this.#arrived.write(text, this.#used, 'utf8');
    const at = this.#keys.count;
    if (at === this.#ends.length) {
      this.#ends = twiceAsLong(this.#ends);
      this.#lines = twiceAsLong(this.#lines);
    }
    this.#ends[at] = this.#used;
    this.#lines[at] = line;
    this.#keys.add(key);
  }

  flag(row: FlaggedRow): void {
    this.#flagged.push(row);
    this.#flaggedBytes += 100 + (row.raw?.length ?? 0) + row.issues.length * 200;
    if (row.raw !== null) this.#refused += 1;
  }

  /** Sorts what has come together by key, equal keys in the file's order, and starts anew. */
  take(next: Place, done: number, last: boolean): Window {
    const order = this.#keys.order();
    const { bytes, lines } = this.#outgoing(order.length);
    const pieceEnds: number[] = [];
    const pieceCounts: number[] = [];
    let at = 0;
    let pieceStart = 0;
    const { nextId } = this;
    const target = Buffer.from(bytes.buffer);
    let count = 0;
    for (let i = 0; i < order.length; i += 1) {
      const row = order[i] as number;
      const from = row === 0 ? 0 : (this.#ends[row - 1] as number);
      const to = this.#ends[row] as number;
      if (nextId !== null) at += target.write(nextId(), at, 'latin1');
      bytes.set(this.#arrived.subarray(from, to), at);
      at += to - from;
      lines[i] = this.#lines[row] as number;
      count += 1;
      if (count === pieceRows || at - pieceStart >= pieceBytes || i === order.length - 1) {
        pieceEnds.push(at);
        pieceCounts.push(count);
        pieceStart = at;
        count = 0;
      }
    }
    const { length: refusedAndFlagged } = this.#flagged;
    const window: Window = {
      bytes,
      pieceEnds,
      pieceCounts,
      lines,
      flagged: refusedAndFlagged > 0 ? this.#flagged.sort((a, b) => a.line - b.line) : [],
      next,
      done,
      last,
    };
    this.#used = 0;
    this.#keys.clear();
    this.#mostRows = Math.min(windowRows, this.#mostRows * 2);
    this.#flagged = [];
    this.#flaggedBytes = 0;
    this.#refused = 0;
    return window;
  }

  /** Memory comes back to be filled again: it stays the same however long the file is. */
  giveBack(buffers: WindowBuffers): void {
    this.#spare.push(buffers);
  }

  #outgoing(records: number): { bytes: Uint8Array<ArrayBuffer>; lines: Uint32Array<ArrayBuffer> } {
    const spare = this.#spare.pop();
    const bytes = atLeast(spare?.bytes, this.#outgoingBytes, windowBytes);
    const lines = atLeast(spare?.lines, records * Uint32Array.BYTES_PER_ELEMENT, linesBytes);
    return { bytes: new Uint8Array(bytes), lines: new Uint32Array(lines, 0, records) };
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#arrived.length * 2));
    this.#arrived.copy(larger, 0, 0, this.#used);
    this.#arrived = larger;
  }
}

/** @returns the spare buffer, or a new one of the usual size; one that is larger for once is not kept for good. */
function atLeast(spare: ArrayBuffer | undefined, bytes: number, usual: number): ArrayBuffer {
  if (bytes > usual) return new ArrayBuffer(bytes);
  return spare?.byteLength === usual ? spare : new ArrayBuffer(usual);
}
