/** The totals, and the remit-to block beside them. */
import { totalsMeasures, type Closing } from '../layout/closing.ts';
import { baselineIn, styles } from '../layout/style.ts';
import type { Canvas } from './canvas.ts';
import { drawColumns } from './text-columns.ts';

export function drawClosing(canvas: Canvas, { totals, beside, gapAbove }: Closing, top: number): void {
  const { x, width, rows, balance } = totals;
  const { balanceHeight, gapAboveBalance } = totalsMeasures;
  const right = x + width;
  const section = canvas.element(canvas.root, 'Sect');
  let y = top + gapAbove;
  for (const { label, value, style } of rows) {
    const at = y;
    canvas.tagged(section, 'P', () => {
      canvas.text(`${label} `, x, at, style);
      canvas.textEnding(value, right, at, style);
    });
    y += style.leading;
  }
  y += gapAboveBalance;
  canvas.artifact('Layout', () => {
    canvas.rule(x, y, width, 1.2, canvas.accent);
    canvas.rule(x, y + balanceHeight, width, 1.2, canvas.accent);
  });
  canvas.tagged(section, 'P', () => {
    const baseline = y + baselineIn({ ...balance.style, leading: balanceHeight });
    canvas.text(`${balance.label} `, x, baseline - baselineIn(styles.totalStrong), styles.totalStrong);
    canvas.textEnding(balance.value, right, baseline - baselineIn(balance.style), balance.style);
  });
  drawColumns(canvas, canvas.root, beside, top + gapAbove);
}
