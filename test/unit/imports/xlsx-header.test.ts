import { expect, it } from 'vitest';
import { looksLikeData } from '../../../workers/imports/dialect.ts';
import { sheetHeaderIndex } from '../../../workers/imports/xlsx/sheet-header.ts';

const header = ['USDOT', 'Legal Name', 'City', 'Phone'];
const row = (i: number) => [String(1_000_000 + i), `Carrier ${i}`, 'Fresno', '(248) 555-0001'];
const rows = (count: number) => Array.from({ length: count }, (_, i) => row(i));

it.each<[string, string[][], number]>([
  ['at once', [header, ...rows(3)], 0],
  ['under a title', [['Our carriers'], header, ...rows(3)], 1],
  ['under a title and a date', [['Our carriers'], ['As of', '2026-03-04'], header, ...rows(3)], 2],
  ['under a date as long as the rows are filled', [['As of', '2026-03-04'], header, ['1000000', 'Acme']], 1],
  ['with a note beside the table', [header, [...row(1), '', '', 'x', 'y', 'z', 'w'], ...rows(3)], 0],
  ['where most rows fill half of it', [header, ...rows(20).map((cells) => cells.slice(0, 2))], 0],
  ['where there is only one column', [['USDOT'], ['1000000'], ['1000001']], 0],
  ['nowhere: the first row is data', rows(4), 0],
  ['nowhere at all', [], -1],
])('the header of a sheet is found %s', (_what, cells, at) => {
  const sample = cells.map((each, i) => ({ line: i + 1, cells: each }));
  const isData = (each: readonly string[]) => each.some((cell) => looksLikeData(cell));
  expect(sheetHeaderIndex(sample, isData)).toBe(at);
});
