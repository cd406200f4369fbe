/** Reading the beginning of a file, or all of it to count, with one way of writing or another. */
import { BlockReader } from './blocks.ts';
import { sampleRow, type SampleRow } from './dialect.ts';
import { fits } from './doubtful.ts';
import type { Encoding } from './encoding.ts';
import type { LineEnd } from './line-ends.ts';
import { unwrapCell } from './mending.ts';
import { RecordReader, type RecordFormat } from './records.ts';
import { UserError } from '../errors.ts';
import type { Place } from './window.ts';

/** How the bytes are read, before it is known how cells are delimited. */
export interface Reading {
  encoding: Encoding;
  mixed: boolean;
  lineEnd: LineEnd;
  loneCr: boolean;
  quote: string | null;
  /** The text is a converted sheet. */
  sheet: boolean;
}

/** What a record reader is given: behind the blocks, mixed line ends are all LF. */
export function recordFormat(
  { lineEnd, loneCr, quote, sheet }: Pick<Reading, 'lineEnd' | 'quote' | 'sheet'> & { loneCr?: boolean },
  delimiter: string,
  width: number,
): RecordFormat {
  return {
    delimiter,
    quote,
    width,
    lineEnd: lineEnd === 'any' ? '\n' : lineEnd,
    loneCr,
    sheet,
    needed: null,
  };
}

const sampleRows = 200;

/**
 * The first rows behind a place.
 * @param width cells of a row; 0 while it is not known.
 * @throws UserError `header-too-long`
 */
export function readSample(
  fd: number,
  reading: Reading,
  from: Place,
  delimiter: string,
  width: number,
): SampleRow[] {
  const rows: SampleRow[] = [];
  const blocks = new BlockReader({ fd, ...reading, offset: from.offset, line: from.line });
  const reader = new RecordReader(recordFormat(reading, delimiter, width));
  for (let block = blocks.next(); block !== null && rows.length < sampleRows; block = blocks.next()) {
    if (block.cutLine && rows.length === 0 && width === 0) {
      throw new UserError(
        'header-too-long',
        `Line ${block.line} is longer than a row of a table can be. Check that this is a CSV file.`,
      );
    }
    const used = reader.read(block, (record) => {
      if (rows.length === sampleRows || record.fault === 'sheet-broken') return;
      const row = sampleRow(record);
      const [only = ''] = row.cells;
      // A row that is quoted once more as a whole.
      if (width === 0 && row.cells.length === 1 && reading.quote !== null)
        row.cells = unwrapCell(only, delimiter, reading.quote) ?? row.cells;
      rows.push(row);
    });
    if (!block.cutLine) blocks.consume(used);
  }
  return rows;
}

const countedBytes = 64 * 1024 * 1024;

/** How many rows of the file are just as its table has them; of a very long file, of its beginning. */
export function countSound(
  fd: number,
  reading: Reading,
  from: Place,
  delimiter: string,
  width: number,
): number {
  const blocks = new BlockReader({ fd, ...reading, offset: from.offset, line: from.line });
  const reader = new RecordReader(recordFormat(reading, delimiter, width));
  let sound = 0;
  for (let block = blocks.next(); block !== null && block.offset < countedBytes; block = blocks.next()) {
    const used = reader.read(block, ({ cells, fault }) => {
      if (fault === null && fits(cells, width)) sound += 1;
    });
    if (!block.cutLine) blocks.consume(used);
  }
  return sound;
}

/** Where a line starts; null where the file has fewer. */
export function placeOfLine(fd: number, reading: Reading, from: Place, line: number): Place | null {
  const blocks = new BlockReader({ fd, ...reading, offset: from.offset, line: from.line });
  const sign = reading.lineEnd === '\r' ? '\r' : '\n';
  for (let block = blocks.next(); block !== null; block = blocks.next()) {
    if (block.cutLine) continue;
    const wanted = line - block.line;
    if (wanted <= 0) return { offset: block.offset, line: block.line };
    const lines = block.text.split(sign).length - 1;
    blocks.consume(lines >= wanted ? wanted : 'all');
  }
  return null;
}
