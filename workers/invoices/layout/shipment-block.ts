/** How the goods travelled: stops with their times, and beside them trailer, seal, weight and what else is known. */
import type { InvoiceDocument } from '../document.ts';
import { styles } from './style.ts';
import { linesOf, textBlock, type TextBlock, type TextLine } from './text-block.ts';
import { textWidth } from './text.ts';
import { words } from './words.ts';

const gap = 20;

/** @returns null where nothing is known. */
export function shipmentBlock({ shipment }: InvoiceDocument, x: number, width: number): TextBlock | null {
  if (shipment === null) return null;
  const { stops, facts } = shipment;
  const half = stops.length > 0 && facts.length > 0 ? (width - gap) / 2 : width;
  const heading = (own: number) =>
    linesOf(words.shipment, own, styles.label, { role: 'H2', keepWithNext: true });
  const rest = linesOf('', half, styles.label);
  const stopIndent = indentOf(stops);
  const stopLines = stops.flatMap(({ label, place, when }): TextLine[] => [
    ...linesOf(place === '' ? when : place, half, styles.body, { label, indent: stopIndent }),
    ...(place === '' || when === '' ? [] : linesOf(when, half, styles.muted, { indent: stopIndent })),
  ]);
  const factIndent = indentOf(facts);
  const factLines = facts.flatMap(({ label, value }) =>
    linesOf(value, half, styles.body, { label, indent: factIndent }),
  );
  const columns = [stopLines, factLines].filter((lines) => lines.length > 0);
  return textBlock(
    columns.map((lines, i) => ({
      x: x + i * (half + gap),
      width: half,
      lines: [...(i === 0 ? heading(half) : rest), ...lines],
    })),
    16,
  );
}

function indentOf(items: readonly { label: string }[]): number {
  return Math.max(0, ...items.map(({ label }) => textWidth(label, styles.body))) + 10;
}
