/** The plan of an invoice: what stands where on which page. Drawing follows it and decides nothing. */
import type { InvoiceDocument } from '../document.ts';
import { moneyFormat } from '../format/money.ts';
import { accentOf } from './accent.ts';
import { closing, type Closing } from './closing.ts';
import { footerOf, type Footer } from './footer.ts';
import { lineItems, type LineItems } from './line-items.ts';
import { placedLogo, type PlacedLogo } from './logo.ts';
import { opening, type DueStrip } from './opening.ts';
import { frameOf, tableMetrics } from './page-frame.ts';
import { mostClosing, paginate, type Piece } from './pagination.ts';
import { margin, papers, styles } from './style.ts';
import { linesOf, textBlock, type TextBlock } from './text-block.ts';
import { abbreviated } from './text.ts';
import { stampOf, words } from './words.ts';

export type Block = TextBlock | DueStrip;

/** Everything that the drawing of a document with one table follows. */
export interface PagedLayout {
  paper: { width: number; height: number };
  x: number;
  width: number;
  /** Head of every page but the first. */
  runningHead: TextBlock;
  footer: Footer;
  logo: PlacedLogo | null;
  /** Of rules and grounds that carry the house's colour. */
  accent: string;
  stamp: string | null;
  items: LineItems;
  closing: Closing;
  /** A running sum as it is printed. */
  carried: (cents: number) => string;
  pages: Piece<Block>[][];
}

/** @throws Error when the document was not checked (see document.ts). */
export function layoutInvoice(document: InvoiceDocument): PagedLayout {
  const paper = papers[document.paper];
  const x = margin.left;
  const width = paper.width - margin.left - margin.right;
  const { lines, subtotalCents, taxCents, totalCents } = document;
  const money = moneyFormat(document.currency, [
    ...lines.map(({ amountCents }) => amountCents),
    subtotalCents,
    taxCents,
    totalCents,
  ]);
  if (money === null) throw new Error(`Unknown currency ${document.currency}.`);

  const runningHead = runningHeadOf(document, x, width);
  const footer = footerOf(document, paper, width);
  const frame = frameOf(runningHead.height, footer.bodyEnd);
  const items = lineItems(lines, money, runningSums(lines), x, width);
  const end = closing(document, money, x, width);
  if (end.closing.height > mostClosing(frame, tableMetrics))
    throw new Error('The totals do not fit on a page.');
  const pages = paginate<Block>({
    frame,
    table: tableMetrics,
    before: opening(document, money, x, width),
    rows: items.rows.map(({ description, cents }) => ({ lines: description.length, cents })),
    closing: end.closing,
    after: end.after,
  });
  return {
    paper,
    x,
    width,
    runningHead,
    footer: { ...footer, page: (n) => words.page(n, pages.length) },
    logo: placedLogo(document, x, margin.top),
    accent: accentOf(document),
    stamp: stampOf(document),
    items,
    closing: end.closing,
    carried: (cents) => money.plain(cents),
    pages,
  };
}

/** The largest and the least running sum: the amount column is as wide as the figures that may be carried. */
export function runningSums(lines: readonly { amountCents: number }[]): number[] {
  let sum = 0;
  let least = 0;
  let most = 0;
  for (const { amountCents } of lines) {
    sum += amountCents;
    least = Math.min(least, sum);
    most = Math.max(most, sum);
  }
  return [least, most];
}

/** The number is never shortened: it is what the page is found by. */
function runningHeadOf(document: InvoiceDocument, x: number, width: number): TextBlock {
  const numberWidth = width * 0.46;
  const nameWidth = width * 0.5;
  const stamp = stampOf(document);
  const number = linesOf(words.running(document), numberWidth, styles.running, { align: 'right' });
  const name = abbreviated(document.seller.name, nameWidth, styles.running, 1).join('');
  const payer = abbreviated(document.billTo.name, nameWidth, styles.runningMuted, 1).join('');
  return textBlock(
    [
      {
        x,
        width: nameWidth,
        lines: [
          ...linesOf(name, nameWidth, styles.running),
          ...linesOf(payer, nameWidth, styles.runningMuted),
        ],
      },
      {
        x: x + width - numberWidth,
        width: numberWidth,
        lines: [
          ...number,
          ...(stamp === null
            ? []
            : linesOf(stamp, numberWidth, styles.badge, { align: 'right', badge: true })),
        ],
      },
    ],
    0,
  );
}
