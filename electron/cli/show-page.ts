/** A list as a command prints it: people see a screenful and what is left, programs everything. */
import type { Page } from '../../workers/api/wire.ts';
import type { ApiClient } from './client.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { allPages, moreRows } from './pages.ts';
import { table, type Column } from './table.ts';

const peoplesLimit = 50;

/** @param limit as the person has said; without it theirs, or none. @param nothing said in place of an empty table. */
export async function showPage<Row>(
  { withEngine, out }: CommandContext,
  {
    columns,
    nothing,
    limit,
  }: { columns: readonly Column<Row>[]; nothing: string; limit: number | undefined },
  get: (client: ApiClient, part: { limit: number; offset: number }) => Promise<Page<Row>>,
): Promise<number> {
  const most = limit ?? (out.json ? undefined : peoplesLimit);
  const page = await withEngine(({ client }) => allPages((part) => get(client, part), most));
  await out.result(page, () =>
    page.rows.length === 0
      ? nothing
      : table(columns, page.rows, out.width) + moreRows(page.rows.length, page.total),
  );
  return exitCodes.done;
}
