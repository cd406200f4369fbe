/**
 * Stock pdfkit, given its fonts by path: every word, rule and ground of the invoice at the place where Dockhand has it, in the same
 * fonts and colours. It is spared the layout, the structure, the archive's metadata and the attached data.
 */
import PdfKit from 'pdfkit';
import { resourcePath } from '../../../workers/paths.ts';
import type { Drawn } from './recorded.ts';

export async function drawStock(pages: readonly Drawn[][]): Promise<Buffer> {
  const pdf = new PdfKit({ autoFirstPage: false, margin: 0, size: 'letter' });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const name of ['Inter-Regular', 'Inter-SemiBold'])
    pdf.registerFont(name, resourcePath('fonts', `${name}.ttf`));
  for (const page of pages) {
    pdf.addPage();
    for (const piece of page) {
      if (piece.kind === 'text') {
        const { text, font, size, x, y } = piece;
        pdf.font(font, size).text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
      } else if (piece.kind === 'color') {
        pdf.fillColor([piece.red, piece.green, piece.blue]);
      } else {
        pdf.rect(piece.x, piece.y, piece.width, piece.height).fill();
      }
    }
  }
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
