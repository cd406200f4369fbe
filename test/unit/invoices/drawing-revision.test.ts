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
  revision: 1,
  freight: 'cc3e2b0e79b22d8ecd93de4af44fd0ed0e11cfeb098ee5465c77664ef52bedaa',
  long: '600290a391198dfb5b84928f35eb328d4c75e5cc91bba729b0956aadaeca6733',
  stamped: '763f461bd20497953a49fcca37c5bc272d9c5487138fd451ac35d4d334b4565e',
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
