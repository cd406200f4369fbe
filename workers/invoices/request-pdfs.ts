/** Asking for PDFs: a selection of invoices becomes one job. */
import { UserError } from '../errors.ts';
import { enqueue } from '../queues/enqueue.ts';
import { allInvoiceNos, invoiceNosBy, invoicesIn, type InvoiceRange } from '../store/invoice-selection.ts';
import type { Store } from '../store/open.ts';

export type PdfSelection =
  | { all: true }
  | { ids: readonly string[] }
  /** As printed. */
  | { numbers: readonly string[] }
  /** `invoice.no`, for a caller that has queried them. */
  | { nos: readonly number[] };

/**
 * One job `invoice/generate-pdf` for one invoice, one `invoice/batch-generate` for several, however many: the payload holds ranges.
 * @throws UserError `invoice-unknown` naming what there is not (then nothing is asked for), `nothing-selected`.
 */
export function requestPdfs(
  store: Store,
  actor: string,
  selection: PdfSelection,
): { jobId: string; count: number } {
  return store.write(actor, (tx) => {
    const nos = selectedNos(store, selection);
    const ranges = rangesOf(nos);
    const [first] = ranges;
    if (first === undefined) {
      throw new UserError(
        'nothing-selected',
        'There is no invoice to make a PDF of. Import or select some first.',
      );
    }
    const count = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    if (count > 1) return { jobId: enqueue(tx, 'invoice/batch-generate', { ranges, count }), count };
    const [only] = invoicesIn(store, first);
    if (only === undefined)
      throw new UserError('invoice-unknown', 'The selected invoice does not exist any more.');
    return { jobId: enqueue(tx, 'invoice/generate-pdf', { invoiceId: only.id }), count };
  });
}

/** One job `invoice/export-pdfs` for all of them. @throws UserError as `requestPdfs`. */
export function requestExport(
  store: Store,
  actor: string,
  format: 'pdf' | 'zip',
  selection: PdfSelection,
): { jobId: string; count: number } {
  return store.write(actor, (tx) => {
    const ranges = rangesOf(selectedNos(store, selection));
    if (ranges.length === 0)
      throw new UserError('nothing-selected', 'There is no invoice to export. Import or select some first.');
    const count = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    return { jobId: enqueue(tx, 'invoice/export-pdfs', { format, ranges, count }), count };
  });
}

function selectedNos(store: Store, selection: PdfSelection): readonly number[] {
  if ('all' in selection) return allInvoiceNos(store);
  if ('nos' in selection) return selection.nos;
  const { nos, unknown } =
    'ids' in selection
      ? invoiceNosBy(store, 'id', selection.ids)
      : invoiceNosBy(store, 'number', selection.numbers);
  if (unknown.length > 0) {
    throw new UserError(
      'invoice-unknown',
      `There is no invoice ${named(unknown)}. Nothing was started: correct the selection and try again.`,
    );
  }
  return nos;
}

const mostNamed = 10;

function named(keys: readonly string[]): string {
  const shown = keys.slice(0, mostNamed).join(', ');
  return keys.length > mostNamed ? `${shown} and ${keys.length - mostNamed} more` : shown;
}

/** Numbers in any order, with repetitions, as the fewest ranges that hold exactly them. */
export function rangesOf(nos: readonly number[]): InvoiceRange[] {
  const ranges: InvoiceRange[] = [];
  for (const no of nos.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && no <= last[1] + 1) last[1] = Math.max(last[1], no);
    else ranges.push([no, no]);
  }
  return ranges;
}
