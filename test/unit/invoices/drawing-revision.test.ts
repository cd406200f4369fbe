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
  revision: 5,
  freight: '60322110b0a405e7bc924eb89abdf1ff1f520b8dc283f293fb246218113fee54',
  long: 'c1b114c151249b37186f8d28b4ebde4b8b7be6a62d3030e7c509e018adbef757',
  stamped: 'a939df298f5fdfd3aa5659d4dbb523672b5554010ff5c91868a083832882f40d',
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
