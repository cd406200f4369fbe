/** The table of lines: head, rows and the sums carried over pages. */
import { atPoint, type FigureColumn, type LineItems } from '../layout/line-items.ts';
import type { Piece } from '../layout/pagination.ts';
import { colors, styles, table, type TextStyle } from '../layout/style.ts';
import { textWidth } from '../layout/text.ts';
import { words } from '../layout/words.ts';
import type { Canvas, Element } from './canvas.ts';

type RowPiece = Extract<Piece<never>, { kind: 'row' }>;

export class ItemsTable {
  readonly #canvas: Canvas;
  readonly #items: LineItems;
  readonly #element: Element;
  #headTagged = false;
  /** The row that goes on from the page before, with the cell of its description. */
  #description: Element | null = null;

  constructor(canvas: Canvas, items: LineItems) {
    this.#canvas = canvas;
    this.#items = items;
    this.#element = canvas.element(canvas.root, 'Table');
  }

  head(y: number): void {
    const { head, x, width, figures } = this.#items;
    const canvas = this.#canvas;
    const textY = y + 4;
    const cells: [draw: () => void][] = [
      [() => canvas.text(head, x, textY, styles.tableHead)],
      ...figures.map(({ head: own, right }): [() => void] => [
        () => canvas.textEnding(own, right, textY, styles.tableHead),
      ]),
    ];
    if (this.#headTagged) {
      canvas.artifact('Pagination', () => cells.forEach(([draw]) => draw()));
    } else {
      const row = canvas.element(this.#element, 'TR');
      for (const [draw] of cells) canvas.tagged(row, 'TH', draw);
      this.#headTagged = true;
    }
    canvas.artifact('Layout', () => canvas.rule(x, y + table.headHeight - 3, width, 0.9, canvas.accent));
  }

  row({ row, from, to, y }: RowPiece): void {
    const { x, width, figures, figureStyle, rows } = this.#items;
    const canvas = this.#canvas;
    const { description, figures: values } = rows[row] ?? { description: [], figures: [] };
    const textY = y + table.rowPadding / 2;
    const drawDescription = () =>
      description
        .slice(from, to)
        .forEach((line, i) => canvas.text(line, x, textY + i * styles.cell.leading, styles.cell));
    if (from === 0) {
      const element = canvas.element(this.#element, 'TR');
      this.#description = canvas.element(element, 'TD');
      canvas.into(this.#description, drawDescription);
      for (const [i, column] of figures.entries()) {
        canvas.tagged(element, 'TD', () => drawFigure(canvas, values[i] ?? '', column, textY, figureStyle));
      }
    } else if (this.#description !== null) {
      canvas.into(this.#description, drawDescription);
    }
    const bottom = textY + (to - from) * styles.cell.leading + table.rowPadding / 2;
    if (to === description.length) canvas.separator(x, bottom, width, 0.5, colors.hairline);
  }

  /** The sum carried or brought forward: a help for those who turn pages, no content of its own. */
  sum(kind: 'brought-forward' | 'carried-forward', value: string, y: number): void {
    const { x, width, figures, figureStyle } = this.#items;
    const amount = figures.at(-1);
    const style = { ...styles.carryFigure, size: Math.min(styles.carryFigure.size, figureStyle.size) };
    this.#canvas.artifact('Pagination', () => {
      const textY = y + (table.carryHeight - styles.carry.leading) / 2;
      const brought = kind === 'brought-forward';
      this.#canvas.text(brought ? words.broughtForward : words.carriedForward, x, textY, styles.carry);
      if (amount !== undefined) drawFigure(this.#canvas, value, amount, textY, style);
      if (brought) this.#canvas.rule(x, y + table.carryHeight, width, 0.5, colors.hairline);
    });
  }
}

function drawFigure(
  canvas: Canvas,
  figure: string,
  { point }: FigureColumn,
  y: number,
  style: TextStyle,
): void {
  if (figure === '') return;
  canvas.text(figure, point - textWidth(atPoint(figure).whole, style), y, {
    ...style,
    leading: styles.cell.leading,
  });
}
