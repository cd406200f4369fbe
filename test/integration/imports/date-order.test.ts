/** Invoice dates in numbers: the whole column decides their order, or a person does. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../workers/imports/inspect.ts';
import type { Mapping } from '../../../workers/imports/source.ts';
import { stageFile } from '../../../workers/imports/stage.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

const header = 'Invoice Number,Bill To,Invoice Date,Description,Unit Price\n';
const invoices = (...dates: string[]) =>
  header + dates.map((date, i) => `${i + 1},Acme Freight,${date},Line haul,10\n`).join('');
const columns = {
  number: 'Invoice Number',
  billToName: 'Bill To',
  description: 'Description',
  unitPrice: 'Unit Price',
};
const withOrder = (dateOrder: 'mdy' | 'dmy' | 'ymd'): Mapping => ({
  ...columns,
  issueDate: { column: 'Invoice Date', dateOrder },
});

let lab: ImportLab;
beforeEach(async () => void (lab = await importLab()));
afterEach(() => lab.remove());

const dates = () => lab.rows('invoice').map((row) => row['issue_date']);

async function inspect(content: string, mapping?: Mapping) {
  const path = join(lab.dataDir, 'look.csv');
  writeFileSync(path, content);
  const { sha256, name } = await stageFile(lab.store, path, 'look.csv');
  return inspectFile(lab.store, { sha256, name, entity: 'invoice', mapping });
}

describe('the order of days and months', () => {
  it('is shown by a single date far down in the file', async () => {
    const content = invoices(...Array.from({ length: 3000 }, () => '03/04/2026'), '13/04/2026');
    expect((await inspect(content)).dates).toEqual([
      { field: 'issueDate', shows: 'dmy', contradictory: false, example: '03/04/2026' },
    ]);
    expect(await lab.take(content, { entity: 'invoice' })).toMatchObject({ created: 3001, warnings: 0 });
    expect(new Set(dates())).toEqual(new Set(['2026-04-03', '2026-04-13']));
  });

  it('is asked for where no date shows it, and assumed with a warning where nobody answers', async () => {
    const content = invoices('03/04/2026', '05/06/2026');
    expect((await inspect(content)).dates).toEqual([
      { field: 'issueDate', shows: null, contradictory: false, example: '03/04/2026' },
    ]);
    const { created, issues } = await lab.take(content, { entity: 'invoice' });
    expect(created).toBe(2);
    expect(issues.map(({ code }) => code)).toEqual(['date-order-assumed', 'date-order-assumed']);
    expect(dates()).toEqual(['2026-03-04', '2026-05-06']);
  });

  it('is the one that was chosen, and then needs no warning', async () => {
    const content = invoices('03/04/2026', '05/06/2026');
    const result = await lab.take(content, { entity: 'invoice', mapping: withOrder('dmy') });
    expect(result).toMatchObject({ created: 2, warnings: 0, mapping: withOrder('dmy') });
    expect(dates()).toEqual(['2026-04-03', '2026-06-05']);
  });

  it('refuses a date that the chosen order does not allow, and says so', async () => {
    const content = invoices('03/04/2026', '04/13/2026');
    const { created, failed, issues } = await lab.take(content, {
      entity: 'invoice',
      mapping: withOrder('dmy'),
    });
    expect({ created, failed }).toEqual({ created: 1, failed: 1 });
    expect(issues[0]).toMatchObject({ line: 3, code: 'date-invalid', column: 'Invoice Date' });
    expect(issues[0]?.message).toMatch(/day, month, year/);
  });

  it('settles a column that shows both orders once it is chosen', async () => {
    const content = invoices('13/04/2026', '04/13/2026', '03/04/2026');
    expect((await inspect(content)).dates).toEqual([
      { field: 'issueDate', shows: null, contradictory: true, example: '03/04/2026' },
    ]);
    expect(await lab.take(content, { entity: 'invoice' })).toMatchObject({ created: 2, failed: 1 });
    expect(await lab.take(content, { entity: 'invoice', mapping: withOrder('mdy') })).toMatchObject({
      created: 1,
      unchanged: 1,
      failed: 1,
    });
  });

  it('is read year first where a year can be no day', async () => {
    expect(await lab.take(invoices('26-03-04', '99-12-31'), { entity: 'invoice' })).toMatchObject({
      created: 2,
      warnings: 0,
    });
    expect(dates()).toEqual(['2026-03-04', '1999-12-31']);
  });

  it('is no question for dates that say it themselves, nor for other entities', async () => {
    expect((await inspect(invoices('2026-03-04', '15-MAR-26'))).dates).toEqual([]);
    expect((await inspect(invoices('03/04/2026'), columns)).dates).toEqual([]);
  });
});
