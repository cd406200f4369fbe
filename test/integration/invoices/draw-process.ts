/** Draws samples in a process of its own and prints their hashes: `node draw-process.ts`. The time zone comes from TZ. */
import { createHash } from 'node:crypto';
import { invoiceDocument } from '../../../workers/invoices/document.ts';
import { drawInvoice } from '../../../workers/invoices/draw/draw-invoice.ts';
import { goodsLines, invoiceRecord } from '../../support/invoice-samples.ts';

const samples = [
  {},
  { lines: goodsLines(150), invoice: { notes: 'Łódź 深圳 n\u0303o' } },
  { invoice: { status: 'void', issueDate: '2026-03-08', dueDate: '2026-11-01' } },
];
if (process.argv[2] === 'backwards') samples.reverse();
const hashes = [];
for (const sample of samples) {
  const bytes = await drawInvoice(invoiceDocument(invoiceRecord(sample)));
  hashes.push(createHash('sha256').update(bytes).digest('hex'));
}
if (process.argv[2] === 'backwards') hashes.reverse();
console.log(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), hashes }));
