/** Drawing what a layout has planned, page by page. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Block, PagedLayout } from '../layout/invoice-layout.ts';
import type { Piece } from '../layout/pagination.ts';
import type { Canvas } from './canvas.ts';
import { drawClosing } from './closing-block.ts';
import { drawDueStrip } from './due-strip.ts';
import { ItemsTable } from './items-table.ts';
import { drawPageFoot, drawPageHead } from './page-furniture.ts';
import { drawColumns } from './text-columns.ts';

/** Pages between two turns of the event loop: locks are renewed and pings answered while a long document is drawn. */
const pagesPerTurn = 8;

export async function drawLayout(canvas: Canvas, layout: PagedLayout): Promise<void> {
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
    canvas.newPage([layout.paper.width, layout.paper.height]);
    drawPageHead(canvas, layout, i + 1);
    if (i === 0 && layout.logo !== null) canvas.logo(layout.logo);
    pieces.forEach(drawPiece);
    drawPageFoot(canvas, layout, i + 1);
  }
}
