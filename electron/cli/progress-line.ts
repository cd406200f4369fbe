/** One line at the bottom of a terminal that is written over; nothing at all where there is no terminal. */
import type { Writable } from 'node:stream';

/** Milliseconds between two states of the line: faster only flickers. */
const everyMs = 100;

export class ProgressLine {
  readonly #stream: Writable & { isTTY?: boolean; columns?: number };
  #shown = false;
  #last = 0;

  constructor(stream: Writable & { isTTY?: boolean; columns?: number }) {
    this.#stream = stream;
  }

  show(text: string): void {
    const now = Date.now();
    if (this.#stream.isTTY !== true || now - this.#last < everyMs) return;
    this.#last = now;
    this.#shown = true;
    // A line that wraps could not be written over.
    const room = (this.#stream.columns ?? 80) - 1;
    this.#stream.write(`\r\u001B[K${text.slice(0, room)}`);
  }

  clear(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#last = 0;
    this.#stream.write('\r\u001B[K');
  }
}
