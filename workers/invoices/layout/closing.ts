/** What stands below the table: the totals with the remit-to block beside them, then the notes. */
import { amountDueCents, type InvoiceDocument } from '../document.ts';
import type { MoneyFormat } from '../format/money.ts';
import { styles, type TextStyle } from './style.ts';
import { linesOf, textBlock, type TextBlock } from './text-block.ts';
import { fitted, textWidth } from './text.ts';
import { balanceLabel, needsSection, paymentNote, words } from './words.ts';

export interface Totals {
  x: number;
  width: number;
  rows: { label: string; value: string; style: TextStyle }[];
  balance: { label: string; value: string; style: TextStyle };
}

export interface Closing {
  height: number;
  gapBelow: number;
  /** Above the text, part of the height. */
  gapAbove: number;
  totals: Totals;
  /** Remit-to and what to do; empty when they are so long that they follow as sections of their own. */
  beside: TextBlock;
}

export const totalsMeasures = { balanceHeight: 34, gapAboveBalance: 6 } as const;

const gapAbove = 14;
const gapBelow = 18;
const longestBeside = 16;

export function closing(
  document: InvoiceDocument,
  money: MoneyFormat,
  x: number,
  width: number,
): { closing: Closing; after: TextBlock[] } {
  const totals = totalsOf(document, money, x, width);
  const room = besideWidth(totals, width);
  const payment = paymentNote(document, money.full(amountDueCents(document)));
  const remitTo = document.remitTo.join('\n');
  const isCredit = document.kind === 'credit-note';
  const besideLines = [
    ...(isCredit ? [] : [...section(words.remitTo, remitTo, room), ...linesOf('', room, styles.gap)]),
    ...section(words.payment, payment, room),
  ];
  const isBeside = besideLines.length <= longestBeside;
  const beside = textBlock(isBeside ? [{ x, width: room, lines: besideLines }] : [], 0);
  const sections = [
    ...(isBeside || isCredit ? [] : [section(words.remitTo, remitTo, width)]),
    ...(isBeside ? [] : [section(words.payment, payment, width)]),
    ...(needsSection(document.terms) ? [section(words.terms, document.terms, width)] : []),
    ...(document.notes === '' ? [] : [section(words.notes, document.notes, width)]),
  ];
  return {
    closing: closingBlock(totals, beside),
    after: sections.map((lines) => textBlock([{ x, width, lines }], 10)),
  };
}

export function section(title: string, text: string, width: number) {
  return [
    ...linesOf(title, width, styles.label, { role: 'H2', keepWithNext: true }),
    ...linesOf(text, width, styles.body),
  ];
}

/** Totals with their sum, as wide as they need, at the right edge. */
export function totalsBlock(
  rows: Totals['rows'],
  balance: { label: string; value: string },
  x: number,
  width: number,
): Totals {
  const widest = Math.max(
    ...rows.map(({ label, value, style }) => textWidth(label, style) + 30 + textWidth(value, style)),
    textWidth(balance.label, styles.totalStrong) + 24 + textWidth(balance.value, styles.balance),
  );
  const own = Math.min(width * 0.62, Math.max(width * 0.42, widest));
  const valueRoom = own - textWidth(balance.label, styles.totalStrong) - 12;
  return {
    x: x + width - own,
    width: own,
    rows,
    balance: { ...balance, style: fitted(balance.value, valueRoom, styles.balance, 7) },
  };
}

/** The totals with what stands beside them. */
export function closingBlock(totals: Totals, beside: TextBlock): Closing {
  const totalsHeight =
    totals.rows.reduce((sum, { style }) => sum + style.leading, 0) +
    totalsMeasures.gapAboveBalance +
    totalsMeasures.balanceHeight;
  return { height: gapAbove + Math.max(totalsHeight, beside.height), gapBelow, gapAbove, totals, beside };
}

/** How wide what stands beside the totals may be. */
export const besideWidth = (totals: Totals, width: number) => width - totals.width - 28;

function totalsOf(document: InvoiceDocument, money: MoneyFormat, x: number, width: number): Totals {
  const { status, subtotalCents, taxCents, totalCents } = document;
  const row = (label: string, cents: number, style: TextStyle = styles.total) => ({
    label,
    value: money.plain(cents),
    style,
  });
  const settled = status === 'void' ? words.voided : words.paid;
  const settledCents = totalCents - amountDueCents(document);
  const rows = [
    row(words.subtotal, subtotalCents),
    ...(taxCents === 0 ? [] : [row(words.tax, taxCents)]),
    row(words.total, totalCents, styles.totalStrong),
    ...(settledCents === 0 ? [] : [row(settled, -settledCents)]),
  ];
  const balance = { label: balanceLabel(document), value: money.full(amountDueCents(document)) };
  return totalsBlock(rows, balance, x, width);
}
