/** One record of which at least one cell is quoted, by the rules of RFC 4180. */
import type { RecordFault, RecordFormat } from './records.ts';

const CR = 13;
const SPACE = 32;

export interface QuotedRecord {
  /** `open`: a quote is not closed in this text. `malformed`: something stands behind a closing quote. */
  kind: 'closed' | 'open' | 'malformed';
  cells: string[];
  /** Behind the record's last character, and behind its line end. */
  end: number;
  next: number;
  /** Physical lines that it takes. */
  lines: number;
  /** What is to be said of its unquoted cells. */
  fault: RecordFault | null;
}

/**
 * A quote inside an unquoted cell is a character; blanks around a quoted cell do not belong to it.
 * @param asItStands nothing more of the file can be had: a quote at the end of the text closes its cell.
 */
export function readQuoted(
  text: string,
  from: number,
  { delimiter, lineEnd, loneCr, quote }: RecordFormat & { quote: string },
  asItStands: boolean,
): QuotedRecord {
  const length = text.length;
  const quoteCode = quote.charCodeAt(0);
  const record: QuotedRecord = { kind: 'open', cells: [], end: from, next: from, lines: 0, fault: null };
  const { cells } = record;
  for (let at = from; ;) {
    const opens = overBlanks(text, at, delimiter);
    if (text.charCodeAt(opens) !== quoteCode) {
      let eol = text.indexOf(lineEnd, at);
      if (eol === -1) eol = length;
      const next = text.indexOf(delimiter, at);
      const last = next === -1 || next >= eol;
      record.end = last ? withoutCr(text, at, eol) : next;
      const cell = text.slice(at, record.end);
      if (cell.includes(quote) && isStray(cell, quote)) record.fault = 'stray-quote';
      if (loneCr === true && cell.includes('\r')) record.fault ??= 'stray-cr';
      cells.push(cell);
      if (!last) {
        at = next + delimiter.length;
        continue;
      }
      record.next = eol + 1;
      record.lines += 1;
      record.kind = 'closed';
      return record;
    }
    let cell = '';
    let start = opens + 1;
    let close: number;
    for (;;) {
      close = text.indexOf(quote, start);
      if (close === -1) return record;
      if (text.charCodeAt(close + 1) !== quoteCode) break;
      cell += text.slice(start, close + 1);
      start = close + 2;
    }
    // The block ends at the quote: whether it closes the cell is not known yet.
    if (close + 1 === length && !asItStands) return record;
    record.lines += countLineEnds(text, opens, close, lineEnd);
    cells.push(cell === '' ? text.slice(start, close) : cell + text.slice(start, close));
    const behind = overBlanks(text, close + 1, delimiter);
    if (text.startsWith(delimiter, behind)) {
      at = behind + delimiter.length;
      continue;
    }
    const after = text[behind];
    const crlf = after === '\r' && lineEnd === '\n' && (text[behind + 1] === '\n' || behind + 1 === length);
    record.kind = after === undefined || after === lineEnd || crlf ? 'closed' : 'malformed';
    record.end = close + 1;
    record.next = behind + (crlf ? 2 : 1);
    record.lines += 1;
    return record;
  }
}

/** Position of the line end's first character, a CR before the LF included. */
export function withoutCr(text: string, from: number, eol: number): number {
  return eol > from && text.charCodeAt(eol - 1) === CR ? eol - 1 : eol;
}

function overBlanks(text: string, from: number, delimiter: string): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE && !text.startsWith(delimiter, at)) at += 1;
  return at;
}

function countLineEnds(text: string, from: number, to: number, lineEnd: string): number {
  let count = 0;
  for (let at = text.indexOf(lineEnd, from); at !== -1 && at < to; at = text.indexOf(lineEnd, at + 1))
    count += 1;
  return count;
}

/** Whether an unquoted cell has quotes that no writing explains: pairs and the sign for inches are common. */
export function isStray(cell: string, quote: string): boolean {
  if (cell.startsWith(quote)) return true;
  let odd = false;
  for (let at = cell.indexOf(quote); at !== -1; at = cell.indexOf(quote, at + 1)) {
    const before = cell.charCodeAt(at - 1);
    if (before < 48 || before > 57) odd = !odd;
  }
  return odd;
}
