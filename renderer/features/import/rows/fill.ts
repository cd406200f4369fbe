/** The cells of a selection that goes over the rows of a list, wherever these stand in the file. */
import type { RowSource } from './useRows.ts';

/** As many as one step of single cells may have. */
export const mostFilled = 10_000;
const window = 500;

/** Rows between those of a filtered list are no part of it. @param wanted from the first row, which has the value, to the last */
export async function cellsToFill(
  source: RowSource,
  { from, to, column, value }: { from: number; to: number; column: number; value: string },
): Promise<{ line: number; column: number; value: string }[]> {
  const lines: number[] = [];
  const { signal } = new AbortController();
  while (from + 1 + lines.length <= to) {
    const offset = from + 1 + lines.length;
    const { rows } = await source.load(offset, Math.min(window, to - offset + 1), signal);
    if (rows.length === 0) break;
    lines.push(...rows.map(({ line }) => line));
  }
  return lines.map((line) => ({ line, column, value }));
}
