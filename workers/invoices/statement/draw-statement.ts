/** Drawing a statement: document in, bytes out. The same document gives the same bytes. */
import { createHash } from 'node:crypto';
import { Canvas } from '../draw/canvas.ts';
import { drawLayout } from '../draw/draw-layout.ts';
import { PdfDocument } from '../draw/pdf-document.ts';
import { dayOf } from '../format/dates.ts';
import { accentOf } from '../layout/accent.ts';
import { papers } from '../layout/style.ts';
import { day } from '../layout/words.ts';
import type { StatementDocument } from './statement-document.ts';
import { layoutStatement } from './statement-layout.ts';
import { statementWords } from './statement-words.ts';

export async function drawStatement(document: StatementDocument): Promise<Buffer> {
  const { paper, seller, customer, to } = document;
  const { width, height } = papers[paper];
  const title = statementWords.running(customer.name);
  const pdf = new PdfDocument(
    {
      title,
      author: seller.name,
      subject: `${title}, ${statementWords.asOf.toLowerCase()} ${day(to)}`,
      date: dayOf(to) ?? new Date(0),
      id: createHash('sha256').update(JSON.stringify(document)).digest().subarray(0, 16),
    },
    [width, height],
  );
  const canvas = new Canvas(pdf, accentOf(document));
  for (const layout of layoutStatement(document)) await drawLayout(canvas, layout);
  return pdf.bytes();
}
