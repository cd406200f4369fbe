/** The way back of refused rows: written as a file, corrected by a person, imported again. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../workers/imports/inspect.ts';
import { rejectedRows } from '../../../workers/imports/rejected.ts';
import { stageFile } from '../../../workers/imports/stage.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

const asCustomer = { entity: 'customer', onDuplicate: 'merge' } as const;

describe('a file of refused rows', () => {
  let lab: ImportLab;
  beforeEach(async () => {
    lab = await importLab();
  });
  afterEach(() => lab.remove());

  async function errorFile(importId: string): Promise<string> {
    let text = '';
    for await (const piece of rejectedRows(lab.store, importId)) text += piece;
    return text;
  }

  async function inspect(content: string) {
    const path = join(lab.dataDir, 'refused.csv');
    writeFileSync(path, content);
    const { sha256, name } = await stageFile(lab.store, path, 'refused.csv');
    return inspectFile(lab.store, { sha256, name });
  }

  const mapping = { number: 'Key', legalName: 'Who', city: 'Where' };

  it('knows where it comes from, and proposes the columns and choices of that import', async () => {
    const first = await lab.take('Key,Who,Where\n1,Acme,Reno\n,Bolt,Elko\n', { ...asCustomer, mapping });
    const text = await errorFile(first.importId);
    expect(text).toMatch(/^\ufeffKey,Who,Where,Line \(import 1\),Error \(import 1\)\r\n,Bolt,Elko,3,/);
    const seen = await inspect(text);
    expect(seen).toMatchObject({
      entity: 'customer',
      mapping,
      onDuplicate: 'merge',
      origin: { importId: first.importId, fileName: 'in.csv' },
    });
    expect(seen.notices[0]).toMatch(/import 1 \(in\.csv\) has refused/);
    const again = await lab.take(text.replace('\n,Bolt', '\n2,Bolt'), { entity: 'customer' });
    expect(again).toMatchObject({
      created: 1,
      failed: 0,
      originImportId: first.importId,
      onDuplicate: 'update',
    });
    expect(lab.rows('customer').map((row) => row['number'])).toEqual(['1', '2']);
  });

  it('is refused again with one pair of notes, that of the last time', async () => {
    const first = await lab.take('Key,Who,Where\n,Acme,Reno\n', { ...asCustomer, mapping });
    const second = await lab.take(await errorFile(first.importId), asCustomer);
    expect(second).toMatchObject({ failed: 1, originImportId: first.importId });
    const text = await errorFile(second.importId);
    expect(text).toMatch(/^\ufeffKey,Who,Where,Line \(import 2\),Error \(import 2\)\r\n/);
    expect((await inspect(text)).origin?.importId).toBe(second.importId);
  });

  it('of another install is a file like any other', async () => {
    await lab.take('Customer Number,Name\n1,Acme\n', asCustomer);
    const seen = await inspect('Number,Company,Line (import 1),Error (import 1)\n7,Bolt,3,Bad\n');
    expect(seen.origin).toBeNull();
    expect((await inspect('Number,Name,Error (import 999)\n7,Bolt,Bad\n')).origin).toBeNull();
  });

  it('is never capped, and corrected changes its own rows only', async () => {
    const row = fc.record({
      bad: fc.boolean(),
      name: fc.constantFrom('Acme', '=1+1', 'Łódź "GmbH"', "O'Neil, Ltd", 'a\nb'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const key = (i: number) => `K${i}`;
        const lines = rows.map(({ bad, name }, i) => `${bad ? '' : key(i)},${cell(name)},City ${i}`);
        const first = await lab.take(`Key,Who,Where\n${lines.join('\n')}\n`, { ...asCustomer, mapping });
        const bad = rows.flatMap((one, i) => (one.bad ? [i] : []));
        expect(first.failed).toBe(bad.length);
        const good = lab.rows('customer');
        if (bad.length > 0) {
          let next = 0;
          const text = await errorFile(first.importId);
          // Each refused row begins with its empty key.
          const corrected = text.replaceAll(/^,/gm, () => `${key(bad[next++] ?? -1)},`);
          expect(next).toBe(bad.length);
          const again = await lab.take(corrected, { entity: 'customer' });
          expect(again).toMatchObject({ created: bad.length, updated: 0, failed: 0 });
          expect(again.originImportId).toBe(first.importId);
        }
        expect(lab.rows('customer').slice(0, good.length)).toEqual(good);
        const made = new Map(lab.rows('customer').map((one) => [one['number'], one]));
        for (const i of bad) expect(made.get(key(i))).toMatchObject({ city: `City ${i}` });
        expect(made.size).toBe(rows.length);
        lab.store.write('user:test', () => lab.store.raw.exec('DELETE FROM customer'));
      }),
      { numRuns: 15, interruptAfterTimeLimit: 20_000 },
    );
  });
});
