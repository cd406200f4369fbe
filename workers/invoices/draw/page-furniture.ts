/** What every page has: stamp and running head before its content, the footer after it. */
import { mainTypeface } from '../fonts/font-set.ts';
import type { PagedLayout } from '../layout/invoice-layout.ts';
import { colors, margin, styles } from '../layout/style.ts';
import type { Canvas } from './canvas.ts';
import { drawColumns } from './text-columns.ts';

/** @param n from 1. */
export function drawPageHead(canvas: Canvas, layout: PagedLayout, n: number): void {
  const { stamp, runningHead, x, width } = layout;
  if (stamp !== null) drawWatermark(canvas, stamp);
  if (n > 1) {
    canvas.artifact('Pagination', () => {
      drawColumns(canvas, null, runningHead, margin.top);
      canvas.rule(x, margin.top + runningHead.height + 5, width, 0.75, colors.rule);
    });
  }
}

export function drawPageFoot(canvas: Canvas, { footer, x, width }: PagedLayout, n: number): void {
  canvas.artifact('Pagination', () => {
    canvas.rule(x, footer.ruleY, width, 0.5, colors.hairline);
    for (const [i, line] of footer.lines.entries())
      canvas.text(line, x, footer.linesY + i * styles.footer.leading, styles.footer);
    canvas.text(footer.text, x, footer.y, styles.footer);
    canvas.textEnding(footer.page(n), x + width, footer.y, styles.footer);
  });
}

/** Outlines, not text: the word stands in the head as text, and this one would only get between the lines when they are copied. */
function drawWatermark(canvas: Canvas, word: string): void {
  const typeface = mainTypeface('semibold');
  const { advanceWidth } = typeface.layout(word);
  const shapes = typeface.outline(word).map(({ x, path }) => ({ x: x - advanceWidth / 2, path }));
  canvas.artifact('Page', () => canvas.slanted(shapes, typeface.outlineScale, 150, colors.watermark));
}
