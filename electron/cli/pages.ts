/** Lists of the router come in pages; a command wants them whole. */
import type { Page } from '../../workers/api/wire.ts';

/** The most that the contract allows. */
const pageSize = 500;

/** @param limit at most this many rows; `total` counts all in any case. */
export async function allPages<T>(
  get: (page: { limit: number; offset: number }) => Promise<Page<T>>,
  limit = Number.POSITIVE_INFINITY,
): Promise<Page<T>> {
  const rows: T[] = [];
  for (;;) {
    const page = await get({ limit: Math.min(pageSize, limit - rows.length), offset: rows.length });
    rows.push(...page.rows);
    // A list may shrink while it is read.
    if (page.rows.length === 0 || rows.length >= Math.min(limit, page.total))
      return { rows, total: page.total };
  }
}

/** What stands below a list that is longer than what is shown; '' when it is not. */
export function moreRows(shown: number, total: number): string {
  return shown < total ? `\n${total - shown} more: --limit ${total} shows all.\n` : '';
}
