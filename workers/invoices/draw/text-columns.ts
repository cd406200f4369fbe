/** Drawing columns of text lines. */
import type { TextBlock, TextLine } from '../layout/text-block.ts';
import { textWidth } from '../layout/text.ts';
import { colors, styles } from '../layout/style.ts';
import type { Canvas, Element } from './canvas.ts';

/** @param parent element that takes a section per column; null inside an artifact. */
export function drawColumns(canvas: Canvas, parent: Element | null, block: TextBlock, top: number): void {
  for (const { x, width, lines } of block.columns) {
    if (lines.length === 0) continue;
    const section = parent === null ? null : canvas.element(parent, 'Sect');
    let y = top;
    let paragraph: Element | null = null;
    for (const line of lines) {
      const at = y;
      const draw = () => drawLine(canvas, line, x, width, at);
      if (line.text === '') paragraph = null;
      else if (section === null) draw();
      else {
        if (paragraph === null || !line.continues) paragraph = canvas.element(section, line.role);
        canvas.into(paragraph, draw);
      }
      y += line.style.leading;
    }
  }
}

function drawLine(canvas: Canvas, line: TextLine, x: number, width: number, y: number): void {
  const { text, style, align, label, indent, badge } = line;
  if (label !== null) canvas.text(`${label} `, x, y, { ...style, color: colors.muted });
  const own = textWidth(text.trimEnd(), style);
  const left = align === 'right' ? x + width - own : x + indent;
  if (badge) drawBadge(canvas, line, left - badgeInset, own, y);
  else canvas.text(text, left, y, style);
}

const badgeInset = 7;

function drawBadge(canvas: Canvas, { text, style }: TextLine, left: number, own: number, y: number): void {
  const height = styles.badge.size + 6;
  canvas.ground(
    left - badgeInset,
    y + (style.leading - height) / 2,
    own + 2 * badgeInset,
    height,
    canvas.accent,
    2,
  );
  canvas.text(text, left, y, style);
}
