/** Encoding, line ends, quotes and delimiter of a file: from its survey and its first rows, or as a person has chosen. */
import type { DialectChoice } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import {
  chooseDelimiter,
  delimiters,
  namedDelimiter,
  rareDelimiters,
  usualWidth,
  wholeDelimiter,
  type DelimiterChoice,
  type SampleRow,
} from './dialect.ts';
import { encodingOf, isMixed } from './encoding.ts';
import type { LineEnd } from './line-ends.ts';
import { countSound, placeOfLine, readSample, type Reading } from './sample.ts';
import { markLength, type Survey } from './survey.ts';
import type { Place } from './window.ts';
import { cellSeparator } from './xlsx/sheet-text.ts';

export interface FoundDialect {
  reading: Reading;
  delimiter: string;
  /** The first rows; with a chosen header line, it is the first of them. */
  rows: SampleRow[];
  /** Byte offset behind a byte order mark. */
  start: number;
  /** Where `rows` begin. */
  from: Place;
}

/** @throws UserError `dialect-invalid`, `header-line`, `header-too-long` */
export function findDialect(fd: number, survey: Survey, name: string, choice: DialectChoice): FoundDialect {
  checkChoice(choice);
  const start = markLength(survey.bom);
  const top: Place = { offset: start, line: 1 };
  const found = lineEndsOf(survey).map((lineEnd) => {
    const reading = readingOf(survey, lineEnd, choice);
    const from = startOf(fd, reading, top, name, choice.headerLine);
    return { from, ...withQuote(fd, reading, from, choice) };
  });
  const [plain, other] = found;
  if (plain === undefined) throw new Error('A file has some kind of line ends.');
  const best = other !== undefined && soundRows(fd, other) > soundRows(fd, plain) ? other : plain;
  const { reading, delimiter, rows, from } = best;
  refuseOtherLine(name, choice.headerLine, rows[0]);
  return { reading, delimiter, rows, start, from };
}

/** Of a converted sheet only the header's row is a question. @throws UserError `header-line` */
export function sheetDialect(fd: number, name: string, headerLine: number | undefined): FoundDialect {
  const reading: Reading = {
    encoding: 'utf-8',
    mixed: false,
    lineEnd: '\n',
    loneCr: false,
    quote: null,
    sheet: true,
  };
  const from = startOf(fd, reading, { offset: 0, line: 1 }, name, headerLine);
  const rows = readSample(fd, reading, from, cellSeparator, 0);
  refuseOtherLine(name, headerLine, rows[0]);
  return { reading, delimiter: cellSeparator, rows, start: 0, from };
}

type Attempt = Pick<FoundDialect, 'reading' | 'delimiter' | 'rows' | 'from'> & Pick<DelimiterChoice, 'score'>;

/** What line ends come into question, the likelier one first. */
function lineEndsOf({ lf, crlf, cr }: Survey): LineEnd[] {
  if (lf + crlf === 0) return cr === 0 ? ['\n'] : ['\r'];
  return cr === 0 ? ['\n'] : ['\n', 'any'];
}

function readingOf(survey: Survey, lineEnd: LineEnd, choice: DialectChoice): Reading {
  const found = encodingOf(survey);
  const encoding = choice.encoding ?? found;
  return {
    encoding,
    mixed: encoding === found && isMixed(survey),
    lineEnd,
    loneCr: lineEnd === '\n' && survey.cr > 0,
    quote: choice.quote === undefined ? usualQuote(survey) : choice.quote,
    sheet: false,
  };
}

function usualQuote({ opening, closing }: Survey): string | null {
  return opening > 0 && closing > 0 ? '"' : null;
}

function startOf(
  fd: number,
  reading: Reading,
  top: Place,
  name: string,
  headerLine: number | undefined,
): Place {
  if (headerLine === undefined || headerLine < 2) return top;
  const place = placeOfLine(fd, reading, top, headerLine);
  if (place === null) throw noSuchLine(name, headerLine, undefined);
  return place;
}

function refuseOtherLine(name: string, headerLine: number | undefined, first: SampleRow | undefined): void {
  if (headerLine !== undefined && headerLine > 0 && first?.line !== headerLine)
    throw noSuchLine(name, headerLine, first);
}

function noSuchLine(name: string, line: number, next: SampleRow | undefined): UserError {
  const where =
    next === undefined
      ? 'the file has fewer lines'
      : `it is blank, and the next row starts on line ${next.line}`;
  return new UserError(
    'header-line',
    `Line ${line} of "${name}" cannot be the header: ${where}. Give the line on which the names of the columns stand, or 0 if there are none.`,
  );
}

/** Single quotes are taken for quotes only where that makes more of a table of the rows. */
function withQuote(fd: number, reading: Reading, from: Place, choice: DialectChoice): Omit<Attempt, 'from'> {
  const usual = withDelimiter(fd, reading, from, choice.delimiter);
  const enclosed = usual.rows
    .flatMap(({ cells }) => cells)
    .filter((cell) => /^\s*'.*'\s*$|^\s*'[^']*$/.test(cell));
  if (choice.quote !== undefined || enclosed.length < 2) return { reading, ...usual };
  const single = { ...reading, quote: "'" };
  const other = withDelimiter(fd, single, from, choice.delimiter);
  const cells = usual.rows.flatMap((row) => row.cells).filter((cell) => cell !== '');
  const better =
    other.score > usual.score || (other.score === usual.score && enclosed.length * 2 > cells.length);
  return better ? { reading: single, ...other } : { reading, ...usual };
}

function withDelimiter(
  fd: number,
  reading: Reading,
  from: Place,
  chosen: string | undefined,
): DelimiterChoice {
  const read = (delimiter: string) => ({ delimiter, rows: readSample(fd, reading, from, delimiter, 0) });
  if (chosen !== undefined) {
    const { rows } = read(chosen);
    const named = namedDelimiter(rows[0]?.cells.join(chosen) ?? '') !== null;
    return chooseDelimiter([{ delimiter: chosen, rows: named ? rows.slice(1) : rows }]);
  }
  const plain = read(',');
  const named = namedDelimiter(plain.rows[0]?.cells.join(',') ?? '');
  if (named !== null) return chooseDelimiter([{ delimiter: named, rows: read(named).rows.slice(1) }]);
  const usual = chooseDelimiter(delimiters.map((delimiter) => (delimiter === ',' ? plain : read(delimiter))));
  const whole = wholeDelimiter(usual.delimiter, usual.rows);
  if (whole !== usual.delimiter) return chooseDelimiter([read(whole)]);
  if (usual.share >= 0.5) return usual;
  const rare = rareDelimiters.map(({ delimiter, least }) => ({
    least,
    ...chooseDelimiter([read(delimiter)]),
  }));
  const agreed = rare.find(
    ({ share, rows, least }) => share >= 0.9 && rows.length > 1 && usualWidth(rows) >= least,
  );
  return agreed ?? usual;
}

/** Of the whole file: whether a CR ends rows may show late. */
function soundRows(fd: number, { reading, from, delimiter, rows }: Attempt): number {
  const width = usualWidth(rows);
  return width < 2 ? 0 : countSound(fd, reading, from, delimiter, width);
}

function checkChoice({ delimiter, quote }: DialectChoice): void {
  if (delimiter !== undefined && (!/^[^\r\n"\p{L}\d]{1,5}$/u.test(delimiter) || delimiter === quote)) {
    throw new UserError(
      'dialect-invalid',
      `"${delimiter}" cannot be a delimiter. Give one to five characters that are no letters, digits, quotes or line ends, such as ; or a tab.`,
    );
  }
  if (quote !== undefined && quote !== null && !/^[^\r\n\s\p{L}\d]$/u.test(quote)) {
    throw new UserError(
      'dialect-invalid',
      `"${quote}" cannot be a quotation mark. Give one character, such as " or ', or none.`,
    );
  }
}
