/** Where a line of the file stands in a list of its rows. Rows may take several lines, and some lines none. */
import type { RowSource } from './useRows.ts';

/**
 * @param total rows of the list. @param first line of its first row.
 * @returns its index; null where the list has no row that begins on this line.
 */
export async function indexOfLine(
  { load }: Pick<RowSource, 'load'>,
  { line, first, total }: { line: number; first: number; total: number },
  signal: AbortSignal,
): Promise<number | null> {
  let low = 0;
  // Each row before it takes a line at least.
  let high = Math.min(total, line - first + 1);
  // Where each takes just one, it is the last of those.
  for (let at = high - 1; low < high; at = Math.floor((low + high) / 2)) {
    const row = (await load(at, 1, signal)).rows[0];
    if (row === undefined) return null;
    if (row.line === line) return at;
    if (row.line < line) low = at + 1;
    else high = at;
  }
  return null;
}
