import { describe, expect, it } from 'vitest';
import { invoiceDocument } from '../../../workers/invoices/document.ts';
import { drawInvoice } from '../../../workers/invoices/draw/draw-invoice.ts';
import { facturX } from '../../../workers/invoices/factur-x/factur-x.ts';
import { goodsLines, invoiceRecord, type Sample } from '../../support/invoice-samples.ts';
import {
  pdfAttachments,
  pdfObjects,
  pdfXmp,
  qpdfCheck,
  type PdfDictionary,
} from '../../support/pdf-tools.ts';
import { xmlValues } from '../../support/xml-values.ts';

const documentOf = (sample: Sample = {}) => invoiceDocument(invoiceRecord(sample));

async function look(sample: Sample = {}) {
  const pdf = await drawInvoice(documentOf(sample));
  const { objects, root } = pdfObjects(pdf);
  const at = (reference: unknown): PdfDictionary => {
    const found = typeof reference === 'string' ? objects.get(reference) : (reference as PdfDictionary);
    if (found === undefined) throw new Error(`Nothing at ${String(reference)}.`);
    return found;
  };
  return { pdf, objects, root, at };
}

// What PDF/A-3 and Factur-X ask of the file's structure, looked up in its objects; this is no validation by a validator.
describe('the file for the archive', () => {
  it('says what its colours mean, with a profile in the file', async () => {
    const { root, at, objects } = await look();
    const [intent, ...more] = root['/OutputIntents'] as unknown[];
    expect(more).toEqual([]);
    expect(at(intent)).toMatchObject({ '/Type': '/OutputIntent', '/S': '/GTS_PDFA1' });
    expect(at(at(intent)['/DestOutputProfile'])).toMatchObject({ '/N': 3 });
    const held = [...objects.values()].map((object) => JSON.stringify(object)).join();
    for (const forbidden of ['/JavaScript', '/Launch', '/SMask', '/Encrypt', '/LZWDecode'])
      expect(held).not.toContain(forbidden);
  });

  it('names part 3 in its metadata, and declares the properties of Factur-X', async () => {
    const { pdf, root, at } = await look();
    expect(at(root['/MarkInfo'])).toMatchObject({ '/Marked': true });
    expect(root['/Lang']).toBe('u:en-US');
    const values = xmlValues(pdfXmp(pdf).replace(/^\uFEFF?\s*/, ''));
    const all = (end: string) => values.filter(({ path }) => path.endsWith(end)).map(({ text }) => text);
    expect(all('Description/part')).toEqual(['3']);
    expect(all('Description/conformance')).toEqual(['B']);
    expect(all('DocumentFileName')).toEqual(['factur-x.xml']);
    expect(all('ConformanceLevel')).toEqual(['EN 16931']);
    expect(all('namespaceURI')).toEqual(['urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#']);
    expect(all('Seq/li/name')).toEqual(['DocumentFileName', 'DocumentType', 'Version', 'ConformanceLevel']);
  });

  it('holds the invoice as data, associated with the document as its alternative', async () => {
    const { pdf, root, at } = await look();
    const [reference, ...more] = root['/AF'] as unknown[];
    expect(more).toEqual([]);
    const file = at(reference);
    expect(file).toMatchObject({
      '/Type': '/Filespec',
      '/F': 'u:factur-x.xml',
      '/UF': 'u:factur-x.xml',
      '/AFRelationship': '/Alternative',
    });
    const embedded = at((file['/EF'] as PdfDictionary)['/F']);
    const xml = facturX(documentOf()) ?? '';
    expect(embedded).toMatchObject({
      '/Subtype': '/text/xml',
      '/Params': { '/Size': Buffer.byteLength(xml), '/ModDate': 'u:D:20261103000000Z' },
    });
    expect(JSON.stringify(at(at(root['/Names'])['/EmbeddedFiles']))).toContain(String(reference));
    expect(pdfAttachments(pdf)).toEqual(new Map([['factur-x.xml', xml]]));
  });

  it('is small, also where a table has thousands of cells', async () => {
    const kib = async (count: number) => (await look({ lines: goodsLines(count) })).pdf.length / 1024;
    expect(await kib(8)).toBeLessThan(40);
    expect(await kib(490)).toBeLessThan(170);
  });

  it('holds no data of a void invoice, and does not say that it does', async () => {
    const { pdf, root } = await look({ invoice: { status: 'void' } });
    expect(root['/AF']).toBeUndefined();
    expect(pdfXmp(pdf)).not.toContain('factur-x');
    expect(qpdfCheck(pdf)).toContain('No syntax');
  });
});
