/** Finding the header row in a sample, or that there is none. */
import { entities } from '../api/wire.ts';
import { isKnownHeading } from './claims.ts';
import type { SampleRow } from './dialect.ts';
import { looksLikeData, usualWidth } from './dialect.ts';
import { mendWidth } from './mending.ts';
import { sheetHeaderIndex } from './xlsx/sheet-header.ts';

export interface FoundHeader {
  /** Index of the header among the rows; -1 where there is none. */
  at: number;
  /** Index of the first row below it. */
  body: number;
  /** Its cells as they are to be read; empty without a header. */
  cells: string[];
}

/**
 * @param known headings that a person has mapped: a row that holds them all is the header, whatever it looks like.
 * @returns null where nothing looks like a table.
 */
export function findHeader(
  rows: readonly SampleRow[],
  delimiter: string,
  known: readonly string[],
): FoundHeader | null {
  const at = headerIndex(rows);
  const row = rows[at];
  if (row === undefined) return null;
  if (holdsAll(row.cells, known) || !isData(row.cells)) return { at, body: at + 1, cells: row.cells };
  // Data already: the header may stand above, in another shape.
  const width = usualWidth(rows);
  const above = rows[at - 1];
  const cells = above === undefined ? [] : asHeader(above.cells, delimiter, width);
  return cells.length > 0 ? { at: at - 1, body: at, cells } : { at: -1, body: 0, cells: [] };
}

/** The same for a sheet, where titles above the table are no rows. */
export function findSheetHeader(rows: readonly SampleRow[], known: readonly string[]): FoundHeader | null {
  const at = sheetHeaderIndex(rows, isData);
  const row = rows[at];
  if (row === undefined) return null;
  if (holdsAll(row.cells, known) || !isData(row.cells)) return { at, body: at + 1, cells: row.cells };
  return { at: -1, body: at, cells: [] };
}

function holdsAll(cells: readonly string[], known: readonly string[]): boolean {
  return known.length > 0 && known.every((heading) => cells.some((cell) => tidyHeading(cell) === heading));
}

/**
 * Where the table begins: at the first row of the usual width with text in at least half of its cells. Titles, blank rows and dates
 * of a report above it are narrower or nearly empty. Data rows may have a delimiter more behind the last cell than the header, so
 * one cell less will do, unless a better row follows: one that is set apart, or has names that are known.
 * @returns index into `rows`, or -1.
 */
function headerIndex(rows: readonly SampleRow[]): number {
  const width = usualWidth(rows);
  const first = rows.findIndex(
    ({ cells }) => hasHeaderWidth(cells, width) || hasHeaderWidth(cells, width - 1),
  );
  const exact = rows.findIndex(({ cells }) => hasHeaderWidth(cells, width));
  const [narrow, row] = [rows[first], rows[exact]];
  if (exact <= first || narrow === undefined || row === undefined || isData(row.cells)) return first;
  const apart = row.line > narrow.line + exact - first;
  const named = row.cells.some((cell) => isKnown(cell)) && !narrow.cells.some((cell) => isKnown(cell));
  return apart || named ? exact : first;
}

function hasHeaderWidth(cells: readonly string[], width: number): boolean {
  let count = cells.length;
  while (count > width && cells[count - 1]?.trim() === '') count -= 1;
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  return count === width && filled > 0 && filled * 2 >= width;
}

/** The row above the data as headings; empty when it is none. */
function asHeader(cells: readonly string[], delimiter: string, width: number): string[] {
  const read = mendWidth(cells.join(delimiter), { delimiter, quote: '"', width })?.cells ?? [...cells];
  if (read.length < 2 || isData(read)) return [];
  const wide = read.length >= width - 1 && read.length <= width * 2;
  return wide || read.filter((cell) => isKnown(cell)).length * 2 > read.length ? read : [];
}

/** Whether a row is data: importing it as headings would lose a row and map nothing. */
export function isData(cells: readonly string[]): boolean {
  return cells.some((cell) => looksLikeData(cell)) && !cells.some((cell) => isKnown(cell));
}

/** A heading as it is shown. */
export function tidyHeading(cell: string): string {
  return cell
    .replaceAll(/[\p{Cc}\ufeff\u200b\u2060]/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

function isKnown(cell: string): boolean {
  return isKnownHeading(cell, entities);
}
