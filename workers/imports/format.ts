/** How a staged file is read, decided once and kept with the import: a run that goes on after a crash reads it the same way. */
import { closeSync, openSync } from 'node:fs';
import type { Dialect, DialectChoice, ReadingChoice } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import type { Column } from './candidate.ts';
import { usualWidth, type SampleRow } from './dialect.ts';
import { findDialect, sheetDialect, type FoundDialect } from './find-dialect.ts';
import { findHeader, findSheetHeader, tidyHeading, type FoundHeader } from './header.ts';
import { distinctHeadings, mostColumns } from './headings.ts';
import type { LineEnd } from './line-ends.ts';
import { placeOfLine, readSample } from './sample.ts';
import type { Survey } from './survey.ts';
import type { Place } from './window.ts';

export interface FileFormat extends Dialect {
  lineEnd: LineEnd;
  /** Byte offset behind a byte order mark. */
  start: number;
  /** Where the rows begin. Left out by earlier versions: they read from the start and passed the header over. */
  body?: Place;
  headings: string[];
  /** Something that has to be cleaned or flagged may stand in the cells. */
  controls: boolean;
  damaged: boolean;
  /** Some lines are in another encoding. */
  mixed?: boolean;
  /** A CR that ends no line may stand in the file. */
  loneCr?: boolean;
  /** What of this was laid down rather than found out. */
  chosen?: ReadingChoice;
}

export interface Examination {
  format: FileFormat;
  columns: Column[];
  /** Rows behind the header, as read. */
  rows: SampleRow[];
  /** Headings that stand more than once. */
  repeated: string[];
  /** Why the columns have numbers for names; null where the header names them. */
  unnamed: 'no-header' | 'header-narrow' | null;
}

/**
 * Reads the beginning of a file.
 * @param known headings that a person has mapped: a row that holds them all is the header, whatever it looks like.
 * @param sheet name of the sheet where the text is a converted one: then only where its header stands is a question.
 * @param choice what a person has chosen instead of what would be found.
 * @throws UserError `only-header`, `no-table`, `too-many-columns`, `header-too-long`, `header-line`, `dialect-invalid`
 */
export function examine(
  path: string,
  survey: Survey,
  name: string,
  known: readonly string[] = [],
  sheet?: string,
  choice: DialectChoice = {},
): Examination {
  const fd = openSync(path, 'r');
  try {
    const dialect =
      sheet === undefined ? findDialect(fd, survey, name, choice) : sheetDialect(fd, name, choice.headerLine);
    const header = headerOf(dialect, name, known, choice);
    const examination = withHeader(fd, survey, name, dialect, header);
    if (sheet !== undefined) examination.format.sheet = sheet;
    return examination;
  } finally {
    closeSync(fd);
  }
}

function headerOf(
  { rows, delimiter, reading }: FoundDialect,
  name: string,
  known: readonly string[],
  choice: DialectChoice,
): FoundHeader {
  if (choice.headerLine === 0) return { at: -1, body: 0, cells: [] };
  if (choice.headerLine !== undefined) return { at: 0, body: 1, cells: rows[0]?.cells ?? [] };
  const header = reading.sheet ? findSheetHeader(rows, known) : findHeader(rows, delimiter, known);
  if (header === null) {
    throw new UserError(
      'no-table',
      `"${name}" holds no rows that could be a table. Check what was exported.`,
    );
  }
  return header;
}

function withHeader(
  fd: number,
  survey: Survey,
  name: string,
  { reading, delimiter, rows, start, from }: FoundDialect,
  { at, body: first, cells: found }: FoundHeader,
): Examination {
  const next = rows[first];
  if (next === undefined) {
    throw new UserError(
      'only-header',
      `"${name}" has a header and no rows under it. Check that the export held any.`,
    );
  }
  const below = rows.slice(first);
  const cells = withoutEmptyEnd(
    found.map((cell) => tidyHeading(cell)),
    below,
  );
  const width = reading.sheet ? sheetWidth(below, cells) : widthOf(below, cells.length);
  const unnamed = at === -1 ? 'no-header' : width > cells.length ? 'header-narrow' : null;
  if (width > mostColumns) {
    throw new UserError(
      'too-many-columns',
      `"${name}" has ${width} columns; at most ${mostColumns} can be read. Check its delimiter.`,
    );
  }
  const { headings, repeated } =
    unnamed === null ? distinctHeadings(cells) : distinctHeadings(Array.from({ length: width }, () => ''));
  const body = first === 0 ? from : (placeOfLine(fd, reading, from, next.line) ?? from);
  const sample = readSample(fd, reading, body, delimiter, width);
  const { encoding, mixed, lineEnd, loneCr, quote } = reading;
  const format: FileFormat = {
    encoding,
    delimiter,
    quote,
    headerLine: rows[at]?.line ?? 0,
    lineEnd,
    start,
    body,
    headings,
    controls: survey.controls + survey.nuls + survey.invisible > 0,
    damaged: survey.invalid > 0 && encoding === 'utf-8',
    mixed,
    loneCr,
  };
  const columns = headings.map((heading, i) => ({
    heading,
    values: sample.map((row) => (row.cells[i] ?? '').trim()).filter((value) => value !== ''),
    repeated: repeated.includes(cells[i] ?? ''),
  }));
  return { format, columns, rows: sample, repeated, unnamed };
}

/** Delimiters behind the last name are no columns, unless something stands under them. */
function withoutEmptyEnd(cells: readonly string[], below: readonly SampleRow[]): string[] {
  let length = cells.length;
  while (
    length > 1 &&
    cells[length - 1] === '' &&
    !below.some((row) => (row.cells[length - 1] ?? '').trim() !== '')
  )
    length -= 1;
  return cells.slice(0, length);
}

/** The header's width, unless most rows hold something beyond it: then theirs. */
function widthOf(below: readonly SampleRow[], header: number): number {
  const filled = below.map(({ line, cells }) => {
    let length = cells.length;
    while (length > 1 && (cells[length - 1] ?? '').trim() === '') length -= 1;
    return { line, cells: cells.slice(0, length) };
  });
  const beyond = filled.filter(({ cells }) => cells.length > header);
  return beyond.length * 2 > below.length ? usualWidth(beyond) : header;
}

/** In a sheet what stands right of the header is no part of the table. */
function sheetWidth(below: readonly SampleRow[], header: readonly string[]): number {
  return header.length > 0 ? header.length : Math.max(...below.map(({ cells }) => cells.length));
}
