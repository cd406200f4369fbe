/**
 * A stream of what is true now, and again at every change. Nothing queues up: a value is read when the receiver asks for the next
 * one, so that a slow receiver gets fewer and newer values.
 *
 * Waiting ends at a change, at the receiver's signal, and when the stream is returned: an async generator would not do, because
 * its `return` waits for the pending `next`, which may never come.
 */
import type { Clock } from '../../clock.ts';
import type { ChangeFeed } from './change-feed.ts';

/** At most four values a second, ms. */
const sendEveryMs = 250;

export interface LiveOptions<T> {
  feed: ChangeFeed;
  clock: Clock;
  /** Of the request: aborted when the receiver is gone. */
  signal: AbortSignal | undefined;
  /** What to send, or undefined when nothing has changed for this stream. */
  read: () => T | undefined | Promise<T | undefined>;
  /** Whether `read` has more to give without a further change. */
  isBehind?: () => boolean;
  /** The stream ends after this value. */
  isLast?: (value: T) => boolean;
}

export function liveValues<T>(options: LiveOptions<T>): AsyncIteratorObject<T, void, void> {
  return new LiveValues(options);
}

class LiveValues<T> implements AsyncIteratorObject<T, void, void> {
  readonly #options: LiveOptions<T>;
  /** Feed version of the last value read; before the first, there is none. */
  #read: number | null = null;
  #sentAt = 0;
  #ended = false;
  #unwatch: (() => void) | null = null;
  #wake = () => {};
  readonly #end = () => {
    this.#ended = true;
    this.#unwatch?.();
    this.#unwatch = null;
    this.#options.signal?.removeEventListener('abort', this.#end);
    this.#wake();
  };

  constructor(options: LiveOptions<T>) {
    this.#options = options;
  }

  async next(): Promise<IteratorResult<T, void>> {
    const { feed, clock, read, isBehind, isLast } = this.#options;
    // Held from the first value asked for: a stream that is never read holds nothing.
    if (this.#read === null && !this.#ended) this.#begin();
    try {
      while (!this.#isOver()) {
        if (feed.version() === this.#read && isBehind?.() !== true) {
          await this.#change();
          continue;
        }
        await this.#spacing();
        // Taken before reading: what changes meanwhile is read again.
        this.#read = feed.version();
        const value = this.#ended ? undefined : await read();
        if (value === undefined) continue;
        this.#sentAt = clock.now();
        if (isLast?.(value) === true) this.#end();
        return { done: false, value };
      }
    } catch (error) {
      this.#end();
      throw error;
    }
    this.#end();
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<T, void>> {
    this.#end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<T, void>> {
    this.#end();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #isOver(): boolean {
    const { feed, signal } = this.#options;
    return this.#ended || feed.closed || signal?.aborted === true;
  }

  #begin(): void {
    const { feed, signal } = this.#options;
    this.#unwatch = feed.watch(() => {
      this.#wake();
    });
    signal?.addEventListener('abort', this.#end, { once: true });
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Waits until a quarter of a second has gone by since the last value. A clock that was set back does not make it longer. */
  async #spacing(): Promise<void> {
    const { clock, feed } = this.#options;
    const ms = Math.min(sendEveryMs, this.#sentAt + sendEveryMs - clock.now());
    if (ms <= 0) return;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve);
      this.#wake = () => {
        // A change is no reason to hurry, the end is.
        if (!this.#ended && !feed.closed) return;
        cancel();
        resolve();
      };
    });
  }
}

/** A `read` that says nothing while the value stays the same. */
export function whenDifferent<T>(read: () => T | Promise<T>): () => Promise<T | undefined> {
  let last = '';
  return async () => {
    const value = await read();
    const text = JSON.stringify(value);
    if (text === last) return undefined;
    last = text;
    return value;
  };
}
