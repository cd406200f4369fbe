/** The strip with the amount and the day that it is due. */
import type { DueStrip } from '../layout/opening.ts';
import { baselineIn, colors, styles } from '../layout/style.ts';
import type { Canvas } from './canvas.ts';

export function drawDueStrip(canvas: Canvas, { cells, x, width, height }: DueStrip, y: number): void {
  canvas.artifact('Layout', () => {
    canvas.ground(x, y, width, height, colors.panel);
    canvas.ground(x, y, 4, height, canvas.accent);
  });
  const baseline = y + 26 + baselineIn(styles.amountDue);
  const section = canvas.element(canvas.root, 'Sect');
  for (const cell of cells) {
    canvas.tagged(section, 'P', () => {
      canvas.text(`${cell.label} `, cell.x, y + 11, styles.label);
      canvas.text(cell.value, cell.x, baseline - baselineIn(cell.style), cell.style);
    });
  }
}
