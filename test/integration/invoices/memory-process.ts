/**
 * Draws the same invoice many times, as a press worker's process does, and prints the most that lay outside V8's heap meanwhile:
 * `node memory-process.ts TIMES`.
 */
import { invoiceDocument } from '../../../workers/invoices/document.ts';
import { drawInvoice } from '../../../workers/invoices/draw/draw-invoice.ts';
import { invoiceRecord } from '../../support/invoice-samples.ts';

const document = invoiceDocument(invoiceRecord());
await drawInvoice(document);
let most = 0;
for (let i = 0; i < Number(process.argv[2]); i++) {
  await drawInvoice(document);
  most = Math.max(most, process.memoryUsage().arrayBuffers);
}
console.log(most);
