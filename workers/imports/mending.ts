/**
 * A line that does not have as many cells as the table, and shows by its own signs how it was meant: other delimiters, delimiters
 * that are doubled or escaped, quotes of another kind or not in their places. Only a reading that gives exactly the table's width
 * is taken, and only where there is one; otherwise the row is refused, which is better than guessed.
 */
import { parse } from 'csv-parse/sync';
import type { RecordFault } from './records.ts';

export interface Mended {
  cells: string[];
  fault: RecordFault | null;
}

interface LineFormat {
  delimiter: string;
  quote: string | null;
  width: number;
}

/** Longer lines are not worth the trouble. */
const longest = 64 * 1024;

export function mendWidth(line: string, format: LineFormat): Mended | null {
  if (line.length > longest) return null;
  const { delimiter, width } = format;
  const quote = format.quote ?? '"';
  const unwrapped = unwrapLine(line, delimiter, quote);
  if (unwrapped?.length === width) return { cells: unwrapped, fault: null };
  const pieces = line.split(delimiter);
  const cells = oneRecord(line, [delimiter], quote) ?? pieces;
  const otherwise =
    cells.length < width ? byOtherDelimiter(line, cells.length, format) : byDoubling(cells, width);
  if (otherwise !== null) return { cells: otherwise, fault: 'delimiters-mended' };
  if (pieces.length <= width) return null;
  const escaped = byBackslash(pieces, format);
  if (escaped !== null) return { cells: escaped, fault: null };
  const grouped = byQuotes(pieces, format);
  return grouped === null ? null : { cells: grouped, fault: 'quotes-mended' };
}

/** The cells of a line that was quoted once more as a whole; null for any other. */
export function unwrapLine(line: string, delimiter: string, quote: string): string[] | null {
  const inner = line.trim();
  if (inner.length < 2 || !inner.startsWith(quote) || !inner.endsWith(quote)) return null;
  const text = inner.slice(1, -1);
  if (text.replaceAll(quote + quote, '').includes(quote)) return null;
  return unwrapCell(text.replaceAll(quote + quote, quote), delimiter, quote);
}

/** The cells in a single one that holds a whole row; null for any other. */
export function unwrapCell(cell: string, delimiter: string, quote: string): string[] | null {
  return cell.includes(delimiter) && cell.length <= longest ? oneRecord(cell, [delimiter], quote) : null;
}

/** A single space is none: a remark of as many words as the table has columns would become a row. */
const others = [';', '\t', '|', ',', '  '];

/** All delimiters are others, or one of them is. */
function byOtherDelimiter(
  line: string,
  count: number,
  { delimiter, quote, width }: LineFormat,
): string[] | null {
  for (const other of others) {
    if (other === delimiter || !line.includes(other)) continue;
    const cells = oneRecord(line, [other], quote ?? '"');
    if (cells?.length === width) return cells;
    if (other.startsWith(' ') || count === 1) continue;
    const both = oneRecord(line, [delimiter, other], quote ?? '"');
    if (both?.length === width) return both;
  }
  return null;
}

function oneRecord(line: string, delimiter: string[], quote: string): string[] | null {
  try {
    const records = parse(line, { delimiter, quote, escape: quote, relax_column_count: true });
    return records.length === 1 ? (records[0] ?? null) : null;
  } catch {
    // Its quotes do not fit to this delimiter.
    return null;
  }
}

/** Every delimiter twice: every second piece is empty. */
function byDoubling(pieces: readonly string[], width: number): string[] | null {
  if (width < 3 || pieces.length !== width * 2 - 1) return null;
  if (pieces.some((piece, i) => i % 2 === 1 && piece !== '')) return null;
  return pieces.filter((_, i) => i % 2 === 0);
}

/** `a\, b`, as database exports without quotes have it. */
function byBackslash(pieces: readonly string[], { delimiter, width }: LineFormat): string[] | null {
  const cells: string[] = [];
  let open = false;
  for (const piece of pieces) {
    const last = cells.length - 1;
    if (open) cells[last] = (cells[last] ?? '').slice(0, -1) + delimiter + piece;
    else cells.push(piece);
    open = piece.endsWith('\\') && !piece.endsWith('\\\\');
  }
  return cells.length === width ? cells : null;
}

const pairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
];

function byQuotes(pieces: readonly string[], { delimiter, quote, width }: LineFormat): string[] | null {
  const [open = '', close = ''] =
    (quote === null || quote === '"' ? undefined : [quote, quote]) ??
    pairs.find(([sign]) =>
      pieces.some((piece) => piece.trimStart().startsWith(sign) || piece.trimEnd().endsWith(sign)),
    ) ??
    [];
  if (open === '') return null;
  const groups = grouped(pieces, open, close);
  const surplus = groups.length - width;
  if (surplus === 0) return groups.map((group) => textOf(group, delimiter, open, close));
  // One quote alone: how far its cell goes, the number of cells tells.
  const alone = groups.flatMap((group, i) => (group.alone === null ? [] : [{ i, side: group.alone }]));
  const [only] = alone;
  if (surplus < 0 || only === undefined || alone.length > 1) return null;
  const from = only.side === 'opening' ? only.i : only.i - surplus;
  const together = groups.slice(from, from + surplus + 1);
  if (from < 0 || together.length <= surplus) return null;
  const joined: Group = { pieces: together.flatMap((group) => group.pieces), quoted: true, alone: null };
  groups.splice(from, surplus + 1, joined);
  return groups.map((group) => textOf(group, delimiter, open, close));
}

interface Group {
  pieces: readonly string[];
  quoted: boolean;
  /** A quote at one side that has none at the other. */
  alone: 'opening' | 'closing' | null;
}

/** Pieces from an opening quote to the next closing one belong together. */
function grouped(pieces: readonly string[], open: string, close: string): Group[] {
  const groups: Group[] = [];
  for (let i = 0; i < pieces.length; i += 1) {
    const piece = (pieces[i] ?? '').trim();
    if (piece.startsWith(open)) {
      const end = pieces.findIndex((other, at) => {
        const text = other.trim();
        return (
          at >= i &&
          text.endsWith(close) &&
          (at > i || text.length > open.length) &&
          (at === i || !text.startsWith(open))
        );
      });
      if (end === -1) groups.push({ pieces: [pieces[i] ?? ''], quoted: false, alone: 'opening' });
      else {
        groups.push({ pieces: pieces.slice(i, end + 1), quoted: true, alone: null });
        i = end;
      }
    } else {
      groups.push({
        pieces: [pieces[i] ?? ''],
        quoted: false,
        alone: piece.endsWith(close) && piece !== '' ? 'closing' : null,
      });
    }
  }
  return groups;
}

function textOf({ pieces, quoted }: Group, delimiter: string, open: string, close: string): string {
  const text = pieces.join(delimiter);
  if (!quoted) return text;
  let inner = text.trim();
  while (inner.startsWith(open)) inner = inner.slice(open.length);
  while (inner.endsWith(close)) inner = inner.slice(0, -close.length);
  return open === close ? inner.replaceAll(open + open, open) : inner;
}
