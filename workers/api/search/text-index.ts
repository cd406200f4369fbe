/**
 * The searchable text of one table, in memory. A million carriers are 90 MB and are read in under a second, in slices; a search
 * over them takes tens of milliseconds, while LIKE over the table takes hundreds and an index would slow down every import.
 *
 * Its life: empty → building (at the first use) → ready → following (before each search) → dropped (when nobody has
 * searched for a while). What it finds is only which rows: whoever shows them reads them anew.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { changedRows, changesFromNow, type ChangeCursor } from '../../store/queries/changed-rows.ts';
import { highestNumber, searchTexts } from '../../store/queries/search-text.ts';
import type { EntityTable } from '../../store/queries/tables.ts';
import type { Store } from '../../store/open.ts';
import { needleOf, searchChunk, textChunk, type TextChunk } from './text-chunk.ts';

/** Numbers per chunk: reading one takes about 7 ms, and a changed row costs one reading. */
const chunkNumbers = 8192;
/** How long a search waits for changes to be taken in, ms. They are few, or an import is rewriting everything anyway. */
const followMs = 40;
/** How long a search may hold the event loop at a time, ms. */
const turnMs = 10;
/** The memory is given back after this long without a search, ms. */
const keepMs = 3 * 60 * 1000;

export interface Found {
  /** Newest first. */
  numbers: number[];
  /** There are more than were asked for. */
  more: boolean;
}

export class TextIndex {
  readonly #store: Store;
  readonly #entity: EntityTable;
  /** By number divided by `chunkNumbers`. */
  #chunks: (TextChunk | undefined)[] = [];
  /** Rows up to this number are in the chunks. */
  #upTo = 0;
  /** Null until the index is built. */
  #cursor: ChangeCursor | null = null;
  #working: Promise<void> | null = null;
  #cancelDrop = () => {};
  #closed = false;

  constructor(store: Store, entity: EntityTable) {
    this.#store = store;
    this.#entity = entity;
  }

  /** Begins to build what the next search needs. Called when somebody opens a list. */
  prepare(): void {
    this.#keep();
    if (this.#cursor === null) void this.#work().catch(() => {});
  }

  /**
   * Rows that hold every word.
   * @param terms folded (see `searchTerms`), at least one. @param most stop after so many.
   * @throws the signal's reason when the search is given up.
   */
  async search(terms: readonly string[], most: number, signal?: AbortSignal): Promise<Found> {
    this.#keep();
    if (this.#cursor === null) await this.#work();
    else await within(followMs, this.#work());
    const needle = needleOf(
      terms,
      this.#chunks.findLast((texts) => texts !== undefined && texts.numbers.length > 0),
    );
    const numbers: number[] = [];
    let turnBegan = performance.now();
    for (let chunk = this.#chunks.length - 1; chunk >= 0; chunk -= 1) {
      const texts = this.#chunks[chunk];
      if (texts === undefined) continue;
      // One more than wanted, to know whether there are more.
      const found = searchChunk(texts, needle, most + 1 - numbers.length);
      for (const number of found) numbers.push(number);
      if (numbers.length > most) return { numbers: numbers.slice(0, most), more: true };
      if (performance.now() - turnBegan < turnMs) continue;
      await nextTurn();
      signal?.throwIfAborted();
      turnBegan = performance.now();
    }
    return { numbers, more: false };
  }

  close(): void {
    this.#closed = true;
    this.#cancelDrop();
    this.#drop();
  }

  /** Builds, or takes in what has changed; one at a time, and whoever comes meanwhile waits for the one under way. */
  #work(): Promise<void> {
    this.#working ??= this.#follow().finally(() => (this.#working = null));
    return this.#working;
  }

  async #follow(): Promise<void> {
    const first = this.#cursor === null;
    // Before anything is read: what changes during the reading is then seen as changed.
    const cursor = this.#cursor ?? changesFromNow(this.#store, this.#entity);
    const stale = new Set<number>();
    if (!first) {
      for await (const numbers of changedRows(this.#store, this.#entity, cursor))
        for (const number of numbers) if (number <= this.#upTo) stale.add(chunkOf(number));
    }
    const highest = highestNumber(this.#store, this.#entity);
    if (highest > this.#upTo)
      for (let chunk = chunkOf(this.#upTo + 1); chunk <= chunkOf(highest); chunk += 1) stale.add(chunk);
    for (const chunk of stale) {
      if (this.#closed) return;
      this.#chunks[chunk] = this.#read(chunk);
      await nextTurn();
    }
    this.#upTo = highest;
    this.#cursor = cursor;
  }

  #read(chunk: number): TextChunk {
    const first = chunk * chunkNumbers + 1;
    return textChunk(searchTexts(this.#store, this.#entity, first, first + chunkNumbers - 1));
  }

  #keep(): void {
    this.#cancelDrop();
    this.#cancelDrop = this.#store.clock.after(keepMs, () => {
      this.#drop();
    });
  }

  #drop(): void {
    this.#chunks = [];
    this.#upTo = 0;
    this.#cursor = null;
  }
}

function chunkOf(number: number): number {
  return Math.floor((number - 1) / chunkNumbers);
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  // A failure after the limit has nobody to go to; the next search meets it again.
  work.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
