/** Finding out how a file is written: delimiter, and where its table begins. */
import type { FileRecord } from './records.ts';

export const delimiters = [',', ';', '\t', '|'] as const;

export interface SampleRow {
  line: number;
  cells: string[];
}

/** Rows of the same sample, read with each delimiter. */
export interface Candidate {
  delimiter: string;
  rows: SampleRow[];
}

export interface DelimiterChoice {
  delimiter: string;
  rows: SampleRow[];
  /** 0 where nothing speaks for it. */
  score: number;
  /** Share of the rows that have the usual width. */
  share: number;
}

/**
 * The delimiter that cuts most rows of the sample into the same number of cells, and into more than one. With none, the file has
 * one column, and the first of the candidates is as good as any.
 */
export function chooseDelimiter(candidates: readonly Candidate[]): DelimiterChoice {
  const [first = { delimiter: ',', rows: [] }] = candidates;
  let best: DelimiterChoice = { ...first, score: 0, share: 0 };
  for (const { delimiter, rows } of candidates) {
    const width = usualWidth(rows);
    if (width < 2) continue;
    const same = rows.filter(({ cells }) => cells.length === width).length;
    const share = same / rows.length;
    // Agreement counts most; between equals, the one that finds more columns.
    const score = share * share * (1 + Math.log2(width) / 4);
    if (score > best.score) best = { delimiter, rows, score, share };
  }
  return best;
}

/** Delimiters that are looked for where the usual ones cut nothing, with the columns that have to agree before one is believed. */
export const rareDelimiters: readonly { delimiter: string; least: number }[] = [
  { delimiter: '^', least: 2 },
  { delimiter: '~', least: 2 },
  { delimiter: '\u001f', least: 2 },
  { delimiter: '\u0001', least: 2 },
  { delimiter: ':', least: 3 },
  { delimiter: ' ', least: 4 },
];

/** `a||b` and `a|~|b`: between the cells stand pieces that are all the same. Returns the whole delimiter, or the given one. */
export function wholeDelimiter(delimiter: string, rows: readonly SampleRow[]): string {
  const wide = rows.filter(({ cells }) => cells.length > 2);
  const between = wide[0]?.cells[1]?.trim() ?? 'x';
  if (wide.length < 2 || between.length > 2 || /[\p{L}\d]/u.test(between)) return delimiter;
  const all = wide.every(
    ({ cells }) => cells.length % 2 === 1 && cells.every((cell, i) => i % 2 === 0 || cell.trim() === between),
  );
  // A table of which every second column is empty has names in its header.
  return all ? delimiter + between + delimiter : delimiter;
}

/** The most frequent number of cells, rows of one cell aside unless there are no others; the greater of two equals. */
export function usualWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  if (counts.size > 1) counts.delete(1);
  let width = rows.length > 0 ? 1 : 0;
  let most = 0;
  for (const [cells, count] of counts) {
    if (count > most || (count === most && cells > width)) {
      width = cells;
      most = count;
    }
  }
  return width;
}

/** `sep=;` on the first line: Excel's own way of naming the delimiter. */
export function namedDelimiter(firstLine: string): string | null {
  return /^"?sep=([^\p{L}\d"\s]|\t)"?\s*$/iu.exec(firstLine)?.[1] ?? null;
}

/** What a heading never is: a number, an amount, a date, an e-mail address, a telephone number. */
export function looksLikeData(cell: string): boolean {
  const text = cell.trim();
  if (!/\d|@/.test(text)) return false;
  return (
    /^[-+($€£]*\d[\d.,\s]*\)?%?$/.test(text) ||
    /^\d{1,4}[-/.][\dA-Za-z]{1,9}[-/.]\d{1,4}/.test(text) ||
    /^\S+@\S+\.\S+$/.test(text) ||
    /^[+(\d][\d\s().-]{6,}$/.test(text)
  );
}

/** A copy of a record for the sample. */
export function sampleRow({ line, cells }: FileRecord): SampleRow {
  return { line, cells: [...cells] };
}
