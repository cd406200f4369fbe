/** The test page: what a person has to see of a printer: its edges, its measure, its greys, and that it prints at all. */
import { createHash } from 'node:crypto';
import { Canvas } from '../invoices/draw/canvas.ts';
import { PdfDocument } from '../invoices/draw/pdf-document.ts';
import { unprintableCharacter } from '../invoices/fonts/font-set.ts';
import { cleanLine } from '../invoices/format/clean-text.ts';
import { colors, papers, styles } from '../invoices/layout/style.ts';
import { textWidth, wrapText } from '../invoices/layout/text.ts';

export interface TestPage {
  printer: string;
  /** As printed, such as `2026-03-15 14:05:09 America/Chicago`. */
  printedAt: string;
  /** ms UTC. */
  at: number;
  /** Who prints. */
  seller: string;
  paper: 'letter' | 'a4';
  copies: number;
  duplex: boolean;
}

const mm = 72 / 25.4;
const inch = 72;
/** Of the frame, from the paper's edge: few printers reach less than 6 mm. */
const edge = 8 * mm;
const left = 54;

/** The same page gives the same bytes. */
export async function drawTestPage(page: TestPage): Promise<Buffer> {
  const paper = papers[page.paper];
  const title = `Test page for ${shown(page.printer)}`;
  const pdf = new PdfDocument(
    {
      title,
      author: shown(page.seller),
      subject: title,
      date: new Date(page.at),
      id: createHash('sha256').update(JSON.stringify(page)).digest().subarray(0, 16),
    },
    [paper.width, paper.height],
  );
  const canvas = new Canvas(pdf);
  canvas.newPage();
  frame(canvas, paper);
  const below = words(canvas, page, paper.width - 2 * left);
  rulers(canvas, below + 34);
  greys(canvas, below + 150, paper.width - 2 * left);
  return pdf.bytes();
}

/** Names come from the system: what no font of ours has must not keep the page from being printed. */
function shown(text: string): string {
  let line = cleanLine(text).slice(0, 120);
  for (let odd = unprintableCharacter(line); odd !== null; odd = unprintableCharacter(line))
    line = line.replaceAll(odd, '?');
  return line;
}

/** A line on all four sides: one that is missing lies outside of what the printer reaches. */
function frame(canvas: Canvas, { width, height }: { width: number; height: number }): void {
  const [wide, high] = [width - 2 * edge, height - 2 * edge];
  canvas.artifact('Layout', () => {
    canvas.rule(edge, edge, wide, 1, colors.rule);
    canvas.rule(edge, height - edge, wide, 1, colors.rule);
    canvas.ground(edge - 0.5, edge, 1, high, colors.rule);
    canvas.ground(width - edge - 0.5, edge, 1, high, colors.rule);
  });
}

/** @returns where they end. */
function words(canvas: Canvas, page: TestPage, width: number): number {
  let y = 64;
  const say = (type: string, text: string, style: (typeof styles)[keyof typeof styles], after = 0) => {
    for (const line of wrapText(text, width, style)) {
      canvas.tagged(canvas.root, type, () => {
        canvas.text(line, left, y, style);
      });
      y += style.leading;
    }
    y += after;
  };
  say('H1', 'Test page', styles.title, 8);
  say('P', shown(page.printer), styles.seller, 6);
  say('P', `Printed ${page.printedAt}`, styles.strong);
  const side = page.duplex ? 'both sides' : 'one side';
  say(
    'P',
    `${page.copies === 1 ? 'One copy' : `${page.copies} copies`}, ${side}, paper ${page.paper === 'a4' ? 'A4' : 'Letter'}`,
    styles.body,
  );
  if (page.seller !== '') say('P', shown(page.seller), styles.body);
  y += 8;
  say(
    'P',
    'The frame must be there on all four sides, the rulers must measure what they say, and every box of the grey scale must differ from its neighbours.',
    styles.muted,
  );
  return y;
}

function rulers(canvas: Canvas, y: number): void {
  ruler(canvas, y, { unit: mm * 10, parts: 10, count: 15, name: 'cm' });
  ruler(canvas, y + 52, { unit: inch, parts: 8, count: 6, name: 'in' });
}

function ruler(
  canvas: Canvas,
  y: number,
  { unit, parts, count, name }: { unit: number; parts: number; count: number; name: string },
): void {
  canvas.artifact('Layout', () => {
    canvas.rule(left, y, unit * count, 0.75, colors.rule);
    for (let i = 0; i <= count * parts; i++) {
      const height = i % parts === 0 ? 12 : i % (parts / 2) === 0 ? 8 : 5;
      canvas.ground(left + (i * unit) / parts - 0.25, y, 0.5, height, colors.rule);
    }
    for (let i = 0; i <= count; i++) {
      const text = i === count ? `${i} ${name}` : String(i);
      canvas.text(text, left + i * unit - textWidth(String(i), styles.footer) / 2, y + 14, styles.footer);
    }
  });
}

/** From paper to solid black, with the smallest text that invoices have, on the lightest and the darkest. */
function greys(canvas: Canvas, y: number, width: number): void {
  const steps = 11;
  const box = width / steps;
  canvas.artifact('Layout', () => {
    for (let i = 0; i < steps; i++) {
      const level = Math.round(255 - (255 * i) / (steps - 1));
      const hex = level.toString(16).padStart(2, '0');
      canvas.ground(left + i * box, y, box, 40, `#${hex}${hex}${hex}`);
      canvas.text(`${i * 10} %`, left + i * box + 2, y + 44, styles.footer);
    }
    canvas.rule(left, y, width, 0.5, colors.rule);
    canvas.rule(left, y + 40, width, 0.5, colors.rule);
    canvas.ground(left, y + 72, width / 2, 120, colors.panel);
    canvas.ground(left + width / 2, y + 72, width / 2, 120, colors.ink);
  });
  canvas.tagged(canvas.root, 'P', () => {
    canvas.text('Small print on a light area', left + 14, y + 126, styles.footer);
  });
  canvas.tagged(canvas.root, 'P', () => {
    canvas.text('Print on a dark area', left + width / 2 + 14, y + 122, styles.badge);
  });
}
