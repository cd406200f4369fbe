/**
 * The search index as one process has it: opened when first needed, opened anew when it was replaced, made anew when it is damaged.
 * A few changed rows are indexed here and now, so that what was just saved is found, also while no worker runs; many are left to the
 * job `scheduled/search-index`.
 */
import { errorInfo } from '../errors.ts';
import type { Logger } from '../log.ts';
import { enqueue } from '../queues/enqueue.ts';
import { isJobUnsettled } from '../store/queries/found-jobs.ts';
import { isImporting } from '../store/queries/search-pending.ts';
import {
  emptySearchIndex,
  isBusy,
  isDamage,
  openSearchIndex,
  removeSearchIndex,
  type SearchIndex,
} from '../store/search-index/open.ts';
import type { Store } from '../store/open.ts';
import { catchUp } from './catch-up.ts';
import { rowsLeft } from './pending.ts';

/** So many rows are indexed in some 50 ms, in steps. */
const fewRows = 1000;
/** While an import runs, the machine is its own; but not for longer than this, ms. */
const deferMs = 2 * 60_000;
/** Between two jobs, ms; twice as long each time when the last one changed nothing. */
const [pauseMs, longestPauseMs] = [30_000, 60 * 60_000];

export class SearchDesk {
  readonly #store: Store;
  readonly #log: Logger;
  #index: SearchIndex | null = null;
  #catching: Promise<unknown> | null = null;
  #deferredSince: number | null = null;
  #notBefore = 0;
  #pause = pauseMs;
  #leftAtJob = Infinity;
  #closed = false;

  constructor(store: Store, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  /** @throws SqliteError when it cannot be opened; a damaged one was emptied first. */
  get index(): SearchIndex {
    if (this.#index?.isReplaced() === true) this.#drop();
    this.#index ??= this.#open();
    return this.#index;
  }

  /** Rows that are not indexed as they are now; 0 when none. */
  left(): number {
    return this.#sound(() => rowsLeft(this.#store, this.index));
  }

  /** Indexes what is little, has the rest done by a job. @returns what is left. */
  async freshen(): Promise<number> {
    const left = this.left();
    if (left === 0 || this.#closed) return left;
    if (left > fewRows) {
      this.#wantJob(left);
      return left;
    }
    this.#catching ??= this.#catchUp().finally(() => (this.#catching = null));
    await this.#catching;
    return this.#closed ? 0 : this.left();
  }

  /** Reads from the index. A damaged one is made anew by the next `freshen`. */
  read<T>(reading: (index: SearchIndex) => T): T {
    return this.#sound(() => reading(this.index));
  }

  /** Throws all of it away and has it made anew. */
  rebuild(): void {
    this.#sound(() => {
      emptySearchIndex(this.index);
    });
    this.#notBefore = 0;
    this.#wantJob(this.left());
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#catching;
    this.#drop();
  }

  #open(): SearchIndex {
    const { paths } = this.#store;
    try {
      return openSearchIndex(paths, 0);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#log.error('search index is damaged and is made anew', { ...errorInfo(error) });
      removeSearchIndex(paths);
      return openSearchIndex(paths, 0);
    }
  }

  #sound<T>(use: () => T): T {
    try {
      return use();
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#log.error('search index is damaged and is made anew', { ...errorInfo(error) });
      this.#drop();
      removeSearchIndex(this.#store.paths);
      return use();
    }
  }

  async #catchUp(): Promise<void> {
    try {
      await catchUp(this.#store, this.index);
    } catch (error) {
      // Another process is at it.
      if (isBusy(error)) return;
      this.#log.warn('search index not brought up to date', { ...errorInfo(error) });
      // What it has can be searched all the same, as on a full disk.
      if (!isDamage(error)) return;
      this.#drop();
      removeSearchIndex(this.#store.paths);
    }
  }

  #wantJob(left: number): void {
    const store = this.#store;
    const now = store.clock.now();
    if (now < this.#notBefore || this.#isDeferred(now)) return;
    if (isJobUnsettled(store, 'scheduled', 'search-index')) return;
    this.#pause = left < this.#leftAtJob ? pauseMs : Math.min(longestPauseMs, this.#pause * 2);
    this.#leftAtJob = left;
    this.#notBefore = now + this.#pause;
    store.write('system:search', (tx) => enqueue(tx, 'scheduled/search-index', {}));
  }

  #isDeferred(now: number): boolean {
    if (!isImporting(this.#store)) {
      this.#deferredSince = null;
      return false;
    }
    this.#deferredSince ??= now;
    return now - this.#deferredSince < deferMs;
  }

  #drop(): void {
    this.#index?.close();
    this.#index = null;
  }
}
