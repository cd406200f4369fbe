/** Where an invoice stands, as a badge. */
import type { InvoiceRow } from '../../../workers/api/wire.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { standingOfRow } from './standing.ts';

export function InvoiceBadge({
  row,
}: {
  row: Pick<InvoiceRow, 'kind' | 'status' | 'openCents' | 'totalCents'>;
}) {
  return <StateBadge plain {...standingOfRow(row)} />;
}
