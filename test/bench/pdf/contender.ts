/** Contender: one side draws one document again and again. Arguments: side, size, seconds. Prints a `Measured`. */
import { layoutInvoice } from '../../../workers/invoices/layout/invoice-layout.ts';
import { sampleOf, type Measured, type Side, type Size } from './sizes.ts';

const [side, size, seconds] = process.argv.slice(2) as [Side, Size, string];
const document = sampleOf(size);
const { pages } = layoutInvoice(document);
const { make, stop } = await contender();
let bytes = (await make()).length;
await make();
let made = 0;
let elapsed = 0;
for (const start = performance.now(); elapsed < Number(seconds) * 1000; made++) {
  bytes = (await make()).length;
  elapsed = performance.now() - start;
}
const measured: Measured = {
  perSecond: (made * 1000) / elapsed,
  bytes,
  pages: pages.length,
  rssMB: Math.round(process.resourceUsage().maxRSS / 1024),
};
console.log(JSON.stringify(measured));
await stop();

/** Each side loads its own tools only: what the others need would count as its memory. */
async function contender(): Promise<{ make: () => Promise<Uint8Array>; stop: () => Promise<void> }> {
  const nothing = () => Promise.resolve();
  if (side === 'dockhand') {
    const { drawInvoice } = await import('../../../workers/invoices/draw/draw-invoice.ts');
    return { make: () => drawInvoice(document), stop: nothing };
  }
  if (side === 'stock') {
    const { drawStock } = await import('./stock.ts');
    return { make: () => drawStock(document, pages.length), stop: nothing };
  }
  const { openBrowser } = await import('./browser.ts');
  return openBrowser(document);
}
