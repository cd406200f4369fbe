import { readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pdfPath } from '../../../workers/invoices/pdf-files.ts';
import { batchGenerate } from '../../../workers/jobs/batch-generate.ts';
import { testStore, type TestStore } from '../../support/invoice-store.ts';
import { jobContext } from '../../support/job-context.ts';

let t: TestStore;
beforeEach(async () => void (t = await testStore()));
afterEach(() => t.remove());

/** From the private use area: no font that is there can have it. */
const nowhere = '\ue123';

const add = (number: string, billToName = 'Łódź Śpedycja') => t.add({ invoice: { number, billToName } });
const all = (count: number) => ({ ranges: [[1, count] as [number, number]], count });

describe('a batch of invoice PDFs', () => {
  it('names the bad invoice and makes the rest', async () => {
    const ids = [add('B-1'), add('B-2', `Nobody ${nowhere}`), add('B-3')];
    const context = jobContext(t.store, all(3));
    const result = await batchGenerate(context);
    expect(result).toMatchObject({ made: 2, unchanged: 0, failedUnlisted: 0 });
    expect(result.failed).toHaveLength(1);
    expect(result.failed[0]).toMatchObject({
      invoiceId: ids[1],
      number: 'B-2',
      error: { code: 'font-lacks-character' },
    });
    expect(ids.map((id) => t.row(id).pdfSha256 !== null)).toEqual([true, false, true]);
    expect(context.reports.at(-1)).toEqual({ fraction: 1, note: { done: 3, total: 3 } });
  });

  it('run again makes nothing twice, and makes a lost file again byte for byte', async () => {
    const ids = [add('C-1'), add('C-2')];
    await batchGenerate(jobContext(t.store, all(2)));
    expect(await batchGenerate(jobContext(t.store, all(2)))).toMatchObject({ made: 0, unchanged: 2 });
    const path = pdfPath(t.store.paths, t.row(ids[0] ?? '').pdfSha256 ?? '');
    const bytes = readFileSync(path);
    rmSync(path);
    expect(await batchGenerate(jobContext(t.store, all(2)))).toMatchObject({ made: 1, unchanged: 1 });
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('stops between two invoices when it is told to, and goes on from there the next time', async () => {
    for (let i = 0; i < 4; i += 1) add(`D-${i}`);
    const context = jobContext(t.store, all(4));
    const stopAfterTwo: typeof context = {
      ...context,
      progress: (_fraction, note) => {
        if (note?.['done'] === 2) context.abort(new Error('told to stop'));
      },
    };
    await expect(batchGenerate(stopAfterTwo)).rejects.toThrow('told to stop');
    const result = await batchGenerate(jobContext(t.store, all(4)));
    expect(result.unchanged).toBeGreaterThanOrEqual(2);
    expect(result.made + result.unchanged).toBe(4);
  });
});
