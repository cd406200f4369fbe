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

/**
 * The delimiter that cuts most rows of the sample into the same number of cells, and into more than one. With none, the file has
 * one column, and the comma is as good as any.
 */
export function chooseDelimiter(candidates: readonly Candidate[]): string {
  let best = { delimiter: ',', score: 0 };
  for (const { delimiter, rows } of candidates) {
    const width = usualWidth(rows);
    if (width < 2) continue;
    const same = rows.filter(({ cells }) => cells.length === width).length;
    const share = same / rows.length;
    // Agreement counts most; between equals, the one that finds more columns.
    const score = share * share * (1 + Math.log2(width) / 4);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
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
  return /^"?sep=([,;\t|])"?\s*$/i.exec(firstLine)?.[1] ?? null;
}

/**
 * Where the table begins: at the first row of the usual width with text in at least half of its cells. Titles, blank rows and dates
 * of a report above it are narrower or nearly empty.
 * @returns index into `rows`, or -1.
 */
export function headerIndex(rows: readonly SampleRow[]): number {
  const width = usualWidth(rows);
  const found = rows.findIndex(({ cells }) => {
    let count = cells.length;
    while (count > width && cells[count - 1]?.trim() === '') count -= 1;
    // Data rows may have a delimiter more behind the last cell than the header.
    if (count !== width && count !== width - 1) return false;
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    return filled > 0 && filled * 2 >= width;
  });
  return found;
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
