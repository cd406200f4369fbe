/** Writes the cells of a sheet as text, row by row, in the form that sheet-text.ts describes. */
import { writeSync } from 'node:fs';
import { longestRecord } from '../blocks.ts';
import { BrokenXml, tooLarge } from './faults.ts';
import { noFacts } from './sheet-facts.ts';
import { brokenMark, cellSeparator, longMark } from './sheet-text.ts';

/** The size of the grid (Excel specifications and limits). */
const mostRows = 1_048_576;
const mostColumns = 16_384;
const pieceLength = 256 * 1024;
/** In characters, of which each takes up three bytes at most. A longer row is refused by the import. */
const longestLine = Math.floor(longestRecord / 3);
/** As much of a row that is too long is kept to be shown. */
const keptOfLong = 16 * 1024;
/** A text of one kilobyte in a million cells takes little room in a workbook and much outside of it. */
const mostBytes = 8 * 1024 ** 3;

export class SheetWriter {
  readonly facts = noFacts();
  readonly #fd: number;
  #pending = '';
  #bytes = 0;
  /** The last row that was begun, from 1. */
  #row = 0;
  #line = '';
  #filled = 0;
  #column = -1;
  /** Where the last cell that holds anything stands. */
  #written = 0;
  #hidden = false;

  constructor(fd: number) {
    this.#fd = fd;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @param number as the sheet says it; without, it is the next one. @throws BrokenXml where the rows are out of order */
  beginRow(number: number | null, hidden: boolean): void {
    const row = number ?? this.#row + 1;
    if (!(row > this.#row && row <= mostRows)) throw new BrokenXml(`row ${row} follows row ${this.#row}`);
    this.#pending += '\n'.repeat(row - this.#row - 1);
    this.#row = row;
    this.#line = '';
    this.#filled = 0;
    this.#column = -1;
    this.#written = 0;
    this.#hidden = hidden;
  }

  /** @param column from 0; without, it is the next one. @param text encoded. @throws BrokenXml where the cells are out of order */
  cell(column: number | null, text: string): void {
    const at = column ?? this.#column + 1;
    if (!(at > this.#column && at < mostColumns)) throw new BrokenXml(`cell ${at} follows ${this.#column}`);
    this.#column = at;
    if (text === '') return;
    this.#filled += 1;
    if (this.#line.length > longestLine) return;
    this.#line += cellSeparator.repeat(at - this.#written) + text;
    this.#written = at;
  }

  endRow(): void {
    const { facts } = this;
    if (this.#filled > 0) facts.rows += 1;
    if (this.#filled > 1) facts.tableRows += 1;
    if (this.#filled > 0 && this.#hidden) facts.hiddenRows += 1;
    const line = this.#line.length > longestLine ? longMark + this.#line.slice(0, keptOfLong) : this.#line;
    this.#pending += `${line}\n`;
    if (this.#pending.length > pieceLength) this.flush();
  }

  /** Nothing can be read from the row on that was begun and not ended, or from the next one. */
  breakOff(inRow: boolean): void {
    if (!inRow) this.#row += 1;
    this.facts.brokenAt = this.#row;
    this.#pending += `${brokenMark}\n`;
  }

  flush(): void {
    const piece = Buffer.from(this.#pending);
    this.#pending = '';
    this.#bytes += piece.length;
    if (this.#bytes > mostBytes) throw tooLarge('its cells take up more than 8 GB as text');
    for (let at = 0; at < piece.length;) at += writeSync(this.#fd, piece, at);
  }
}
