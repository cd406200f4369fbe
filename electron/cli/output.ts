/**
 * What a command prints: its result on stdout (for programs exactly one JSON document, for people words), everything else on
 * stderr. A reader that goes away, such as `head`, ends the output and not the program: the engine is still stopped in order.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { jsonPieces } from './json-pieces.ts';
import { ProgressLine } from './progress-line.ts';

export interface OutputStreams {
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean; columns?: number };
}

/** Files and pipes take few large writes better than many small ones. */
const chunkChars = 64 * 1024;

export class Output {
  readonly json: boolean;
  readonly progress: ProgressLine;
  readonly #streams: OutputStreams;
  #gone = false;

  constructor(json: boolean, streams: OutputStreams) {
    this.json = json;
    this.#streams = streams;
    this.progress = new ProgressLine(streams.stderr);
    for (const stream of [streams.stdout, streams.stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        // EPIPE: the reader has gone. On Windows the same comes as EOF.
        if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
        if (stream === streams.stdout) this.#gone = true;
      });
    }
  }

  /** Columns that a line for people may have; unlimited when it does not go to a terminal. */
  get width(): number {
    const { isTTY, columns } = this.#streams.stdout;
    return isTTY === true && columns !== undefined ? columns : Number.POSITIVE_INFINITY;
  }

  /** The result: `document` for programs, `words` for people. To be called once. */
  async result(document: unknown, words: () => string): Promise<void> {
    this.progress.clear();
    if (!this.json) return this.write(ensureNewline(words()));
    let chunk = '';
    for (const piece of jsonPieces(document)) {
      chunk += piece;
      if (chunk.length < chunkChars) continue;
      await this.write(chunk);
      chunk = '';
    }
    await this.write(`${chunk}\n`);
  }

  /** A piece of the result, when that is not a document but data; waits while the reader is slow. */
  async write(text: string): Promise<void> {
    const { stdout } = this.#streams;
    if (this.#gone || text === '' || stdout.write(text)) return;
    // The loser of the race would listen on: a slow reader of a long export makes thousands of them.
    const over = new AbortController();
    const either = ['drain', 'close'].map((event) => once(stdout, event, { signal: over.signal }));
    await Promise.race(either).catch(() => {});
    over.abort();
    await Promise.allSettled(either);
  }

  /** A sentence for the person who waits; not part of the result. */
  say(sentence: string): void {
    this.progress.clear();
    this.#streams.stderr.write(`${sentence}\n`);
  }

  /** Done when everything is handed to the system. */
  async flush(): Promise<void> {
    this.progress.clear();
    const { stdout, stderr } = this.#streams;
    await Promise.all([stdout, stderr].map((stream) => new Promise((done) => stream.write('', done))));
  }
}

function ensureNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
