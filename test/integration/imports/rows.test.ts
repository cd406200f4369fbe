/** Rows of a check: any of them, with what became of it. */
import { afterEach, expect, test } from 'vitest';
import { importRows, previewRows } from '../../../workers/imports/row-view.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

let lab: ImportLab;
afterEach(() => lab.remove());

const header = 'USDOT,Legal Name,City,Phone\n';

test('A check shows each row with its cells, its outcome, its reasons and what it would change', async () => {
  lab = await importLab();
  await lab.take(`${header}11,Acme Freight,Reno,\n12,Bolt Lines,Provo,\n`);
  const check = await lab.take(
    `${header}11,Acme Freight,Sparks,\n12,Bolt Lines,Provo,\n\n"13","Cargo\nKings",Boise,\nnone,Delta,Elko,\n`,
    { dryRun: true },
  );
  const page = await importRows(lab.store, { importId: check.importId, filter: 'all', limit: 10, offset: 0 });
  expect(page.total).toBe(4);
  expect(page.columns.find(({ field }) => field === 'city')).toMatchObject({ heading: 'City', column: 2 });
  expect(page.rows.map(({ line, outcome, cells }) => [line, outcome, cells[1]])).toEqual([
    [2, 'updated', 'Acme Freight'],
    [3, 'unchanged', 'Bolt Lines'],
    [5, 'created', 'Cargo\nKings'],
    [7, 'failed', 'Delta'],
  ]);
  expect(page.rows[0]?.differences).toEqual([
    { field: 'city', label: 'City', before: 'Reno', after: 'Sparks' },
  ]);
  expect(page.rows[3]?.issues[0]).toMatchObject({ column: 'USDOT', severity: 'error' });
  const failed = await importRows(lab.store, {
    importId: check.importId,
    filter: 'failed',
    limit: 10,
    offset: 0,
  });
  expect([failed.total, failed.rows[0]?.line]).toEqual([1, 7]);
});

test('Any row of a long file is read from its place, whatever is asked for first', async () => {
  lab = await importLab();
  const count = 20_000;
  const rows = Array.from({ length: count }, (_, i) =>
    i % 7 === 0 ? `${i + 1},"Carrier\n${i}",Reno,` : `${i + 1},Carrier ${i},Reno,`,
  );
  const check = await lab.take(`${header}${rows.join('\n')}\n`, { dryRun: true });
  const file = { sha256: check.fileSha256, name: 'in.csv' };
  for (const from of [19_990, 0, 12_345, 6_999]) {
    const preview = await previewRows(lab.store, { ...file, from, limit: 5 });
    const page = await importRows(lab.store, {
      importId: check.importId,
      filter: 'all',
      limit: 5,
      offset: from,
    });
    expect(preview.rows.map(({ cells }) => cells[0])).toEqual([1, 2, 3, 4, 5].map((n) => String(from + n)));
    expect(page.rows.map(({ line, cells }) => ({ line, cells }))).toEqual(
      preview.rows.map(({ line, cells }) => ({ line, cells })),
    );
  }
  const end = await previewRows(lab.store, { ...file, from: count - 1, limit: 5 });
  expect([end.rows.length, end.total]).toEqual([1, count]);
  expect((await previewRows(lab.store, { ...file, from: count, limit: 5 })).rows).toEqual([]);
});
