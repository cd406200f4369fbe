/** One quote that belongs nowhere, in a long file without others: it may cost a look at its row, and nothing else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileWhole } from '../../support/read-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockhand-stray-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filled = [
  { field: 'company', heading: 'company' },
  { field: 'street', heading: 'street' },
  { field: 'city', heading: 'city' },
];
const count = 20_000;
const rows = Array.from({ length: count }, (_, i) => [`Company ${i}`, `${i} Main Street`, 'Omaha']);
const clean = ['company,street,city', ...rows.map((cells) => cells.join(','))];

/** The row in which the byte at `offset` of the file stands. */
function rowAt(offset: number): number {
  let end = 0;
  return clean.findIndex((line) => (end += line.length + 1) > offset) - 1;
}

const block = 64 * 1024;
const places = {
  'the first row': 0,
  'the second row': 1,
  'the middle': count / 2,
  'the row before the last': count - 2,
  'the last row': count - 1,
  'the row at the end of a block': rowAt(block - 1),
  'the first row of a block': rowAt(block - 1) + 1,
  'the row at the end of the fifth block': rowAt(5 * block - 1),
};

const quoted: Record<string, (cells: readonly string[]) => string[]> = {
  'before the first cell': ([a = '', ...rest]) => [`"${a}`, ...rest],
  'before a cell in the middle': ([a = '', b = '', c = '']) => [a, `"${b}`, c],
  'behind the last cell': ([a = '', b = '', c = '']) => [a, b, `${c}"`],
};

describe.each(Object.entries(places))('one stray quote in %s of 20,000', (_, at) => {
  it.each(Object.entries(quoted))('%s', async (__, quote) => {
    const cells = quote(rows[at] ?? []);
    const content = `${clean.with(at + 1, cells.join(',')).join('\n')}\n`;
    const read = await readFileWhole(folder, content, filled, 'lead');
    const found = read.rows.map(({ values }) => filled.map(({ field }) => values[field] ?? ''));
    expect(found).toHaveLength(count);
    expect(found.filter((row, i) => row.join() !== rows[i]?.join())).toEqual([cells]);
    expect(read.issues.map(({ line, code }) => `${line} ${code}`)).toEqual([`${at + 2} stray-quote`]);
  });
});
