/**
 * `npm run bench -- pdf`: documents per second, memory and file size of the invoice PDF, beside stock pdfkit that is given the same
 * fonts by path and the same words to set at fixed places. Each figure comes from a process of its own; the processes of both
 * sides take turns, and the median counts, so that a busy machine slows both alike.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import PdfKit from 'pdfkit';
import { invoiceDocument, type InvoiceDocument } from '../../workers/invoices/document.ts';
import { drawInvoice } from '../../workers/invoices/draw/draw-invoice.ts';
import { layoutInvoice } from '../../workers/invoices/layout/invoice-layout.ts';
import { resourcePath } from '../../workers/paths.ts';
import { goodsLines, invoiceRecord } from '../support/invoice-samples.ts';

type Side = 'dockhand' | 'stock';
/** Names and their number of lines. */
const sizes = { '1 page': 8, '20 pages': 470 } as const;
type Size = keyof typeof sizes;

interface Measured {
  perSecond: number;
  bytes: number;
  pages: number;
  /** Highest resident set of the process. */
  rssMB: number;
}

/** @param args `--seconds N` per process (2), `--rounds N` (3). */
export async function run(args: string[]): Promise<void> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(`--${name}`);
    return at === -1 ? otherwise : Number(args[at + 1]);
  };
  const seconds = option('seconds', 2);
  const rounds = option('rounds', 3);
  const results: Record<string, Record<Side, Measured> & { ratio: number }> = {};
  for (const size of Object.keys(sizes) as Size[]) {
    const runs: Record<Side, Measured[]> = { dockhand: [], stock: [] };
    for (let round = 0; round < rounds; round++) {
      for (const side of ['dockhand', 'stock'] as const) {
        runs[side].push(await inProcess(side, size, seconds));
      }
    }
    const dockhand = median(runs.dockhand);
    const stock = median(runs.stock);
    const ratio = Number((dockhand.perSecond / stock.perSecond).toFixed(2));
    results[size] = { dockhand, stock, ratio };
    console.log(`${size} (${dockhand.pages}):`);
    for (const [name, m] of Object.entries({ 'Dockhand       ': dockhand, 'pdfkit, by path': stock })) {
      console.log(
        `  ${name} ${m.perSecond.toFixed(1).padStart(7)} documents/s  ${(m.bytes / 1024).toFixed(1).padStart(6)} KB each  ${m.rssMB} MB resident`,
      );
    }
    console.log(`  ratio           ${ratio.toFixed(2).padStart(7)} ×`);
  }
  console.log(JSON.stringify({ bench: 'pdf', seconds, rounds, ...results }));
}

async function inProcess(side: Side, size: Size, seconds: number): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    import.meta.filename,
    side,
    size,
    String(seconds),
  ]);
  return JSON.parse(stdout) as Measured;
}

function median(runs: Measured[]): Measured {
  const sorted = runs.toSorted((a, b) => a.perSecond - b.perSecond);
  return sorted[Math.floor(sorted.length / 2)] as Measured;
}

async function measure(side: Side, size: Size, seconds: number): Promise<Measured> {
  const document = invoiceDocument(invoiceRecord({ lines: goodsLines(sizes[size]) }));
  const { pages } = layoutInvoice(document);
  const make = side === 'dockhand' ? () => drawInvoice(document) : () => drawStock(document, pages.length);
  let bytes = (await make()).length;
  await make();
  let made = 0;
  const start = performance.now();
  let elapsed = 0;
  while (elapsed < seconds * 1000) {
    bytes = (await make()).length;
    made++;
    elapsed = performance.now() - start;
  }
  const perSecond = (made * 1000) / elapsed;
  return {
    perSecond,
    bytes,
    pages: pages.length,
    rssMB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** The words of the table, at fixed places on as many pages: no layout, no carried sums, no structure. */
async function drawStock(document: InvoiceDocument, pages: number): Promise<Buffer> {
  const regular = resourcePath('fonts', 'Inter-Regular.ttf');
  const semibold = resourcePath('fonts', 'Inter-SemiBold.ttf');
  const pdf = new PdfKit({ autoFirstPage: false, margin: 0, size: 'letter' });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const perPage = Math.ceil(document.lines.length / pages);
  for (let page = 0; page < pages; page++) {
    pdf.addPage();
    pdf.font(semibold, 14).text(`${document.seller.name} ${document.number}`, 48, 40, { lineBreak: false });
    pdf.font(regular, 9);
    for (const [i, line] of document.lines.slice(page * perPage, (page + 1) * perPage).entries()) {
      const y = 80 + i * 21;
      pdf.text(line.description, 48, y, { lineBreak: false });
      pdf.text(String(line.quantityMilli / 1000), 380, y, { lineBreak: false });
      pdf.text(String(line.unitPriceE4 / 10_000), 430, y, { lineBreak: false });
      pdf.text(String(line.amountCents / 100), 500, y, { lineBreak: false });
    }
  }
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

if (process.argv[1] === import.meta.filename) {
  const [side, size, seconds] = process.argv.slice(2) as [Side, Size, string];
  console.log(JSON.stringify(await measure(side, size, Number(seconds))));
}
