/** What stands above the table on the first page: who bills, what is due and when, who is billed for what. */
import { amountDueCents, type InvoiceDocument } from '../document.ts';
import type { MoneyFormat } from '../format/money.ts';
import { accentOf } from './accent.ts';
import { roomForLogo } from './logo.ts';
import { styles, type TextStyle } from './style.ts';
import { shipmentBlock } from './shipment-block.ts';
import { linesOf, textBlock, type TextBlock, type TextColumn } from './text-block.ts';
import { fitted, textWidth } from './text.ts';
import { balanceLabel, day, stampOf, termsOf, words } from './words.ts';

/** The strip to be read at arm's length. */
export interface DueStrip {
  kind: 'due-strip';
  height: number;
  gapBelow: number;
  x: number;
  width: number;
  cells: { x: number; label: string; value: string; style: TextStyle }[];
  split(): null;
}

const strip = { height: 62, gapBelow: 18, inset: 16, gap: 26, leastAmount: 150 } as const;

export function opening(
  document: InvoiceDocument,
  money: MoneyFormat,
  x: number,
  width: number,
): (TextBlock | DueStrip)[] {
  const shipment = shipmentBlock(document, x, width);
  return [
    masthead(document, x, width),
    dueStrip(document, money, x, width),
    parties(document, x, width),
    ...(shipment === null ? [] : [shipment]),
  ];
}

function masthead(document: InvoiceDocument, x: number, width: number): TextBlock {
  const { seller, number, kind } = document;
  const sellerWidth = width * 0.58;
  const titleWidth = width * 0.38;
  const stamp = stampOf(document);
  const right = { align: 'right' } as const;
  return textBlock(
    [
      {
        x,
        width: sellerWidth,
        lines: [
          ...roomForLogo(document),
          ...linesOf(seller.name, sellerWidth, styles.seller),
          ...seller.lines.flatMap((line) => linesOf(line, sellerWidth, styles.muted)),
        ],
      },
      {
        x: x + width - titleWidth,
        width: titleWidth,
        lines: [
          ...linesOf(
            words.titles[kind],
            titleWidth,
            { ...fitted(words.titles[kind], titleWidth, styles.title, 12), color: accentOf(document) },
            { ...right, role: 'H1' },
          ),
          ...linesOf(number, titleWidth, styles.number, right),
          ...(stamp === null ? [] : linesOf(stamp, titleWidth, styles.badge, { ...right, badge: true })),
        ],
      },
    ],
    18,
  );
}

function dueStrip(document: InvoiceDocument, money: MoneyFormat, x: number, width: number): DueStrip {
  const { dueDate, issueDate } = document;
  const terms = termsOf(document);
  const facts = [
    ...(dueDate === null ? [] : [fact(words.dueDate, day(dueDate), styles.dueDate)]),
    fact(words.issueDates[document.kind], day(issueDate), styles.fact),
    ...(terms === null ? [] : [fact(words.terms, terms, styles.fact)]),
  ];
  const factsWidth = facts.reduce((sum, fact) => sum + fact.width + strip.gap, 0);
  const amount = money.full(amountDueCents(document));
  const room = Math.max(strip.leastAmount, width - 2 * strip.inset - factsWidth);
  let at = x + width - strip.inset - factsWidth + strip.gap;
  return {
    kind: 'due-strip',
    height: strip.height,
    gapBelow: strip.gapBelow,
    x,
    width,
    cells: [
      {
        x: x + strip.inset,
        label: balanceLabel(document),
        value: amount,
        style: fitted(amount, room, styles.amountDue, 9),
      },
      ...facts.map(({ label, value, style, width: own }) => {
        const cell = { x: at, label, value, style };
        at += own + strip.gap;
        return cell;
      }),
    ],
    split: () => null,
  };
}

function fact(label: string, value: string, style: TextStyle) {
  return { label, value, style, width: Math.max(textWidth(label, styles.label), textWidth(value, style)) };
}

function parties(document: InvoiceDocument, x: number, width: number): TextBlock {
  const { billTo, shipTo, credits } = document;
  const references = [
    ...(credits === null ? [] : [{ label: words.credits, value: credits }]),
    ...document.references,
  ];
  const indent = Math.max(30, ...references.map(({ label }) => textWidth(label, styles.body) + 8));
  const gap = 20;
  const present = [
    { title: words.billTo, ...billTo },
    ...(shipTo === null ? [] : [{ title: words.shipTo, ...shipTo }]),
  ];
  const partyWidth = references.length > 0 ? (width - 2 * gap) * 0.36 : (width - gap) * 0.5;
  const columns: TextColumn[] = present.map(({ title, name, lines }, i) => ({
    x: x + i * (partyWidth + gap),
    width: partyWidth,
    lines: [
      ...linesOf(title, partyWidth, styles.label, { role: 'H2', keepWithNext: true }),
      ...(name === '' ? [] : linesOf(name, partyWidth, styles.strong)),
      ...lines.flatMap((line) => linesOf(line, partyWidth, styles.body)),
    ],
  }));
  if (references.length > 0) {
    const own = width - 2 * (partyWidth + gap);
    columns.push({
      x: x + width - own,
      width: own,
      lines: [
        ...linesOf(words.references, own, styles.label, { role: 'H2', keepWithNext: true }),
        ...references.flatMap(({ label, value }) => linesOf(value, own, styles.body, { label, indent })),
      ],
    });
  }
  return textBlock(columns, 16);
}
