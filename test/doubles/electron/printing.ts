/** The printers behind the doubles of windows, and how showing and printing a PDF goes next. */
import type { EventEmitter } from 'node:events';
import type * as real from 'electron';

type Callback = NonNullable<Parameters<real.WebContents['print']>[1]>;

export interface Printed {
  file: string;
  options: real.WebContentsPrintOptions;
  /** Whether the viewer had the document. Without it the real one prints a blank sheet and says that all is well. */
  isBlank: boolean;
}

class PrintingDouble {
  printers: real.PrinterInfo[] = [];
  printed: Printed[] = [];
  /** `late`: the viewer is ready when the test says so. */
  loads: 'ready' | 'late' | 'fails' = 'ready';
  /** What the callback is told; null is never called. */
  answer: Parameters<Callback> | null = [true, ''];
  /** Called in the middle of a print, before its answer. */
  during: (contents: EventEmitter) => void = () => {};
  #shown = new WeakMap<EventEmitter, { file: string; isReady: boolean }>();

  reset(): void {
    this.printers = [];
    this.printed = [];
    this.loads = 'ready';
    this.answer = [true, ''];
    this.during = () => {};
  }

  load(contents: EventEmitter, file: string): Promise<void> {
    const shown = { file, isReady: false };
    this.#shown.set(contents, shown);
    if (this.loads === 'fails') return Promise.reject(new Error(`ERR_FILE_NOT_FOUND (-6) loading '${file}'`));
    // Never before the page itself has loaded.
    if (this.loads === 'ready') setImmediate(() => this.becomeReady(contents));
    return Promise.resolve();
  }

  becomeReady(contents: EventEmitter): void {
    const shown = this.#shown.get(contents);
    if (shown === undefined) return;
    shown.isReady = true;
    contents.emit('-pdf-ready-to-print');
  }

  print(contents: EventEmitter, options: real.WebContentsPrintOptions, callback: Callback): void {
    const { file = '', isReady = false } = this.#shown.get(contents) ?? {};
    this.printed.push({ file, options, isBlank: !isReady });
    const { answer } = this;
    this.during(contents);
    if (answer !== null) setImmediate(() => callback(...answer));
  }
}

export const printing = new PrintingDouble();
