/** Stock pdfkit, given its fonts by path: the words of the table at fixed places; no layout, no carried sums, no structure. */
import PdfKit from 'pdfkit';
import type { InvoiceDocument } from '../../../workers/invoices/document.ts';
import { resourcePath } from '../../../workers/paths.ts';

/** @param pages on how many pages the lines are spread. */
export async function drawStock(document: InvoiceDocument, pages: number): Promise<Buffer> {
  const regular = resourcePath('fonts', 'Inter-Regular.ttf');
  const semibold = resourcePath('fonts', 'Inter-SemiBold.ttf');
  const pdf = new PdfKit({ autoFirstPage: false, margin: 0, size: 'letter' });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const perPage = Math.ceil(document.lines.length / pages);
  for (let page = 0; page < pages; page++) {
    pdf.addPage();
    pdf.font(semibold, 14).text(`${document.seller.name} ${document.number}`, 48, 40, { lineBreak: false });
    pdf.font(regular, 9);
    for (const [i, line] of document.lines.slice(page * perPage, (page + 1) * perPage).entries()) {
      const y = 80 + i * 21;
      pdf.text(line.description, 48, y, { lineBreak: false });
      pdf.text(String(line.quantityMilli / 1000), 380, y, { lineBreak: false });
      pdf.text(String(line.unitPriceE4 / 10_000), 430, y, { lineBreak: false });
      pdf.text(String(line.amountCents / 100), 500, y, { lineBreak: false });
    }
  }
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
