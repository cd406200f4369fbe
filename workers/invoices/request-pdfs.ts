/** Asking for PDFs: a selection of invoices becomes one job. */
import type { Store } from '../store/open.ts';

export type PdfSelection = { all: true } | { ids: string[] } | { numbers: string[] };

export function requestPdfs(
  _store: Store,
  _actor: string,
  _selection: PdfSelection,
): { jobId: string; count: number } {
  throw new Error('Under construction.');
}
