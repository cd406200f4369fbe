/** The searchable text of a few thousand rows in one buffer: `indexOf` over bytes is the quickest search that there is here. */
import { foldText } from '../../search/fold.ts';

export interface TextChunk {
  /** Numbers of the rows, ascending. */
  readonly numbers: Int32Array;
  /** Where each row's text starts in `text`; one more at the end. */
  readonly starts: Uint32Array;
  /** UTF-8, folded, one row per line. */
  readonly text: Buffer;
}

const lineFeed = '\n';

/** @param rows number and text, by number. */
export function textChunk(rows: readonly [number: number, text: string][]): TextChunk {
  const lines = rows.map(([, text]) => foldText(text.replaceAll(lineFeed, ' ')));
  const text = Buffer.from(lines.length === 0 ? '' : lines.join(lineFeed) + lineFeed);
  const starts = new Uint32Array(rows.length + 1);
  for (let row = 1; row <= rows.length; row += 1)
    starts[row] = text.indexOf(lineFeed, starts[row - 1] as number) + 1;
  return { numbers: Int32Array.from(rows, ([number]) => number), starts, text };
}

/** A search's words as bytes. */
export interface Needle {
  /** The most telling one. */
  readonly first: Buffer;
  readonly others: readonly Buffer[];
}

/**
 * The word that fewest rows hold is looked for, and the others only where it is found.
 * @param terms folded, at least one. @param sample rows that stand for the others.
 */
export function needleOf(terms: readonly string[], sample: TextChunk | undefined): Needle {
  const words = terms.map((term) => {
    const bytes = Buffer.from(term);
    const only: Needle = { first: bytes, others: [] };
    const rows = sample === undefined || terms.length === 1 ? 0 : searchChunk(sample, only, Infinity).length;
    return { bytes, rows };
  });
  const [first, ...others] = words.sort((a, b) => a.rows - b.rows || b.bytes.length - a.bytes.length);
  return { first: first?.bytes ?? Buffer.alloc(0), others: others.map(({ bytes }) => bytes) };
}

/** Numbers of the rows that hold every word, highest first, at most `most`. */
export function searchChunk({ numbers, starts, text }: TextChunk, needle: Needle, most: number): number[] {
  const found: number[] = [];
  // From the end, so that `most` keeps the newest rows.
  for (let at = text.lastIndexOf(needle.first); at !== -1 && found.length < most;) {
    const row = rowAt(starts, at);
    const start = starts[row] as number;
    if (holdsAll(text.subarray(start, starts[row + 1]), needle.others)) found.push(numbers[row] as number);
    at = start === 0 ? -1 : text.lastIndexOf(needle.first, start - 1);
  }
  return found;
}

function holdsAll(row: Buffer, words: readonly Buffer[]): boolean {
  return words.every((word) => row.includes(word));
}

/** The row that a position lies in. */
function rowAt(starts: Uint32Array, position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= position) low = middle;
    else high = middle;
  }
  return low;
}
