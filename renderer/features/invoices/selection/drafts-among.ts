/** Which of the selected invoices are drafts. */
import type { Client } from '../../../transport/client.ts';
import type { SelectionActionProps } from './action.ts';

/** A page of the list at most; drafts are few. */
const pageSize = 500;

/** @returns ids, the oldest first, so that numbers follow the order in which the drafts were written. */
export async function draftsAmong(
  client: Client,
  invoices: SelectionActionProps['invoices'],
): Promise<string[]> {
  const chosen = 'ids' in invoices ? new Set(invoices.ids) : null;
  const filter = 'matching' in invoices ? invoices.matching : {};
  // Another status than draft is asked for: then there is none among them.
  if ('standing' in filter && filter.standing !== undefined && filter.standing !== 'draft') return [];
  const found: string[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await client.invoices.list({ ...filter, standing: 'draft', limit: pageSize, offset });
    for (const { id } of page.rows) if (chosen === null || chosen.has(id)) found.push(id);
    if (offset + pageSize >= page.total) return found.toReversed();
  }
}
