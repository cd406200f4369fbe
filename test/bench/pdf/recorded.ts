/** What the pages of an invoice show, piece by piece as Dockhand draws them: for a contender that has to show the same. */
import type { InvoiceDocument } from '../../../workers/invoices/document.ts';
import { drawInvoice } from '../../../workers/invoices/draw/draw-invoice.ts';
import { PdfDocument } from '../../../workers/invoices/draw/pdf-document.ts';

export type Drawn =
  | { kind: 'text'; text: string; font: string; size: number; x: number; y: number }
  | { kind: 'color'; red: number; green: number; blue: number }
  | { kind: 'ground'; x: number; y: number; width: number; height: number };

/** @returns the pieces of each page, in the order of drawing; grounds with round corners are left out. */
export async function recorded(document: InvoiceDocument): Promise<Drawn[][]> {
  const pages: Drawn[][] = [];
  const add = (piece: Drawn) => pages.at(-1)?.push(piece);
  const restore = [
    before('newPage', () => void pages.push([])),
    before('show', (text, { postscriptName: font }, size, x, y) =>
      add({ kind: 'text', text, font, size, x, y }),
    ),
    before('addContent', (operators) => {
      for (const [, numbers = '', operator] of operators.matchAll(/((?:[\d.-]+ ){3,4})(re|rg)\b/g)) {
        const [a = 0, b = 0, c = 0, d = 0] = numbers.trim().split(' ').map(Number);
        if (operator === 're') add({ kind: 'ground', x: a, y: b, width: c, height: d });
        else add({ kind: 'color', red: a * 255, green: b * 255, blue: c * 255 });
      }
    }),
  ];
  try {
    await drawInvoice(document);
  } finally {
    for (const undo of restore) undo();
  }
  return pages;
}

type Method = 'newPage' | 'show' | 'addContent';

/** Has every document say what is asked of it. @returns what ends that. */
function before<K extends Method>(name: K, said: (...args: Parameters<PdfDocument[K]>) => void): () => void {
  const proto = PdfDocument.prototype;
  const own = Object.hasOwn(proto, name);
  const method = Reflect.get(proto, name) as (...args: Parameters<PdfDocument[K]>) => unknown;
  Reflect.set(proto, name, function (this: PdfDocument, ...args: Parameters<PdfDocument[K]>) {
    said(...args);
    return method.apply(this, args);
  });
  return () => {
    if (own) Reflect.set(proto, name, method);
    else Reflect.deleteProperty(proto, name);
  };
}
