/** The table of lines: how wide its columns are, and the text of each row. */
import type { DocumentLine } from '../document.ts';
import { formatPercent, formatQuantity, type MoneyFormat } from '../format/money.ts';
import { styles, table, type TextStyle } from './style.ts';
import { textWidth, wrapText } from './text.ts';
import { words } from './words.ts';

/** A column of figures, set so that their decimal points stand below each other. */
export interface FigureColumn {
  head: string;
  right: number;
  /** Where decimal points stand. */
  point: number;
}

export interface Row {
  description: string[];
  /** One per figure column; empty where there is nothing to say. */
  figures: string[];
  cents: number;
}

export interface LineItems {
  /** Of the first column. */
  head: string;
  x: number;
  width: number;
  descriptionWidth: number;
  figures: FigureColumn[];
  figureStyle: TextStyle;
  rows: Row[];
}

export function lineItems(
  lines: readonly DocumentLine[],
  money: MoneyFormat,
  carriedCents: readonly number[],
  x: number,
  width: number,
): LineItems {
  const discounted = lines.some(({ discountBp }) => discountBp !== 0);
  const heads = [
    words.quantity,
    words.unitPrice,
    ...(discounted ? [words.discount] : []),
    words.amount(money.currency),
  ];
  const figuresOf = (line: DocumentLine) => [
    formatQuantity(line.quantityMilli),
    money.price(line.unitPriceE4),
    ...(discounted ? [line.discountBp === 0 ? '' : formatPercent(line.discountBp)] : []),
    money.plain(line.amountCents),
  ];
  const all = lines.map(figuresOf);
  const carried = carriedCents.map((cents) => [...heads.slice(1).map(() => ''), money.plain(cents)]);
  const { figures, figureStyle, taken } = figureColumns(heads, [...all, ...carried], x + width, width);
  const descriptionWidth = width - taken;
  const rows: Row[] = lines.map((line, i) => ({
    description: wrapText(line.description, descriptionWidth, styles.cell),
    figures: all[i] ?? [],
    cents: line.amountCents,
  }));
  if (rows.length === 0) rows.push({ description: [words.noLines], figures: heads.map(() => ''), cents: 0 });
  return { head: words.description, x, width, descriptionWidth, figures, figureStyle, rows };
}

/** Places the columns from the right edge inwards, each as wide as its widest figure or its head. */
export function figureColumns(heads: string[], rows: readonly string[][], right: number, width: number) {
  const measure = (style: TextStyle) =>
    heads.map((head, column) => {
      let before = 0;
      let after = 0;
      for (const row of rows) {
        const { whole, rest } = atPoint(row[column] ?? '');
        before = Math.max(before, textWidth(whole, style));
        after = Math.max(after, textWidth(rest, style));
      }
      return { head, after, width: Math.max(before + after, textWidth(head, styles.tableHead)) };
    });
  const sum = (columns: ReturnType<typeof measure>) =>
    columns.reduce((total, column) => total + column.width + table.columnGap, 0);
  const room = width - table.leastDescription;
  const usual = measure(styles.figure);
  const natural = sum(usual);
  const figureStyle: TextStyle =
    natural <= room
      ? styles.figure
      : { ...styles.figure, size: Math.max(5, (styles.figure.size * room) / natural) };
  const columns = figureStyle === styles.figure ? usual : measure(figureStyle);
  let edge = right;
  const figures = columns
    .toReversed()
    .map(({ head, after, width: own }): FigureColumn => {
      const column = { head, right: edge, point: edge - after };
      edge -= own + table.columnGap;
      return column;
    })
    .toReversed();
  return { figures, figureStyle, taken: sum(columns) };
}

/** A figure cut at its decimal point; what has none (and a percent sign) ends where the point would stand. */
export function atPoint(figure: string): { whole: string; rest: string } {
  const point = figure.search(/\.|%/);
  return point === -1
    ? { whole: figure, rest: '' }
    : { whole: figure.slice(0, point), rest: figure.slice(point) };
}
