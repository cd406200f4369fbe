/**
 * A record whose quotes do not add up. csv-parse reads it in every way that programs write such records, and the first reading
 * that gives a row of the table's width is taken. Only a few lines are ever looked at, so that one stray quote costs one row and
 * never the rest of the file.
 */
import { parse, type Options } from 'csv-parse/sync';
import { mendWidth } from './mending.ts';
import type { RecordFault } from './records.ts';

export interface DoubtfulFormat {
  delimiter: string;
  quote: string;
  /** 0 while it is not known: then any reading of the first line will do. */
  width: number;
  lineEnd: '\n' | '\r';
}

export interface Reading {
  cells: string[];
  /** Physical lines that the record takes. */
  lines: number;
  /** Null for a way of writing that is merely unusual; otherwise the row deserves a look. */
  fault: RecordFault | null;
}

/** A cell over more lines than this is not looked for: a stray quote is then the likelier story. */
const mostLines = 8;

const relaxed: Options = { relax_quotes: true };
/** `"a \"b\" c"`, as MySQL writes. */
const backslash: Options = { escape: '\\' };
/** `"a", "b"`: a space before the quote. */
const spaced: Options = { trim: true };

/**
 * @param lines the physical lines from the record's first on, without line ends; few are taken.
 * @returns null when no reading gives a row.
 */
export function resolveDoubtful(lines: Iterable<string>, format: DoubtfulFormat): Reading | null {
  let text = '';
  let count = 0;
  for (const line of lines) {
    // A line that is a row by itself is no part of another.
    if (count > 0 && format.width > 2 && attempt(line, format, {}) !== null) break;
    text += count === 0 ? line : format.lineEnd + line;
    count += 1;
    const reading = count === 1 ? readLine(text, format) : readSeveral(text, count, format);
    if (reading !== null) return reading;
    if (count === mostLines || text.length > 64 * 1024) break;
  }
  return null;
}

function readLine(line: string, format: DoubtfulFormat): Reading | null {
  const trusted = [spaced, ...(line.includes(`\\${format.quote}`) ? [backslash] : [])];
  for (const options of trusted) {
    const cells = attempt(line, format, options);
    if (cells !== null) return { cells, lines: 1, fault: null };
  }
  const cells = attempt(line, format, relaxed) ?? bySplitting(line, format);
  if (cells !== null) return { cells, lines: 1, fault: 'stray-quote' };
  const mended = format.width > 1 ? mendWidth(line, format) : null;
  return mended === null ? null : { ...mended, lines: 1 };
}

function readSeveral(text: string, lines: number, format: DoubtfulFormat): Reading | null {
  if (format.width < 2) return null;
  const spacious = attempt(text, format, spaced);
  if (spacious !== null) return { cells: spacious, lines, fault: null };
  const escaped = text.includes(`\\${format.quote}`);
  const cells = attempt(text, format, escaped ? backslash : relaxed);
  return cells === null ? null : { cells, lines, fault: escaped ? null : 'stray-quote' };
}

/** One reading by csv-parse: cells when it is exactly one record of the right width. */
function attempt(
  text: string,
  { delimiter, quote, width, lineEnd }: DoubtfulFormat,
  options: Options,
): string[] | null {
  try {
    const records = parse(text, {
      delimiter,
      quote,
      escape: quote,
      record_delimiter: lineEnd === '\n' ? ['\r\n', '\n'] : '\r',
      relax_column_count: true,
      ...options,
    });
    const [cells] = records;
    if (records.length !== 1 || cells === undefined || !hasWidth(cells, width)) return null;
    return cells;
  } catch {
    // Not a record in this way of writing: the next one is tried.
    return null;
  }
}

/** The quotes are characters; only cells that are quoted properly as a whole lose theirs. */
function bySplitting(line: string, { delimiter, quote, width }: DoubtfulFormat): string[] | null {
  const pieces = line.split(delimiter);
  const opens = (piece: string) => piece.startsWith(quote) && (piece.length === 1 || !piece.endsWith(quote));
  const first = pieces.findIndex((piece) => opens(piece));
  // From an opening quote to a closing one is a cell, whatever stands between: cutting it would only look like a row.
  if (
    first !== -1 &&
    pieces.slice(first + 1).some((piece) => piece.endsWith(quote) && !piece.startsWith(quote))
  )
    return null;
  const cells = pieces.map((piece) => {
    if (piece.length < 2 || !piece.startsWith(quote) || !piece.endsWith(quote)) return piece;
    const inner = piece.slice(1, -1);
    return inner.replaceAll(quote + quote, '').includes(quote)
      ? piece
      : inner.replaceAll(quote + quote, quote);
  });
  return hasWidth(cells, width) ? cells : null;
}

function hasWidth(cells: readonly string[], width: number): boolean {
  return width === 0 || fits(cells, width);
}

/** Whether a row has the table's width; empty cells behind the last column do not count. */
export function fits(cells: readonly string[], width: number): boolean {
  let count = cells.length;
  while (count > width && cells[count - 1] === '') count -= 1;
  return count === width;
}
