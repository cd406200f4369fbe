import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportPath } from '../../../workers/invoices/export/export-file.ts';
import { exportPdfs } from '../../../workers/jobs/export-pdfs.ts';
import { testStore, type TestStore } from '../../support/invoice-store.ts';
import { jobContext } from '../../support/job-context.ts';
import { pageTexts, qpdfCheck } from '../../support/pdf-tools.ts';
import { zipEntries } from '../../support/zip-entries.ts';

let t: TestStore;
beforeEach(async () => void (t = await testStore()));
afterEach(() => t.remove());

/** From the private use area: no font that is there can have it. */
const nowhere = '\ue123';

const add = (number: string, invoice = {}) => t.add({ invoice: { number, ...invoice } });
const payload = (format: 'pdf' | 'zip', count: number) => ({
  format,
  ranges: [[1, count] as [number, number]],
  count,
});

async function exported(format: 'pdf' | 'zip', count: number) {
  const context = jobContext(t.store, payload(format, count));
  const result = await exportPdfs(context);
  if (result.file === null) throw new Error('There is no file.');
  const bytes = readFileSync(exportPath(t.store.paths, result.file.sha256, format));
  expect(bytes).toHaveLength(result.file.bytes);
  return { result, bytes, context };
}

describe('one PDF for printing', () => {
  it('has the pages of all invoices in their order, each with its own numbers and stamp', async () => {
    add('P-1');
    add('P-2', { status: 'void' });
    add('P-3', { status: 'draft' });
    const { bytes, result, context } = await exported('pdf', 3);
    expect(qpdfCheck(bytes)).toContain('No syntax');
    const pages = pageTexts(bytes, 'content');
    expect(pages).toHaveLength(3);
    for (const [i, words] of [['P-1'], ['P-2', 'VOID'], ['P-3', 'DRAFT']].entries())
      for (const word of [...words, 'Page 1 of 1']) expect(pages[i]).toContain(word);
    expect(result).toMatchObject({ included: 3, failed: [] });
    expect(context.reports.at(-1)).toEqual({ fraction: 1, note: { done: 3, total: 3 } });
  });

  it('is the same file when it is made again, and another when an invoice has changed', async () => {
    add('P-1', { status: 'draft' });
    const [first, second] = [await exported('pdf', 1), await exported('pdf', 1)];
    expect(second.bytes.equals(first.bytes)).toBe(true);
    const id = t.store.raw.prepare<[], string>('SELECT id FROM invoice').pluck().get() ?? '';
    t.store.write('user:test', (tx) => tx.update('invoice', id, { billToName: 'Another' }));
    expect((await exported('pdf', 1)).bytes.equals(first.bytes)).toBe(false);
  });
});

describe('a ZIP', () => {
  it('holds each PDF under its number and customer, named apart where they are alike, with the invoice’s date', async () => {
    add('Z/1', { billToName: 'Acme: Co' });
    add('z-1', { billToName: 'ACME Co' });
    const { bytes } = await exported('zip', 2);
    const entries = zipEntries(bytes);
    expect(entries.map(({ name }) => name)).toEqual(['Invoice-Z-1-Acme-Co.pdf', 'Invoice-z-1-ACME-Co-2.pdf']);
    for (const { data, date } of entries) {
      expect(qpdfCheck(data)).toContain('No syntax');
      expect(date).toBe('2026-11-03');
    }
    expect((await exported('zip', 2)).bytes.equals(bytes)).toBe(true);
  });
});

describe.each(['pdf', 'zip'] as const)('an export as %s', (format) => {
  it('names the bad invoice and holds the rest', async () => {
    add('B-1');
    const bad = add('B-2', { billToName: `Nobody ${nowhere}` });
    add('B-3');
    const { result } = await exported(format, 3);
    expect(result).toMatchObject({
      included: 2,
      failed: [{ invoiceId: bad, number: 'B-2', error: { code: 'font-lacks-character' } }],
    });
  });

  it('of nothing that can be drawn fails and says why', async () => {
    add('B-1', { billToName: nowhere });
    await expect(exportPdfs(jobContext(t.store, payload(format, 1)))).rejects.toMatchObject({
      code: 'nothing-exported',
    });
  });

  it('stops when it is cancelled, and leaves no part of a file', async () => {
    add('B-1');
    const context = jobContext(t.store, payload(format, 1));
    context.abort(new Error('cancelled'));
    await expect(exportPdfs(context)).rejects.toThrow('cancelled');
  });
});
