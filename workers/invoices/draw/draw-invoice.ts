/** Drawing an invoice: document in, bytes out. The same document gives the same bytes, always and everywhere. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InvoiceDocument } from '../document.ts';
import { dayOf } from '../format/dates.ts';
import { facturX } from '../factur-x/factur-x.ts';
import { layoutInvoice, type Block } from '../layout/invoice-layout.ts';
import type { Piece } from '../layout/pagination.ts';
import { words } from '../layout/words.ts';
import { Canvas } from './canvas.ts';
import { drawClosing } from './closing-block.ts';
import { drawDueStrip } from './due-strip.ts';
import { ItemsTable } from './items-table.ts';
import { drawPageFoot, drawPageHead } from './page-furniture.ts';
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
  let table: ItemsTable | null = null;
  const drawPiece = (piece: Piece<Block>) => {
    const { y } = piece;
    switch (piece.kind) {
      case 'block':
        if (piece.block.kind === 'text') drawColumns(canvas, canvas.root, piece.block, y);
        else drawDueStrip(canvas, piece.block, y);
        return;
      case 'closing':
        drawClosing(canvas, layout.closing, y);
        return;
      case 'table-head':
        table ??= new ItemsTable(canvas, layout.items);
        table.head(y);
        return;
      case 'row':
        table?.row(piece);
        return;
      default:
        table?.sum(piece.kind, layout.carried(piece.cents), y);
    }
  };
  for (const [i, pieces] of layout.pages.entries()) {
    if (i > 0 && i % pagesPerTurn === 0) await nextTurn();
    canvas.newPage();
    drawPageHead(canvas, layout, i + 1);
    if (i === 0 && layout.logo !== null) canvas.logo(layout.logo);
    pieces.forEach(drawPiece);
    drawPageFoot(canvas, layout, i + 1);
  }
  return pdf.bytes();
}
