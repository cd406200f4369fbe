/** What is measured: documents by their number of lines, and who makes them. */
import { invoiceDocument, type InvoiceDocument } from '../../../workers/invoices/document.ts';
import { goodsLines, invoiceRecord } from '../../support/invoice-samples.ts';

export const sizes = { '1 page': 8, '20 pages': 490 } as const;
export type Size = keyof typeof sizes;
export type Side = 'dockhand' | 'stock' | 'chromium';

export interface Measured {
  perSecond: number;
  bytes: number;
  /** Highest resident set of the process that draws, MiB; of the browser nothing is known. */
  rssMB: number;
}

export function sampleOf(size: Size): InvoiceDocument {
  return invoiceDocument(invoiceRecord({ lines: goodsLines(sizes[size]) }));
}
