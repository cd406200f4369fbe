/** Drawing an invoice: document in, bytes out. The same document gives the same bytes, always and everywhere. */
import { createHash } from 'node:crypto';
import type { InvoiceDocument } from '../document.ts';
import { dayOf } from '../format/dates.ts';
import { facturX } from '../factur-x/factur-x.ts';
import { layoutInvoice } from '../layout/invoice-layout.ts';
import { words } from '../layout/words.ts';
import { Canvas } from './canvas.ts';
import { drawLayout } from './draw-layout.ts';
import { PdfDocument } from './pdf-document.ts';

/** @param options.compress false only for tests that look into the file. */
export async function drawInvoice(
  document: InvoiceDocument,
  { compress = true }: { compress?: boolean } = {},
): Promise<Buffer> {
  const layout = layoutInvoice(document);
  const pdf = new PdfDocument(
    {
      title: words.running(document),
      author: document.seller.name,
      subject: `${words.running(document)}, ${document.billTo.name}`,
      date: dayOf(document.issueDate) ?? new Date(0),
      id: createHash('sha256').update(JSON.stringify(document)).digest().subarray(0, 16),
    },
    [layout.paper.width, layout.paper.height],
    compress,
  );
  const einvoice = facturX(document);
  if (einvoice !== null) pdf.attachFacturX(einvoice);
  const canvas = new Canvas(pdf, layout.accent);
  await drawLayout(canvas, layout);
  return pdf.bytes();
}
