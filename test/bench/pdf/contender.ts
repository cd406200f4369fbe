/** Contender: one side draws one document again and again. Arguments: side, size, seconds. Prints a `Measured`. */
import { sampleOf, type Measured, type Side, type Size } from './sizes.ts';

const [side, size, seconds] = process.argv.slice(2) as [Side, Size, string];
const document = sampleOf(size);
const { make, stop } = await contender();
/** Until the code is compiled and what is kept is there. */
const warmMs = 1000;
let bytes = 0;
for (const start = performance.now(); bytes === 0 || performance.now() - start < warmMs;)
  bytes = (await make()).length;
let made = 0;
let elapsed = 0;
for (const start = performance.now(); elapsed < Number(seconds) * 1000; made++) {
  bytes = (await make()).length;
  elapsed = performance.now() - start;
}
const measured: Measured = {
  perSecond: (made * 1000) / elapsed,
  bytes,
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
    const { recorded } = await import('./recorded.ts');
    const { drawStock } = await import('./stock.ts');
    const pages = await recorded(document);
    return { make: () => drawStock(pages), stop: nothing };
  }
  const { openBrowser } = await import('./browser.ts');
  return openBrowser(document);
}
