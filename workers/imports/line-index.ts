/**
 * Where the rows of a staged file are: the place of every few dozen of them, so that any row is read without those before it. Made once
 * per way of reading, kept beside the staged file, and of use while it is still being made.
 */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataPaths } from '../paths.ts';
import type { FileFormat } from './format.ts';
import { openRecords } from './open-records.ts';
import type { Place } from './window.ts';

/** Bytes between two places: reading up to a row costs a fraction of a millisecond. */
export const stepBytes = 8 * 1024;
/** How long the index keeps its process from anything else, ms. */
const busyMs = 4;
/** Grows when rows are told apart in another way. */
const version = 1;
/** Indexes held in memory; a file of a gigabyte has one of 3 MB. */
const mostHeld = 4;

interface Kept {
  version: number;
  /** Of the text: a sheet may be converted anew. */
  bytes: number;
  total: number;
  offsets: number[];
  lines: number[];
  rows: number[];
}

export interface IndexedFile {
  path: string;
  bytes: number;
  format: FileFormat;
}

export class LineIndex {
  readonly #offsets: number[] = [];
  readonly #lines: number[] = [];
  /** Of each place: how many rows come before it. */
  readonly #rows: number[] = [];
  /** Rows of the file; null while they are being counted. */
  total: number | null = null;
  #failure: unknown = null;
  #waiting: (() => void)[] = [];

  static from({ offsets, lines, rows, total }: Kept): LineIndex {
    const index = new LineIndex();
    for (let i = 0; i < offsets.length; i += 1)
      index.add({ offset: offsets[i] as number, line: lines[i] as number }, rows[i] as number);
    index.total = total;
    return index;
  }

  add({ offset, line }: Place, row: number): void {
    this.#offsets.push(offset);
    this.#lines.push(line);
    this.#rows.push(row);
  }

  /** The last known place at or before a row. */
  placeOfRow(row: number): { place: Place; row: number } | null {
    return this.#at(lastAtOrBefore(this.#rows, row));
  }

  /** The same for a physical line. */
  placeOfLine(line: number): { place: Place; row: number } | null {
    return this.#at(lastAtOrBefore(this.#lines, line));
  }

  /** Resolves when what is asked for is covered, or all is. @throws what has kept the file from being read. */
  async covers(wanted: { row: number } | { line: number }): Promise<void> {
    const [list, least] = 'row' in wanted ? [this.#rows, wanted.row] : [this.#lines, wanted.line];
    while (this.total === null && (list.at(-1) ?? 0) <= least) {
      if (this.#failure !== null) throw this.#failure;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  kept(bytes: number): Kept {
    return {
      version,
      bytes,
      total: this.total ?? 0,
      offsets: this.#offsets,
      lines: this.#lines,
      rows: this.#rows,
    };
  }

  /** Wakes whoever waits. */
  moved(failure: unknown = null): void {
    this.#failure = failure;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #at(i: number): { place: Place; row: number } | null {
    if (i === -1) return null;
    return {
      place: { offset: this.#offsets[i] as number, line: this.#lines[i] as number },
      row: this.#rows[i] as number,
    };
  }
}

const held = new Map<string, LineIndex>();

/** The index of a file, perhaps still growing. Two questions about the same file share one. */
export async function lineIndex(paths: DataPaths, file: IndexedFile): Promise<LineIndex> {
  const target = `${file.path}.rows-${readingKey(file.format)}.json`;
  const key = `${target} ${file.bytes}`;
  const known = held.get(key);
  if (known !== undefined) {
    held.delete(key);
    held.set(key, known);
    return known;
  }
  const kept = await read(target, file.bytes);
  const meanwhile = held.get(key);
  if (meanwhile !== undefined) return meanwhile;
  const index = kept === null ? new LineIndex() : LineIndex.from(kept);
  held.set(key, index);
  for (const oldest of held.keys()) {
    if (held.size <= mostHeld) break;
    held.delete(oldest);
  }
  if (kept === null) void make(paths, file, index, target, () => held.delete(key));
  return index;
}

/** What of a format decides where rows begin, and what their columns are. */
export function readingKey(format: FileFormat): string {
  const { encoding, mixed, lineEnd, loneCr, delimiter, quote, headings, headerLine, body, sheet } = format;
  const decisive = [encoding, mixed, lineEnd, loneCr, delimiter, quote, headings.length, headerLine];
  return createHash('sha256')
    .update(JSON.stringify([...decisive, body, sheet]))
    .digest('hex')
    .slice(0, 16);
}

async function make(
  paths: DataPaths,
  file: IndexedFile,
  index: LineIndex,
  target: string,
  forget: () => void,
): Promise<void> {
  try {
    await fill(index, file);
    index.moved();
  } catch (error) {
    forget();
    index.moved(error);
    return;
  }
  // What cannot be kept is made again by the next process.
  await keep(paths, target, index.kept(file.bytes)).catch(() => {});
}

async function fill(index: LineIndex, { path, format }: IndexedFile): Promise<void> {
  const fd = openSync(path, 'r');
  try {
    const nothing = Array.from({ length: format.headings.length + 1 }, () => false);
    const { blocks, records } = openRecords(fd, format, nothing, null, stepBytes);
    let rows = 0;
    let until = performance.now() + busyMs;
    for (;;) {
      const { place } = blocks;
      const before = rows;
      const block = blocks.next();
      if (block === null) break;
      const used = records.read(block, ({ line }) => {
        if (line > format.headerLine) rows += 1;
      });
      if (!block.cutLine) blocks.consume(used);
      if (rows > before) index.add(place, before);
      if (performance.now() < until) continue;
      index.moved();
      await nextTurn();
      until = performance.now() + busyMs;
    }
    index.total = rows;
  } finally {
    closeSync(fd);
  }
}

async function keep(paths: DataPaths, target: string, kept: Kept): Promise<void> {
  const temporary = join(paths.temp, `rows-${randomUUID()}.json`);
  await mkdir(paths.temp, { recursive: true });
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(JSON.stringify(kept));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Null where it was never made, was made for another text, or is not whole. */
async function read(target: string, bytes: number): Promise<Kept | null> {
  try {
    const kept = JSON.parse(await readFile(target, 'utf8')) as Kept;
    const { length } = kept.offsets;
    const whole = kept.lines.length === length && kept.rows.length === length;
    return kept.version === version && kept.bytes === bytes && whole ? kept : null;
  } catch {
    return null;
  }
}

function lastAtOrBefore(list: readonly number[], wanted: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] as number) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
