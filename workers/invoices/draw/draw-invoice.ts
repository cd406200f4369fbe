/** Drawing an invoice: document in, bytes out. The same document gives the same bytes, always and everywhere. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InvoiceDocument } from '../document.ts';
import { dayOf } from '../format/dates.ts';
import { layoutInvoice } from '../layout/invoice-layout.ts';
import { words } from '../layout/words.ts';
import { Canvas } from './canvas.ts';
import { drawClosing } from './closing-block.ts';
import { drawDueStrip } from './due-strip.ts';
import { ItemsTable } from './items-table.ts';
import { drawFurniture } from './page-furniture.ts';
import { PdfDocument } from './pdf-document.ts';
import { drawColumns } from './text-columns.ts';

/** Pages between two turns of the event loop: locks are renewed and pings answered while a long invoice is drawn. */
const pagesPerTurn = 8;

/** @param options.compress false only for tests that look into the file. */
export async function drawInvoice(
  document: InvoiceDocument,
  { compress = true }: { compress?: boolean } = {},
): Promise<Buffer> {
  const layout = layoutInvoice(document);
  const pdf = new PdfDocument(
    {
      title: words.running(document.number),
      author: document.seller.name,
      subject: `${words.running(document.number)}, ${document.billTo.name}`,
      date: dayOf(document.issueDate) ?? new Date(0),
      id: createHash('sha256').update(JSON.stringify(document)).digest().subarray(0, 16),
    },
    [layout.paper.width, layout.paper.height],
    compress,
  );
  const canvas = new Canvas(pdf);
  let table: ItemsTable | null = null;
  for (const [i, pieces] of layout.pages.entries()) {
    if (i > 0 && i % pagesPerTurn === 0) await nextTurn();
    canvas.newPage();
    drawFurniture(canvas, layout, i + 1);
    for (const piece of pieces) {
      if (piece.kind === 'block') {
        const { block, y } = piece;
        if (block.kind === 'text') drawColumns(canvas, canvas.root, block, y);
        else drawDueStrip(canvas, block, y);
        continue;
      }
      if (piece.kind === 'closing') {
        drawClosing(canvas, layout.closing, piece.y);
        continue;
      }
      table ??= new ItemsTable(canvas, layout.items);
      if (piece.kind === 'table-head') table.head(piece.y);
      else if (piece.kind === 'row') table.row(piece);
      else table.sum(piece.kind, layout.carried(piece.cents), piece.y);
    }
  }
  return pdf.bytes();
}
