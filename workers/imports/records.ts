/**
 * From text to records. Lines without a quote, and records whose quotes are all in their places, are read here, exactly as
 * csv-parse reads them (a property test compares the two). What is doubtful goes to doubtful.ts.
 */
import type { Block } from './blocks.ts';
import { fits, resolveDoubtful } from './doubtful.ts';
import { mendWidth, unwrapCell } from './mending.ts';
import { decodeCell, faultMarked, holdsEncoded } from './xlsx/sheet-text.ts';
import { isStray, readQuoted, withoutCr, type QuotedRecord } from './quoted.ts';

export interface RecordFormat {
  /** One character or several. */
  delimiter: string;
  /** Null where the file's quotes are plain characters. */
  quote: string | null;
  lineEnd: '\n' | '\r';
  /** Cells of a row, from the header; 0 while it is not known. */
  width: number;
  /** A CR that ends no line may stand in the file: outside of quotes it is worth a word. */
  loneCr?: boolean | undefined;
  /** The text is a converted sheet. */
  sheet?: boolean | undefined;
  /** Columns that are wanted, by index; the others may come as empty text. Null: all. */
  needed: readonly boolean[] | null;
}

/** What is to be said of a record beside its cells. */
export type RecordFault =
  /** Read, but a quote stands where none belongs. */
  | 'stray-quote'
  /** Read by the number of its cells: its quotes are not where they belong. */
  | 'quotes-mended'
  /** Read, though it is written with other delimiters than the file. */
  | 'delimiters-mended'
  /** Read in another encoding than the file's. */
  | 'encoding-mended'
  /** Read, but a CR stands in it that belongs to no line end. */
  | 'stray-cr'
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
  readonly #quote: string;
  readonly #quotedFormat: RecordFormat & { quote: string };
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
    this.#quote = format.quote ?? '"';
    this.#quotedFormat = { ...format, quote: this.#quote };
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
    const { delimiter, quote, lineEnd, needed, width, loneCr, sheet } = this.#format;
    const record = this.#record;
    const { text, foreign } = block;
    const length = text.length;
    const step = delimiter.length;
    const { cells } = record;
    this.#text = text;
    this.#encoded = sheet === true && holdsEncoded(text);
    let line = block.line;
    if (block.cutLine) {
      this.#emitCut(block, sink);
      return 0;
    }
    // Where the next quote and the next delimiter are, so that no stretch is searched twice.
    let quoteAt = nextIndex(text, this.#quote, 0);
    let delimiterAt = nextIndex(text, delimiter, 0);
    for (let pos = 0; pos < length;) {
      let eol = text.indexOf(lineEnd, pos);
      if (eol === -1) eol = length;
      if (quoteAt < pos) quoteAt = nextIndex(text, this.#quote, pos);
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
            from = delimiterAt + step;
            delimiterAt = nextIndex(text, delimiter, from);
          }
          cells[count] = needed === null || needed[count] === true ? text.slice(from, end) : '';
          cells.length = count + 1;
          this.#complete = needed === null;
          this.#end = end;
          if (sheet === true) this.#finishSheetRow(pos, end);
          else if (width > 1 && count + 1 !== width) this.#mend(pos, end);
          if (loneCr === true) this.#noteCr(pos, end);
          if (foreign !== null) this.#noteEncoding(foreign, 1);
          sink(record);
        }
        pos = eol + 1;
        line += 1;
        continue;
      }
      if (quote === null) this.#unquoted(pos, eol);
      else if (!this.#quoted(pos, eol, block.final || block.full)) return line - block.line;
      if (foreign !== null) this.#noteEncoding(foreign, this.#lines);
      if (cells.length > 1 || cells[0] !== '') sink(record);
      pos = this.#next;
      line += this.#lines;
    }
    return 'all';
  }

  /** A line of too few or too many cells may tell by its own signs how it was meant. */
  #mend(from: number, to: number): void {
    const mended = mendWidth(this.#text.slice(from, to), this.#format);
    if (mended !== null) this.#take(mended.cells, mended.fault);
  }

  #noteCr(from: number, to: number): void {
    const found = this.#text.indexOf('\r', from);
    if (found !== -1 && found < to) this.#record.fault ??= 'stray-cr';
  }

  #noteEncoding(foreign: ReadonlySet<number>, lines: number): void {
    const { line } = this.#record;
    for (let n = line; n < line + lines; n += 1) if (foreign.has(n)) this.#record.fault ??= 'encoding-mended';
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
    const { width } = this.#format;
    const end = withoutCr(this.#text, pos, eol);
    const cells = this.#literal(pos, end);
    this.#take(cells, cells.some((cell) => isStray(cell, this.#quote)) ? 'stray-quote' : null);
    if (width > 1 && !fits(cells, width)) this.#mend(pos, end);
    this.#next = eol + 1;
    this.#lines = 1;
  }

  /** @returns false when the record is not complete in this block. */
  #quoted(pos: number, eol: number, asItStands: boolean): boolean {
    const { width } = this.#format;
    const format = this.#quotedFormat;
    const read = readQuoted(this.#text, pos, format, asItStands);
    if (read.kind === 'open' && !asItStands) return false;
    const sound = read.kind === 'closed';
    const fitting =
      sound && (width === 0 || fits(read.cells, width)) && !this.#swallowsRows(pos, eol, read.lines);
    if (fitting) this.#takeSound(read, read.cells);
    else if (!this.#unwrapped(read) && !this.#resolved(pos, format)) {
      if (sound) this.#takeSound(read, read.cells);
      else {
        this.#take(this.#literal(pos, withoutCr(this.#text, pos, eol)), 'quotes-broken');
        this.#moveOver(pos, 1);
      }
    }
    return true;
  }

  #takeSound(read: QuotedRecord, cells: string[]): void {
    this.#take(cells, read.fault);
    this.#end = read.end;
    this.#next = read.next;
    this.#lines = read.lines;
  }

  /** A row that is quoted once more as a whole. */
  #unwrapped(read: QuotedRecord): boolean {
    const { width, delimiter } = this.#format;
    const [only, more] = read.cells;
    if (read.kind !== 'closed' || only === undefined || more !== undefined) return false;
    const cells = unwrapCell(only, delimiter, this.#quote);
    if (cells?.length !== width) return false;
    this.#takeSound(read, cells);
    return true;
  }

  #resolved(pos: number, format: RecordFormat & { quote: string }): boolean {
    const found = resolveDoubtful(this.#linesFrom(pos), format);
    if (found === null) return false;
    this.#take(found.cells, found.fault);
    this.#moveOver(pos, found.lines);
    return true;
  }

  /**
   * Whether a record over several lines looks like whole rows caught between two stray quotes: read as plain text, each of its
   * lines has just the width of a row. Three lines at least: with two, a line break in a cell is as likely.
   */
  #swallowsRows(pos: number, eol: number, lines: number): boolean {
    const { width } = this.#format;
    if (lines < 3 || width < 3) return false;
    let from = pos;
    let to = eol;
    for (let n = 0; n < lines; n += 1) {
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
      yield this.#text.slice(from, withoutCr(this.#text, from, eol));
      from = eol + 1;
    }
  }

  #literal(from: number, to: number): string[] {
    const cells = this.#text.slice(from, to).split(this.#format.delimiter);
    return this.#encoded ? cells.map((cell) => decodeCell(cell)) : cells;
  }

  #countCells(from: number, to: number): number {
    let count = 1;
    const { delimiter } = this.#format;
    for (let at = this.#text.indexOf(delimiter, from); at !== -1 && at < to;) {
      count += 1;
      at = this.#text.indexOf(delimiter, at + delimiter.length);
    }
    return count;
  }
}

/** Like indexOf, with infinity for "not there". */
function nextIndex(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found === -1 ? Infinity : found;
}
