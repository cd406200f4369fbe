import { describe, expect, test } from 'vitest';
import {
  differenceOfCell,
  gridColumns,
  issuesOfCell,
  notesOfRow,
  othersOfRow,
} from '../../../renderer/features/import/rows/grid-columns.ts';
import { indexOfLine } from '../../../renderer/features/import/rows/find-line.ts';
import { cellsToFill } from '../../../renderer/features/import/rows/fill.ts';
import { cellAfter } from '../../../renderer/features/import/rows/grid-keys.ts';
import {
  rowHeight,
  rowsInView,
  scrollHeight,
  scrollTopFor,
  topRow,
} from '../../../renderer/features/import/rows/scroll-window.ts';

const viewport = 10 * rowHeight;

describe('scrolling a list', () => {
  test('of a few rows is by their height', () => {
    expect(scrollHeight(100)).toBe(100 * rowHeight);
    expect(topRow(5 * rowHeight, viewport, 100)).toBe(5);
    expect(topRow(0, viewport, 3)).toBe(0);
  });

  test('of ten million rows reaches the first and the last, within what a browser can draw', () => {
    const rows = 10_000_000;
    const height = scrollHeight(rows);
    expect(height * 2).toBeLessThan(33_000_000);
    expect(topRow(0, viewport, rows)).toBe(0);
    expect(topRow(height - viewport, viewport, rows)).toBe(rows - 10);
    const { to } = rowsInView(topRow(height - viewport, viewport, rows), viewport, rows);
    expect(to).toBe(rows);
  });

  test('to a row brings it into view, and moves no more than it must', () => {
    for (const rows of [100, 10_000_000]) {
      expect(scrollTopFor(5, 0, viewport, rows)).toBe(0);
      const scrolled = scrollTopFor(rows - 1, 0, viewport, rows);
      expect(topRow(scrolled, viewport, rows)).toBeCloseTo(rows - 10, 3);
      expect(topRow(scrollTopFor(7, scrolled, viewport, rows), viewport, rows)).toBeCloseTo(7, 3);
    }
  });
});

describe('a line of the file', () => {
  const finder = (lines: readonly number[]) => {
    let asked = 0;
    const load = (at: number) => {
      asked += 1;
      const line = lines[at];
      const rows = line === undefined ? [] : [{ line, cells: [], edited: [] }];
      return Promise.resolve({ headings: [], columns: [], rows, total: lines.length });
    };
    const first = lines[0] ?? 1;
    return async (line: number) => {
      asked = 0;
      const at = await indexOfLine(
        { load },
        { line, first, total: lines.length },
        new AbortController().signal,
      );
      return { at, asked };
    };
  };

  test('is found at once where each row takes one', async () => {
    const find = finder(Array.from({ length: 1000 }, (_, i) => i + 2));
    expect(await find(2)).toEqual({ at: 0, asked: 1 });
    expect(await find(700)).toEqual({ at: 698, asked: 1 });
  });

  test('is found in a few steps where rows take several, and not where none begins', async () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => 4 + i + Math.floor(i / 7) * 3);
    const find = finder(lines);
    for (const at of [0, 1, 6, 7, 5_000, 99_999]) {
      const found = await find(lines[at] ?? 0);
      expect(found.at).toBe(at);
      expect(found.asked).toBeLessThan(20);
    }
    expect((await find(11)).at).toBeNull();
    expect((await find(1)).at).toBeNull();
    expect((await find(9_999_999)).at).toBeNull();
  });
});

test('keys move within the grid', () => {
  const extent = { rows: 100, columns: 4, page: 9 };
  const after = (key: string, ctrlKey = false) => cellAfter({ row: 50, column: 2 }, { key, ctrlKey }, extent);
  expect(after('ArrowDown')).toEqual({ row: 51, column: 2 });
  expect(after('PageUp')).toEqual({ row: 41, column: 2 });
  expect(after('End')).toEqual({ row: 50, column: 3 });
  expect(after('End', true)).toEqual({ row: 99, column: 3 });
  expect(after('Home', true)).toEqual({ row: 0, column: 0 });
  expect(after('x')).toBeNull();
  expect(cellAfter({ row: 99, column: 3 }, { key: 'PageDown', ctrlKey: false }, extent)).toEqual({
    row: 99,
    column: 3,
  });
});

test('a cell shows what is wrong with it and what it changes; columns that fill fields come first', () => {
  const city = { field: 'city', label: 'City', heading: 'Town', column: 1 };
  const columns = gridColumns({ headings: ['Remark', 'Town'], columns: [city] });
  expect(columns.map(({ heading }) => heading)).toEqual(['Town', 'Remark']);
  const row = {
    line: 2,
    cells: ['x', 'ELKO'],
    edited: [],
    issues: [{ column: 'Town', code: 'c', message: 'Too long.', severity: 'error' as const }],
    differences: [{ field: 'city', label: 'City', before: 'RENO', after: 'ELKO' }],
  };
  const [town, remark] = columns;
  if (town === undefined || remark === undefined) throw new Error('Two columns were given.');
  expect(issuesOfCell(row, town)).toHaveLength(1);
  expect(issuesOfCell(row, remark)).toHaveLength(0);
  expect(differenceOfCell(row, town)?.before).toBe('RENO');
  expect(differenceOfCell(row, remark)).toBeUndefined();
  expect(notesOfRow(row)).toEqual(['Town: Too long.', 'City: RENO → ELKO']);
  expect(othersOfRow(row)).toEqual([]);
  const known = { column: '', code: 'known-customer', message: 'Known.', severity: 'warning' as const };
  const other = { entity: 'customer' as const, search: 'C-1' };
  const issues = [
    { ...known, other },
    { ...known, other: { line: 7 } },
    { ...known, other },
  ];
  expect(othersOfRow({ ...row, issues })).toEqual([other]);
});

test('a filtered list is filled in its own rows and in none between them', async () => {
  const lines = Array.from({ length: 1300 }, (_, i) => 2 + i * 3);
  const source = {
    key: [],
    load: (offset: number, limit: number) =>
      Promise.resolve({
        headings: [],
        columns: [],
        total: lines.length,
        rows: lines.slice(offset, offset + limit).map((line) => ({ line, cells: [], edited: [] })),
      }),
  };
  const cells = await cellsToFill(source, { from: 1, to: 1200, column: 4, value: 'x' });
  expect(cells.map(({ line }) => line)).toEqual(lines.slice(2, 1201));
  expect(cells[0]).toEqual({ line: 8, column: 4, value: 'x' });
});
