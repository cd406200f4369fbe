/** Many invoices as one PDF for printing, in pieces: nothing but the pages under way is held. */
import { createHash } from 'node:crypto';
import type { InvoiceDocument } from '../document.ts';
import { Canvas } from '../draw/canvas.ts';
import { drawLayout } from '../draw/draw-layout.ts';
import { PdfDocument } from '../draw/pdf-document.ts';
import { dayOf } from '../format/dates.ts';
import { layoutInvoice } from '../layout/invoice-layout.ts';

export class MergedPdf {
  readonly #pdf: PdfDocument;
  readonly #canvas: Canvas;

  /** @param first gives the file its date and sender. @param selection what tells the file from others. */
  constructor(first: InvoiceDocument, selection: string) {
    this.#pdf = new PdfDocument(
      {
        title: 'Invoices',
        author: first.seller.name,
        subject: 'Invoices for printing',
        date: dayOf(first.issueDate) ?? new Date(0),
        id: createHash('sha256').update(selection).digest().subarray(0, 16),
      },
      [612, 792],
    );
    this.#canvas = new Canvas(this.#pdf);
  }

  /** Each invoice has its own page numbers and stamp. @returns what can be written to the file by now. */
  async add(document: InvoiceDocument): Promise<Buffer> {
    const layout = layoutInvoice(document);
    this.#canvas.accent = layout.accent;
    await drawLayout(this.#canvas, layout);
    this.#pdf.structure.settle();
    return this.#pdf.drain();
  }

  /** @returns the rest of the file. */
  end(): Buffer {
    return this.#pdf.bytes();
  }
}
