/** Which invoices a person has selected, as numbers in the table. */
import { UserError } from '../errors.ts';
import { allInvoiceNos, invoiceNosBy } from '../store/invoice-selection.ts';
import type { ApiContext } from './context.ts';
import { allInvoiceNumbers, type InvoiceFilter } from './invoice-filter.ts';

export type InvoiceSelection =
  { all: true } | { matching: InvoiceFilter } | { ids: readonly string[] } | { numbers: readonly string[] };

const mostNamed = 10;

/** @throws UserError `invoice-unknown` naming what there is not. */
export async function selectedInvoiceNos(
  context: ApiContext,
  selection: InvoiceSelection,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  if ('all' in selection) return allInvoiceNos(context.store);
  if ('matching' in selection) {
    const nos: number[] = [];
    for await (const some of allInvoiceNumbers(context, selection.matching, signal))
      for (const no of some) nos.push(no);
    return nos;
  }
  const [column, keys] =
    'ids' in selection ? (['id', selection.ids] as const) : (['number', selection.numbers] as const);
  const { nos, unknown } = invoiceNosBy(context.store, column, keys);
  if (unknown.length === 0) return nos;
  const more = unknown.length > mostNamed ? ` and ${unknown.length - mostNamed} more` : '';
  throw new UserError(
    'invoice-unknown',
    `There is no invoice ${unknown.slice(0, mostNamed).join(', ')}${more}. Nothing was started: correct the selection and try again.`,
  );
}
