/** What a selection would print, before it goes: counted, with what is refused. */
import { readFile } from 'node:fs/promises';
import { rangesOf } from '../invoices/request-pdfs.ts';
import { pdfPath } from '../invoices/pdf-files.ts';
import type { Store } from '../store/open.ts';
import { invoicesToPrint, type InvoiceToPrint } from '../store/queries/invoices-to-print.ts';
import { pageCount } from './page-count.ts';
import { printRefusal, type Refusal } from './printable.ts';
import { isWanted, requiredRole, requireFew, type PrintWish } from './request.ts';

export interface PrintPreview {
  invoices: number;
  /** Documents to print. */
  prints: number;
  /** Printed before, or on their way: they are not printed again. */
  already: number;
  copies: number;
  printer: string;
  /** Of one copy of all documents that have their PDF. */
  pages: number;
  /** Documents whose pages are not known yet, because their PDF is still to be made, or there are too many to look into. */
  uncounted: number;
  /** The first hundred that are not printed. */
  refused: ({ invoiceId: string; number: string } & Refusal)[];
  refusedCount: number;
}

const mostListed = 100;
/** PDFs that are looked into: each is read once, in a few milliseconds. */
const mostRead = 200;

/** @throws UserError `printer-not-set`, `print-too-many` */
export async function previewPrints(
  store: Store,
  nos: readonly number[],
  wish: PrintWish,
): Promise<PrintPreview> {
  requireFew(nos.length);
  const { printer, copies } = requiredRole(store, wish);
  const wanted: InvoiceToPrint[] = [];
  const preview: PrintPreview = {
    invoices: nos.length,
    prints: 0,
    already: 0,
    copies,
    printer,
    pages: 0,
    uncounted: 0,
    refused: [],
    refusedCount: 0,
  };
  for (const range of rangesOf(nos))
    for (const invoice of invoicesToPrint(store, range)) {
      const refusal = printRefusal(invoice, false);
      if (refusal !== null) {
        preview.refusedCount++;
        const { id: invoiceId, number } = invoice;
        if (preview.refused.length < mostListed) preview.refused.push({ invoiceId, number, ...refusal });
      } else if (isWanted(invoice)) wanted.push(invoice);
      else preview.already++;
    }
  preview.prints = wanted.length;
  for (const { pdfSha256 } of wanted.slice(0, mostRead)) {
    const pages = pdfSha256 === null ? null : await pagesIn(pdfPath(store.paths, pdfSha256));
    if (pages === null) preview.uncounted++;
    else preview.pages += pages;
  }
  preview.uncounted += Math.max(0, wanted.length - mostRead);
  return preview;
}

/** Null when the file is not there. */
async function pagesIn(path: string): Promise<number | null> {
  const file = await readFile(path).catch(() => null);
  return file === null ? null : pageCount(file);
}
