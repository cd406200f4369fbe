/** How a staged file is read, decided once and kept with the import: a run that goes on after a crash reads it the same way. */
import { openSync, closeSync } from 'node:fs';
import type { Dialect } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import { BlockReader } from './blocks.ts';
import {
  chooseDelimiter,
  delimiters,
  headerIndex,
  looksLikeData,
  namedDelimiter,
  sampleRow,
  type SampleRow,
} from './dialect.ts';
import { encodingOf } from './encoding.ts';
import { distinctHeadings, headingKey, mostColumns } from './headings.ts';
import type { Column } from './mapping.ts';
import { RecordReader } from './records.ts';
import { markLength, type Survey } from './survey.ts';
import { synonyms } from './synonyms.ts';
import { sheetHeaderIndex } from './xlsx/sheet-header.ts';
import { cellSeparator } from './xlsx/sheet-text.ts';

export interface FileFormat extends Dialect {
  lineEnd: '\n' | '\r';
  /** Byte offset behind a byte order mark. */
  start: number;
  headings: string[];
  /** Something that has to be cleaned or flagged may stand in the cells. */
  controls: boolean;
  damaged: boolean;
}

export interface Examination {
  format: FileFormat;
  columns: Column[];
  /** Rows behind the header, as read. */
  rows: SampleRow[];
  /** Headings that stand more than once. */
  repeated: string[];
}

const sampleRows = 200;

/**
 * Reads the beginning of a file.
 * @param known headings that a person has mapped: a row that holds them all is the header, whatever it looks like.
 * @param sheet name of the sheet where the text is a converted one: then how it is written is no question.
 * @throws UserError `no-header`, `only-header`, `no-table`, `too-many-columns`, `header-too-long`
 */
export function examine(
  path: string,
  survey: Survey,
  name: string,
  known: readonly string[] = [],
  sheet?: string,
): Examination {
  const reading = {
    encoding: encodingOf(survey),
    lineEnd: survey.lf + survey.crlf > 0 || survey.cr === 0 ? ('\n' as const) : ('\r' as const),
    start: markLength(survey.bom),
    quote: survey.opening > 0 && survey.closing > 0 ? '"' : null,
  };
  const { delimiter, rows } =
    sheet === undefined ? sampleWithDelimiter(path, reading) : sampleOfSheet(path, reading);
  const at = sheet === undefined ? headerIndex(rows) : sheetHeaderIndex(rows, isData);
  const header = rows[at];
  if (header === undefined) {
    throw new UserError(
      'no-table',
      `"${name}" holds no rows that could be a table. Check what was exported.`,
    );
  }
  if (header.cells.length > mostColumns) {
    throw new UserError(
      'too-many-columns',
      `"${name}" has ${header.cells.length} columns; at most ${mostColumns} can be read. Check its delimiter.`,
    );
  }
  const cells = header.cells.map((cell) => clean(cell));
  while (cells.length > 1 && cells.at(-1) === '') cells.pop();
  if (!known.length || !known.every((heading) => cells.includes(heading)))
    refuseData(cells, header.line, name);
  const body = rows.slice(at + 1);
  if (body.length === 0) {
    throw new UserError(
      'only-header',
      `"${name}" has a header and no rows under it. Check that the export held any.`,
    );
  }
  const { headings, repeated } = distinctHeadings(cells);
  const columns = headings.map((heading, i) => ({
    heading,
    values: body.map((row) => (row.cells[i] ?? '').trim()).filter((value) => value !== ''),
    repeated: repeated.includes(cells[i] ?? ''),
  }));
  const format: FileFormat = {
    ...reading,
    delimiter,
    headerLine: header.line,
    headings,
    controls: survey.controls > 0,
    damaged: survey.invalid > 0 && reading.encoding === 'utf-8',
    ...(sheet === undefined ? {} : { sheet }),
  };
  return { format, columns, rows: body, repeated };
}

function clean(cell: string): string {
  return cell
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/** A first row that is data: importing it as headings would lose a row and map nothing. */
function refuseData(cells: readonly string[], line: number, name: string): void {
  if (!isData(cells)) return;
  throw new UserError(
    'no-header',
    `"${name}" seems to have no header: line ${line} already holds data ("${cells.find((cell) => looksLikeData(cell)) ?? ''}"). Add a first row with the names of the columns.`,
  );
}

function isData(cells: readonly string[]): boolean {
  return cells.some((cell) => looksLikeData(cell)) && !cells.some((cell) => isKnown(cell));
}

let knownKeys: Set<string> | undefined;

function isKnown(cell: string): boolean {
  knownKeys ??= new Set(Object.values(synonyms).flatMap((fields) => Object.values(fields).flat()));
  return knownKeys.has(headingKey(cell));
}

interface Reading {
  encoding: FileFormat['encoding'];
  lineEnd: FileFormat['lineEnd'];
  start: number;
  quote: string | null;
}

function sampleWithDelimiter(path: string, reading: Reading): { delimiter: string; rows: SampleRow[] } {
  const fd = openSync(path, 'r');
  try {
    const plain = readSample(fd, reading, ',');
    const named = namedDelimiter(plain[0]?.cells.join(',') ?? '');
    if (named !== null) return { delimiter: named, rows: readSample(fd, reading, named).slice(1) };
    const candidates = delimiters.map((delimiter) => ({
      delimiter,
      rows: delimiter === ',' ? plain : readSample(fd, reading, delimiter),
    }));
    const delimiter = chooseDelimiter(candidates);
    return { delimiter, rows: candidates.find((candidate) => candidate.delimiter === delimiter)?.rows ?? [] };
  } finally {
    closeSync(fd);
  }
}

function sampleOfSheet(path: string, reading: Reading): { delimiter: string; rows: SampleRow[] } {
  const fd = openSync(path, 'r');
  try {
    return { delimiter: cellSeparator, rows: readSample(fd, reading, cellSeparator) };
  } finally {
    closeSync(fd);
  }
}

function readSample(
  fd: number,
  { encoding, lineEnd, start, quote }: Reading,
  delimiter: string,
): SampleRow[] {
  const blocks = new BlockReader({ fd, encoding, lineEnd, offset: start, line: 1 });
  const reader = new RecordReader({ delimiter, quote, lineEnd, width: 0, needed: null });
  const rows: SampleRow[] = [];
  for (let block = blocks.next(); block !== null && rows.length < sampleRows; block = blocks.next()) {
    if (block.cutLine && rows.length === 0) {
      throw new UserError(
        'header-too-long',
        `Line ${block.line} is longer than a row of a table can be. Check that this is a CSV file.`,
      );
    }
    const used = reader.read(block, (record) => {
      if (rows.length < sampleRows && record.fault !== 'sheet-broken') rows.push(sampleRow(record));
    });
    if (!block.cutLine) blocks.consume(used);
  }
  return rows;
}
