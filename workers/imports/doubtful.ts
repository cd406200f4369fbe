/**
 * A record whose quotes do not add up. csv-parse reads it in every way that programs write such records, and the first reading
 * that gives a row of the table's width is taken. Only a few lines are ever looked at, so that one stray quote costs one row and
 * never the rest of the file.
 */
import { parse, type Options } from 'csv-parse/sync';

export interface DoubtfulFormat {
  delimiter: string;
  /** 0 while it is not known: then any reading of the first line will do. */
  width: number;
  lineEnd: '\n' | '\r';
}

export interface Reading {
  cells: string[];
  /** Physical lines that the record takes. */
  lines: number;
  /** A way of writing that is merely unusual; otherwise the row deserves a look. */
  trusted: boolean;
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
    text += count === 0 ? line : format.lineEnd + line;
    count += 1;
    const reading = count === 1 ? readLine(text, format) : readSeveral(text, count, format);
    if (reading !== null) return reading;
    if (count === mostLines || text.length > 64 * 1024) break;
  }
  return null;
}

function readLine(line: string, format: DoubtfulFormat): Reading | null {
  const trusted = [spaced, ...(line.includes('\\"') ? [backslash] : [])];
  for (const options of trusted) {
    const cells = attempt(line, format, options);
    if (cells !== null) return { cells, lines: 1, trusted: true };
  }
  const cells = attempt(line, format, relaxed) ?? bySplitting(line, format);
  return cells === null ? null : { cells, lines: 1, trusted: false };
}

function readSeveral(text: string, lines: number, format: DoubtfulFormat): Reading | null {
  if (format.width < 2) return null;
  const spacious = attempt(text, format, spaced);
  if (spacious !== null) return { cells: spacious, lines, trusted: true };
  const cells = attempt(text, format, text.includes('\\"') ? backslash : relaxed);
  return cells === null ? null : { cells, lines, trusted: false };
}

/** One reading by csv-parse: cells when it is exactly one record of the right width. */
function attempt(text: string, format: DoubtfulFormat, options: Options): string[] | null {
  try {
    const records = parse(text, {
      delimiter: format.delimiter,
      record_delimiter: format.lineEnd === '\n' ? ['\r\n', '\n'] : '\r',
      relax_column_count: true,
      ...options,
    });
    const [cells] = records;
    if (records.length !== 1 || cells === undefined || !hasWidth(cells, format.width)) return null;
    return cells;
  } catch {
    // Not a record in this way of writing: the next one is tried.
    return null;
  }
}

/** The quotes are characters; only cells that are quoted properly as a whole lose theirs. */
function bySplitting(line: string, format: DoubtfulFormat): string[] | null {
  const cells = line.split(format.delimiter).map((cell) => {
    const whole = /^"((?:[^"]|"")*)"$/.exec(cell);
    return whole === null ? cell : (whole[1] ?? '').replaceAll('""', '"');
  });
  return hasWidth(cells, format.width) ? cells : null;
}

function hasWidth(cells: readonly string[], width: number): boolean {
  if (width === 0) return true;
  let count = cells.length;
  while (count > width && cells[count - 1] === '') count -= 1;
  return count === width;
}
