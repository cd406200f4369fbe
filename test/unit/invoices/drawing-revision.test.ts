import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { invoiceDocument } from '../../../workers/invoices/document.ts';
import { drawInvoice } from '../../../workers/invoices/draw/draw-invoice.ts';
import { drawingRevision } from '../../../workers/invoices/fingerprint.ts';
import { goodsLines, invoiceRecord, type Sample } from '../../support/invoice-samples.ts';

/**
 * The bytes of samples at the present revision. When this fails, the drawing has changed: if that was meant, give `drawingRevision`
 * a new number, so that PDFs which are asked for again are made anew, and put the new hashes here.
 */
const known = {
  revision: 3,
  freight: 'c8ba2d82b669ac5656fd56f87efd6825d892b2c7411a653b4566e7b70d2879bf',
  long: '0c73523442a25985c1a19ec8847bda204f73da396a7a35dc82bf8aab06d53e15',
  stamped: 'a2847eca8c59dfa2e901f5df31508f44f32e5cc490b6381ccbf3dcfb8a4f10c6',
};

const samples: Record<Exclude<keyof typeof known, 'revision'>, Sample> = {
  freight: {},
  long: { lines: goodsLines(120), invoice: { taxCents: 999, notes: 'Łódź, Αθήνα, Пловдив, 深圳' } },
  stamped: { site: { paper: 'a4' }, invoice: { status: 'void', currency: 'EUR' } },
};

/** Not compressed: zlib's bytes may change with its version while the page stays the same. */
async function hashOf(sample: Sample): Promise<string> {
  const bytes = await drawInvoice(invoiceDocument(invoiceRecord(sample)), { compress: false });
  return createHash('sha256').update(bytes).digest('hex');
}

describe('the drawing', () => {
  it('is as it was when its revision got its number', async () => {
    const now = { revision: drawingRevision, freight: '', long: '', stamped: '' };
    for (const [name, sample] of Object.entries(samples))
      now[name as keyof typeof samples] = await hashOf(sample);
    expect(now).toEqual(known);
  });

  it('is the same in any order of invoices', async () => {
    const there = [await hashOf(samples.long), await hashOf(samples.freight)];
    const back = [await hashOf(samples.freight), await hashOf(samples.long)];
    expect(back.toReversed()).toEqual(there);
  });
});
