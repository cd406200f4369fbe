/** The rows of the aging as the console shows them: found by name or number, whoever owes most first. Pure. */
import type { Aging } from '../../../workers/invoices/ledger/aging.ts';

export type AgingRow = Aging['rows'][number];

/** A customer may owe in several currencies, and some invoices name no customer. */
export const agingKey = (row: AgingRow) => `${row.customerId ?? row.name} ${row.currency}`;

export function owing(rows: readonly AgingRow[], search: string): AgingRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter(({ name, customerNumber }) => {
      const text = `${name} ${customerNumber ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => b.openCents - a.openCents);
}
