/** Pages of our own documents are counted as poppler counts them. */
import { expect, it } from 'vitest';
import { invoiceDocument } from '../../../workers/invoices/document.ts';
import { drawInvoice } from '../../../workers/invoices/draw/draw-invoice.ts';
import { pageCount } from '../../../workers/printing/page-count.ts';
import { goodsLines, invoiceRecord } from '../../support/invoice-samples.ts';
import { pdfInfo } from '../../support/pdf-tools.ts';

it.each([1, 40, 200])('an invoice of %i lines has as many pages as it says', async (count) => {
  const pdf = await drawInvoice(invoiceDocument(invoiceRecord({ lines: goodsLines(count) })));
  expect(pageCount(pdf)).toBe(Number(pdfInfo(pdf)['Pages']));
});

it('what is no PDF has no count', () => {
  expect(pageCount(Buffer.from('nothing'))).toBeNull();
});
