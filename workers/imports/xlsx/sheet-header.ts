/** Where the table of a sheet begins. Its rows are as long as they are filled, so what counts is how many cells are. Pure. */
import type { SampleRow } from '../dialect.ts';

/**
 * The first row with nearly as many filled cells as full rows have. Titles of a report above the header have few; notes beside the
 * table make a row longer and not much fuller. A row of data there, such as `As of | 2026-03-04`, gives way to a fuller row without.
 * @param isData whether cells can be no headings.
 * @returns index into `rows`, or -1.
 */
export function sheetHeaderIndex(
  rows: readonly SampleRow[],
  isData: (cells: readonly string[]) => boolean,
): number {
  const filled = rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const full = filled.toSorted((a, b) => a - b)[Math.floor((filled.length - 1) * 0.75)] ?? 0;
  const first = filled.findIndex((count) => count > 0 && count >= full * 0.7);
  if (first === -1 || !isData(rows[first]?.cells ?? [])) return first;
  let most = Math.max(...filled.slice(0, first + 1));
  for (const [i, row] of rows.entries()) {
    const count = filled[i] ?? 0;
    if (count > most && !isData(row.cells)) return i;
    most = Math.max(most, count);
  }
  return first;
}
