/** Where the logo stands: at the top of the first page, above the seller's name. */
import type { LookLogo } from '../look.ts';
import type { InvoiceDocument } from '../document.ts';
import { styles } from './style.ts';
import { linesOf, type TextLine } from './text-block.ts';

export interface PlacedLogo {
  image: LookLogo;
  /** For who cannot see it. */
  description: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** In points: at 300 dots to the inch 720 × 200. */
const room = { width: 172.8, height: 48 } as const;
const gapBelow = 8;

export function placedLogo(
  { look, seller }: Pick<InvoiceDocument, 'look' | 'seller'>,
  x: number,
  y: number,
): PlacedLogo | null {
  const image = look?.logo ?? null;
  if (image === null) return null;
  const scale = Math.min(room.width / image.width, room.height / image.height);
  return {
    image,
    description: `Logo of ${seller.name === '' ? 'the sender' : seller.name}`,
    x,
    y,
    width: image.width * scale,
    height: image.height * scale,
  };
}

/** An empty line as high as the logo, with its distance to what follows. */
export function roomForLogo(document: Pick<InvoiceDocument, 'look' | 'seller'>): TextLine[] {
  const logo = placedLogo(document, 0, 0);
  if (logo === null) return [];
  return linesOf('', 1, { ...styles.gap, leading: logo.height + gapBelow });
}
