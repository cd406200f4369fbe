/** Text, rules and grounds on the pages of a document, each with its place in the structure that screen readers walk. */
import { runAdvance, runsOf } from '../fonts/font-set.ts';
import type { PlacedLogo } from '../layout/logo.ts';
import { baselineIn, colors, type TextStyle } from '../layout/style.ts';
import { textWidth } from '../layout/text.ts';
import { decimal } from './numbers.ts';
import type { PdfDocument } from './pdf-document.ts';
import type { Element } from './structure.ts';

export type { Element } from './structure.ts';

export class Canvas {
  readonly #pdf: PdfDocument;
  #color = '';
  /** By colour, of the page that is being drawn. */
  readonly #separators = new Map<string, string[]>();
  /** The house's colour. */
  accent: string;

  constructor(pdf: PdfDocument, accent: string = colors.ink) {
    this.#pdf = pdf;
    pdf.beforePageEnds(() => this.#drawSeparators());
    this.accent = accent;
  }

  get root(): Element {
    return this.#pdf.structure.root;
  }

  newPage(size?: [number, number]): void {
    this.#pdf.newPage(size);
    this.#color = '';
  }

  /** A new element inside `parent`; what it holds is added later. */
  element(parent: Element, type: string): Element {
    return this.#pdf.structure.element(parent, type);
  }

  /** Draws the content of an element, now; may be called again on a later page for an element that goes on there. */
  into(element: Element, draw: () => void): void {
    this.#pdf.addContent(this.#pdf.structure.begin(element));
    draw();
    this.#pdf.addContent('EMC');
  }

  /** An element with its content. */
  tagged(parent: Element, type: string, draw: () => void): void {
    this.into(this.element(parent, type), draw);
  }

  /** Read aloud as what it is of. */
  logo({ image, description, x, y, width, height }: PlacedLogo): void {
    const figure = this.#pdf.structure.element(this.root, 'Figure', description);
    this.into(figure, () => {
      this.#pdf.picture(image, x, y, width, height);
    });
  }

  /** What is not content: rules, grounds, repeated heads, page numbers. */
  artifact(type: 'Pagination' | 'Layout' | 'Page', draw: () => void): void {
    this.#pdf.addContent(`/Artifact<</Type/${type}>>BDC`);
    draw();
    this.#pdf.addContent('EMC');
  }

  /** @param x left edge. @param y top of the line. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    this.#fill(style.color);
    const baseline = y + baselineIn(style);
    let at = x;
    const runs = runsOf(text, style.weight);
    for (const [i, run] of runs.entries()) {
      this.#pdf.show(run.text, run.typeface, style.size, at, baseline, style.tabular);
      if (i < runs.length - 1) at += (runAdvance(run, style.tabular) * style.size) / 1000;
    }
  }

  /** @param x right edge. */
  textEnding(text: string, x: number, y: number, style: TextStyle): void {
    this.text(text, x - textWidth(text, style), y, style);
  }

  /** A line from left to right. */
  rule(x: number, y: number, width: number, thickness: number, color: string): void {
    this.ground(x, y - thickness / 2, width, thickness, color);
  }

  /** A line that separates, drawn with others of its kind when the page ends: one mark for all of them, instead of one each. */
  separator(x: number, y: number, width: number, thickness: number, color: string): void {
    const lines = this.#separators.get(color);
    const line = rectangle(x, y - thickness / 2, width, thickness);
    if (lines === undefined) this.#separators.set(color, [line]);
    else lines.push(line);
  }

  #drawSeparators(): void {
    if (this.#separators.size === 0) return;
    this.artifact('Layout', () => {
      for (const [color, lines] of this.#separators) {
        this.#fill(color);
        this.#pdf.addContent(`${lines.join('\n')}\nf`);
      }
    });
    this.#separators.clear();
  }

  ground(x: number, y: number, width: number, height: number, color: string, radius = 0): void {
    this.#fill(color);
    if (radius === 0) this.#pdf.addContent(`${rectangle(x, y, width, height)} f`);
    else this.#pdf.roundedRect(x, y, width, height, radius).fill();
  }

  /** Outlines in thousandths of an em, as `Typeface.outline` gives them, around the middle of the page and slanted upwards. */
  slanted(shapes: readonly { x: number; path: string }[], scale: number, size: number, color: string): void {
    const pdf = this.#pdf;
    const { width, height } = pdf.page;
    const unit = size / 1000;
    pdf.save();
    pdf.translate(width / 2, height * 0.56).rotate(-32);
    for (const { x, path } of shapes) {
      pdf.save();
      pdf.translate(x * unit, 0).scale(unit * scale, -unit * scale);
      pdf.path(path).fill(color);
      pdf.restore();
    }
    pdf.restore();
    this.#color = '';
  }

  #fill(color: string): void {
    if (color === this.#color) return;
    this.#pdf.addContent(fillOperator(color));
    this.#color = color;
  }
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `${decimal(x)} ${decimal(y)} ${decimal(width)} ${decimal(height)} re`;
}

const fillOperators = new Map<string, string>();

/** @param color `#rrggbb`. There are as many as the house style has. */
function fillOperator(color: string): string {
  let operator = fillOperators.get(color);
  if (operator === undefined) {
    const parts = [1, 3, 5].map(
      (at) => Math.round((parseInt(color.slice(at, at + 2), 16) / 255) * 1000) / 1000,
    );
    operator = `${parts.join(' ')} rg`;
    fillOperators.set(color, operator);
  }
  return operator;
}
