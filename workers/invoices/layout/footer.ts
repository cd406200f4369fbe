/** The foot of every page: the house's own lines, then its name and the page's number. */
import type { InvoiceDocument } from '../document.ts';
import { footerHeight, margin, styles } from './style.ts';
import { abbreviated } from './text.ts';

export interface Footer {
  /** Above everything in it. */
  ruleY: number;
  /** Top of the first of `lines`; the others follow. */
  linesY: number;
  lines: readonly string[];
  /** Of the line with name and page. */
  y: number;
  text: string;
  page: (n: number) => string;
}

/** @returns it without its page numbers, and where the body of a page ends. */
export function footerOf(
  { look, seller }: Pick<InvoiceDocument, 'look' | 'seller'>,
  paper: { height: number },
  width: number,
): Omit<Footer, 'page'> & { bodyEnd: number } {
  const lines = look?.footer ?? [];
  const own = lines.length * styles.footer.leading;
  const y = paper.height - margin.bottom - styles.footer.leading;
  return {
    ruleY: y - own - 6,
    linesY: y - own,
    lines,
    y,
    text: abbreviated(seller.name, width * 0.7, styles.footer, 1)[0] ?? '',
    bodyEnd: paper.height - margin.bottom - footerHeight - own,
  };
}
