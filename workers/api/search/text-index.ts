/**
 * The searchable text of one table, in memory. A million carriers are 90 MB and are read in under a second, in slices; a search
 * over them takes tens of milliseconds, while LIKE over the table takes hundreds and an index would slow down every import.
 *
 * Its life: empty → reading (at the first use) → ready → dropped (when nobody has searched for a while). Before each search
 * it catches up: new rows are always waited for, changed ones for a moment only, because an import may be rewriting everything.
 * What it finds is only which rows: whoever shows them reads them anew.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { changedRows, changesFromNow, type ChangeCursor } from '../../store/queries/changed-rows.ts';
import { highestNumber, searchTexts } from '../../store/queries/search-text.ts';
import type { EntityTable } from '../../store/queries/tables.ts';
import type { Store } from '../../store/open.ts';
import { needleOf, searchChunk, textChunk, type TextChunk } from './text-chunk.ts';

/** Numbers per chunk: reading one takes about 7 ms, and a changed row costs one reading. */
const chunkNumbers = 8192;
/** How long a search waits for changed rows to be read again, ms. */
const refreshMs = 40;
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
  /** Where the changes begin that were not seen when the rows were first read; null while there are no rows. */
  #cursor: ChangeCursor | null = null;
  #appending: Promise<void> | null = null;
  #refreshing: Promise<void> | null = null;
  #cancelDrop = () => {};
  #closed = false;

  constructor(store: Store, entity: EntityTable) {
    this.#store = store;
    this.#entity = entity;
  }

  /** Begins to build what the next search needs. Called when somebody opens a list. */
  prepare(): void {
    this.#keep();
    if (this.#cursor === null) this.#appended().catch(() => {});
  }

  /**
   * Rows that hold every word.
   * @param terms folded (see `searchTerms`), at least one. @param most stop after so many.
   * @throws the signal's reason when the search is given up.
   */
  async search(terms: readonly string[], most: number, signal?: AbortSignal): Promise<Found> {
    this.#keep();
    await this.#appended();
    await within(refreshMs, this.#refreshed());
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

  /** Reads the rows that are not there yet; one reading at a time, and whoever comes meanwhile waits for it. */
  #appended(): Promise<void> {
    this.#appending ??= this.#append().finally(() => (this.#appending = null));
    return this.#appending;
  }

  async #append(): Promise<void> {
    // Before anything is read: what changes during the reading is then seen as changed.
    this.#cursor ??= changesFromNow(this.#store, this.#entity);
    const highest = highestNumber(this.#store, this.#entity);
    // An undo has removed rows at the end: their numbers will be given to others.
    this.#upTo = Math.min(this.#upTo, highest);
    if (highest === this.#upTo) return;
    for (let chunk = chunkOf(this.#upTo + 1); chunk <= chunkOf(highest); chunk += 1) {
      if (this.#closed) return;
      this.#read(chunk);
      await nextTurn();
    }
    this.#upTo = highest;
  }

  /** Reads the chunks again in which rows have changed; one such reading at a time. */
  #refreshed(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    if (this.#cursor === null) return;
    const stale = new Set<number>();
    for await (const numbers of changedRows(this.#store, this.#entity, this.#cursor))
      for (const number of numbers) stale.add(chunkOf(number));
    for (const chunk of stale) {
      if (this.#closed) return;
      // One that was not read yet will be read as it is then.
      if (this.#chunks[chunk] === undefined) continue;
      this.#read(chunk);
      await nextTurn();
    }
  }

  #read(chunk: number): void {
    const first = chunk * chunkNumbers + 1;
    this.#chunks[chunk] = textChunk(searchTexts(this.#store, this.#entity, first, first + chunkNumbers - 1));
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
