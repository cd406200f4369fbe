/** Pages of a whole table, newest first, however deep: OFFSET would walk over everything before the page. */
import type { Store } from '../open.ts';
import type { RowRange } from './count-rows.ts';
import { entityTables, type EntityTable } from './tables.ts';

/**
 * The number of the row at a position, counted from the newest, where numbers have no gaps; null where they have.
 * @param range of the whole table. @param offset 0 is the newest row that is not deleted.
 */
export function numberAt(range: RowRange, offset: number): number | null {
  const { rows, first, last, deleted } = range;
  if (rows === 0 || last - first + 1 !== rows) return null;
  let number = last - offset;
  for (const gone of deleted) {
    if (gone < number) break;
    number -= 1;
  }
  return number;
}

/** `no` of the rows of a page, newest first, deleted rows left out. */
export function newestNumbers(
  { raw }: Store,
  entity: EntityTable,
  range: RowRange,
  { limit, offset }: { limit: number; offset: number },
): number[] {
  const { table } = entityTables[entity];
  const start = numberAt(range, offset);
  const live = `no NOT IN (SELECT no FROM ${table} WHERE deleted_at IS NOT NULL)`;
  const found =
    start === null
      ? raw
          .prepare(`SELECT no FROM ${table} WHERE ${live} ORDER BY no DESC LIMIT ? OFFSET ?`)
          .all(limit, offset)
      : raw
          .prepare(`SELECT no FROM ${table} WHERE no <= ? AND ${live} ORDER BY no DESC LIMIT ?`)
          .all(start, limit);
  return (found as { no: number }[]).map(({ no }) => no);
}
