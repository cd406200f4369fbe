/** Text, rules and grounds on the pages of a document, each with its place in the structure that screen readers walk. */
import { runAdvance, runsOf } from '../fonts/font-set.ts';
import { baselineIn, type TextStyle } from '../layout/style.ts';
import { textWidth } from '../layout/text.ts';
import type { PdfDocument } from './pdf-document.ts';

/** An element of the structure tree that is still open. */
export type Element = ReturnType<PdfDocument['struct']>;

/** For readers of the table by cell; missing in pdfkit's types. */
const columnHead = { scope: 'Column' } as PDFKit.Mixins.StructureElementOptions;

export class Canvas {
  readonly #pdf: PdfDocument;
  readonly #root: Element;
  #color = '';

  constructor(pdf: PdfDocument) {
    this.#pdf = pdf;
    this.#root = pdf.struct('Document');
    pdf.addStructure(this.#root);
  }

  get root(): Element {
    return this.#root;
  }

  newPage(): void {
    this.#pdf.addPage();
    this.#color = '';
  }

  /** A new element inside `parent`; what it holds is added later. */
  element(parent: Element, type: string): Element {
    const element = this.#pdf.struct(type, type === 'TH' ? columnHead : {});
    parent.add(element);
    return element;
  }

  /** Draws the content of an element, now; may be called again on a later page for an element that goes on there. */
  into(element: Element, draw: () => void): void {
    element.add(draw);
  }

  /** An element with its content. */
  tagged(parent: Element, type: string, draw: () => void): void {
    this.into(this.element(parent, type), draw);
  }

  /** What is not content: rules, grounds, repeated heads, page numbers. */
  artifact(type: 'Pagination' | 'Layout' | 'Page', draw: () => void): void {
    this.#pdf.markContent('Artifact', { type });
    draw();
    this.#pdf.endMarkedContent();
  }

  /** @param x left edge. @param y top of the line. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    this.#fill(style.color);
    const baseline = y + baselineIn(style);
    let at = x;
    for (const run of runsOf(text, style.weight)) {
      this.#pdf.show(run.text, run.typeface, style.size, at, baseline, style.tabular);
      at += (runAdvance(run, style.tabular) * style.size) / 1000;
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

  ground(x: number, y: number, width: number, height: number, color: string, radius = 0): void {
    this.#fill(color);
    if (radius === 0) this.#pdf.rect(x, y, width, height);
    else this.#pdf.roundedRect(x, y, width, height, radius);
    this.#pdf.fill();
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
    this.#pdf.fillColor(color);
    this.#color = color;
  }
}
