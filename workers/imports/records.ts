/**
 * From text to records. Lines without a quote, and records whose quotes are all in their places, are read here, exactly as
 * csv-parse reads them (a property test compares the two). What is doubtful goes to doubtful.ts.
 */
import type { Block } from './blocks.ts';
import { resolveDoubtful } from './doubtful.ts';
import { cellSeparator, decodeCell, faultMarked, holdsEncoded } from './xlsx/sheet-text.ts';

export interface RecordFormat {
  delimiter: string;
  /** Null where the file's quotes are plain characters. */
  quote: string | null;
  lineEnd: '\n' | '\r';
  /** Cells of a row, from the header; 0 while it is not known. */
  width: number;
  /** Columns that are wanted, by index; the others may come as empty text. Null: all. */
  needed: readonly boolean[] | null;
}

/** What is to be said of a record beside its cells. */
export type RecordFault =
  /** Read, but a quote stands where none belongs. */
  | 'stray-quote'
  /** Not to be read: no reading of its quotes gives a row of this table. */
  | 'quotes-broken'
  /** Longer than a row can be; the cells are the beginning. */
  | 'line-too-long'
  /** No row: from here on the sheet of a workbook could not be read. */
  | 'sheet-broken';

export interface FileRecord {
  /** Physical line on which it starts. */
  line: number;
  /** Reused for the next record: copy what is to stay. */
  cells: string[];
  fault: RecordFault | null;
  /** Every cell as read. */
  raw(): string[];
}

export type RecordSink = (record: FileRecord) => void;

const CR = 13;

export class RecordReader {
  readonly #format: RecordFormat;
  readonly #record: FileRecord;
  /** The text is a converted sheet. */
  readonly #isSheet: boolean;
  /** Of the block at hand: its cells have to be decoded. */
  #encoded = false;
  #text = '';
  /** Of the record at hand: where it starts and ends in #text, without its line end. */
  #start = 0;
  #end = 0;
  /** After its line end. */
  #next = 0;
  #lines = 0;
  /** Whether `cells` holds every cell already. */
  #complete = false;

  constructor(format: RecordFormat) {
    this.#format = format;
    this.#isSheet = format.delimiter === cellSeparator;
    this.#record = {
      line: 0,
      cells: [],
      fault: null,
      raw: () => (this.#complete ? [...this.#record.cells] : this.#literal(this.#start, this.#end)),
    };
  }

  /**
   * Gives the records of a block to `sink`; blank lines are passed over.
   * @returns how many lines were used: the rest begins a record that the block does not hold whole.
   */
  read(block: Block, sink: RecordSink): number | 'all' {
    const { delimiter, quote, lineEnd, needed } = this.#format;
    const record = this.#record;
    const { text } = block;
    const length = text.length;
    const { cells } = record;
    this.#text = text;
    this.#encoded = this.#isSheet && holdsEncoded(text);
    let line = block.line;
    if (block.cutLine) {
      this.#emitCut(block, sink);
      return 0;
    }
    // Where the next quote and the next delimiter are, so that no stretch is searched twice.
    let quoteAt = nextIndex(text, '"', 0);
    let delimiterAt = nextIndex(text, delimiter, 0);
    for (let pos = 0; pos < length;) {
      let eol = text.indexOf(lineEnd, pos);
      if (eol === -1) eol = length;
      if (quoteAt < pos) quoteAt = nextIndex(text, '"', pos);
      record.line = line;
      record.fault = null;
      this.#start = pos;
      if (quoteAt >= eol) {
        // A line without quotes.
        const end = eol > pos && text.charCodeAt(eol - 1) === CR ? eol - 1 : eol;
        if (delimiterAt < pos) delimiterAt = nextIndex(text, delimiter, pos);
        if (end > pos) {
          let count = 0;
          let from = pos;
          while (delimiterAt < end) {
            cells[count] = needed === null || needed[count] === true ? text.slice(from, delimiterAt) : '';
            count += 1;
            from = delimiterAt + 1;
            delimiterAt = nextIndex(text, delimiter, from);
          }
          cells[count] = needed === null || needed[count] === true ? text.slice(from, end) : '';
          cells.length = count + 1;
          this.#complete = needed === null;
          this.#end = end;
          if (this.#isSheet) this.#finishSheetRow(pos, end);
          sink(record);
        }
        pos = eol + 1;
        line += 1;
        continue;
      }
      if (quote === null) this.#unquoted(pos, eol);
      else if (!this.#quoted(pos, eol, block.final || block.full)) return line - block.line;
      if (cells.length > 1 || cells[0] !== '') sink(record);
      pos = this.#next;
      line += this.#lines;
    }
    return 'all';
  }

  #finishSheetRow(pos: number, end: number): void {
    const { cells } = this.#record;
    const fault = faultMarked(this.#text, pos);
    if (fault !== null) this.#take(fault === 'sheet-broken' ? [] : this.#literal(pos + 1, end), fault);
    else if (this.#encoded) for (let i = 0; i < cells.length; i += 1) cells[i] = decodeCell(cells[i] ?? '');
  }

  #emitCut(block: Block, sink: RecordSink): void {
    const record = this.#record;
    record.line = block.line;
    record.fault = 'line-too-long';
    record.cells.length = 0;
    for (const cell of this.#literal(0, block.text.length)) record.cells.push(cell);
    this.#complete = true;
    sink(record);
  }

  /** A line with quotes in a file that is not quoted: they are characters, but one that seems to open a cell is worth a word. */
  #unquoted(pos: number, eol: number): void {
    const cells = this.#literal(pos, this.#withoutCr(pos, eol));
    this.#take(cells, cells.some((cell) => cell.startsWith('"')) ? 'stray-quote' : null);
    this.#next = eol + 1;
    this.#lines = 1;
  }

  /** @returns false when the record is not complete in this block. */
  #quoted(pos: number, eol: number, asItStands: boolean): boolean {
    const { width, delimiter, lineEnd } = this.#format;
    const cells: string[] = [];
    const reading = this.#readQuoted(pos, cells, asItStands);
    if (reading === 'open' && !asItStands) return false;
    const sound = reading === 'closed';
    if (sound && (width === 0 || fits(cells, width)) && !this.#swallowsRows(pos, eol)) {
      this.#take(cells, null);
      return true;
    }
    const soundLines = this.#lines;
    const soundNext = this.#next;
    const found = resolveDoubtful(this.#linesFrom(pos), { delimiter, width, lineEnd });
    if (found !== null) {
      this.#take(found.cells, found.trusted ? null : 'stray-quote');
      this.#moveOver(pos, found.lines);
    } else if (sound) {
      this.#take(cells, null);
      this.#next = soundNext;
      this.#lines = soundLines;
    } else {
      this.#take(this.#literal(pos, this.#withoutCr(pos, eol)), 'quotes-broken');
      this.#moveOver(pos, 1);
    }
    return true;
  }

  /** Reads a record by the rules of RFC 4180, where a quote inside an unquoted cell is a character. Sets where it ends. */
  #readQuoted(pos: number, cells: string[], asItStands: boolean): 'closed' | 'open' | 'malformed' {
    const text = this.#text;
    const { delimiter, lineEnd } = this.#format;
    const length = text.length;
    this.#lines = 0;
    for (let at = pos; ;) {
      if (text.charCodeAt(at) !== 34) {
        let eol = text.indexOf(lineEnd, at);
        if (eol === -1) eol = length;
        const next = text.indexOf(delimiter, at);
        if (next !== -1 && next < eol) {
          cells.push(text.slice(at, next));
          at = next + 1;
          continue;
        }
        this.#end = this.#withoutCr(at, eol);
        cells.push(text.slice(at, this.#end));
        this.#next = eol + 1;
        this.#lines += 1;
        return 'closed';
      }
      let cell = '';
      let from = at + 1;
      let close: number;
      for (;;) {
        close = text.indexOf('"', from);
        if (close === -1) return 'open';
        if (text.charCodeAt(close + 1) !== 34) break;
        cell += text.slice(from, close + 1);
        from = close + 2;
      }
      // The block ends at the quote: whether it closes the cell is not known yet.
      if (close + 1 === length && !asItStands) return 'open';
      cell = cell === '' ? text.slice(from, close) : cell + text.slice(from, close);
      this.#lines += this.#countLineEnds(at, close);
      cells.push(cell);
      const after = text[close + 1];
      if (after === delimiter) {
        at = close + 2;
        continue;
      }
      const crlf = after === '\r' && lineEnd === '\n' && (text[close + 2] === '\n' || close + 2 === length);
      if (after === undefined || after === lineEnd || crlf) {
        this.#end = close + 1;
        this.#next = close + (crlf ? 3 : 2);
        this.#lines += 1;
        return 'closed';
      }
      return 'malformed';
    }
  }

  /**
   * Whether a record over several lines looks like whole rows caught between two stray quotes: read as plain text, each of its
   * lines has just the width of a row. Three lines at least: with two, a line break in a cell is as likely.
   */
  #swallowsRows(pos: number, eol: number): boolean {
    const { width } = this.#format;
    if (this.#lines < 3 || width < 3) return false;
    let from = pos;
    let to = eol;
    for (let n = 0; n < this.#lines; n += 1) {
      if (this.#countCells(from, to) !== width) return false;
      from = to + 1;
      to = this.#text.indexOf(this.#format.lineEnd, from);
      if (to === -1) to = this.#text.length;
    }
    return true;
  }

  #take(cells: string[], fault: RecordFault | null): void {
    const record = this.#record;
    record.cells.length = cells.length;
    for (let i = 0; i < cells.length; i += 1) record.cells[i] = cells[i] as string;
    record.fault = fault;
    this.#complete = true;
  }

  #moveOver(pos: number, lines: number): void {
    let next = pos;
    for (let n = 0; n < lines; n += 1) {
      const eol = this.#text.indexOf(this.#format.lineEnd, next);
      next = eol === -1 ? this.#text.length : eol + 1;
    }
    this.#next = next;
    this.#lines = lines;
  }

  /** The physical lines from `pos` on, without their line ends. */
  *#linesFrom(pos: number): Generator<string> {
    for (let from = pos; from < this.#text.length;) {
      let eol = this.#text.indexOf(this.#format.lineEnd, from);
      if (eol === -1) eol = this.#text.length;
      yield this.#text.slice(from, this.#withoutCr(from, eol));
      from = eol + 1;
    }
  }

  #literal(from: number, to: number): string[] {
    const cells = this.#text.slice(from, to).split(this.#format.delimiter);
    return this.#encoded ? cells.map((cell) => decodeCell(cell)) : cells;
  }

  #withoutCr(from: number, eol: number): number {
    return eol > from && this.#text.charCodeAt(eol - 1) === CR ? eol - 1 : eol;
  }

  #countLineEnds(from: number, to: number): number {
    let count = 0;
    const { lineEnd } = this.#format;
    for (let at = this.#text.indexOf(lineEnd, from); at !== -1 && at < to;) {
      count += 1;
      at = this.#text.indexOf(lineEnd, at + 1);
    }
    return count;
  }

  #countCells(from: number, to: number): number {
    let count = 1;
    const { delimiter } = this.#format;
    for (let at = this.#text.indexOf(delimiter, from); at !== -1 && at < to;) {
      count += 1;
      at = this.#text.indexOf(delimiter, at + 1);
    }
    return count;
  }
}

/** Like indexOf, with infinity for "not there". */
function nextIndex(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found === -1 ? Infinity : found;
}

/** Whether a row has the table's width; empty cells behind the last column do not count. */
export function fits(cells: readonly string[], width: number): boolean {
  let count = cells.length;
  while (count > width && cells[count - 1] === '') count -= 1;
  return count === width;
}
