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
  revision: 4,
  freight: '1eb8b62a4b509b74c276f5be2b84993fc7e4766627b0a1dc257ce180324eeebe',
  long: 'eb395dd033412db180a7f6ffe3ea92b1b92d665ed20dca77918d79a18d76d5d4',
  stamped: '24f0a600fdfea80f80aa28e087a3bd158d1c66233c614bbb70e1f8ed453962d4',
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
