/**
 * Files with one fault each, in the manner of the Pollock benchmark: whatever the fault, the rest comes in exactly, nothing wrong
 * comes in without a word, and the row that is damaged stands in the report.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultyFile } from '../../support/malformed/fault.ts';
import { faults } from '../../support/malformed/faults.ts';
import { fields, header } from '../../support/malformed/table.ts';
import { readFileWhole } from '../../support/read-file.ts';

/** What the whole set has to reach: above all that was measured elsewhere. */
const leastRecall = 0.987;
const leastPrecision = 0.995;

let folder: string;
const sum = { files: 0, thrown: 0, rows: 0, read: 0, right: 0 };
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockhand-malformed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filled = fields.map((field, i) => ({ field, heading: header[i] ?? '' }));

/** Line breaks within a cell are compared as such, whatever they are made of. */
const comparable = (cells: readonly string[]) =>
  JSON.stringify(cells.map((cell) => cell.replaceAll(/\s*[\r\n]\s*/g, '\n')));

async function judge({ content, truth, line }: FaultyFile) {
  sum.files += 1;
  sum.rows += truth.length;
  sum.thrown += 1;
  const { rows, issues } = await readFileWhole(folder, content, filled);
  sum.thrown -= 1;
  const expected = new Set(truth.map((cells) => comparable(cells)));
  const found = rows.map((row) => ({
    line: row.line,
    cells: fields.map((field) => row.values[field] ?? ''),
  }));
  const right = found.filter(({ cells }) => expected.has(comparable(cells)));
  const wrong = found.filter(({ cells }) => !expected.has(comparable(cells)));
  sum.read += found.length;
  sum.right += right.length;
  const told = new Set(issues.map((issue) => issue.line));
  expect(wrong.filter((row) => !told.has(row.line))).toEqual([]);
  expect(new Set(right.map(({ cells }) => cells[0])).size).toBe(right.length);
  const lost = truth.length - right.length;
  if (lost > 0) expect([...told]).toContain(line);
  // A line that swallows the end of another costs both.
  expect(lost).toBeLessThanOrEqual(2);
}

describe('a file with one fault', () => {
  it.each(faults)('$kind', async (fault) => {
    for (const file of fault.files()) await judge(file);
  });

  it(`all together: no file thrown away, recall at least ${leastRecall}, precision at least ${leastPrecision}`, () => {
    expect(faults.length).toBeGreaterThanOrEqual(100);
    expect(sum.files).toBeGreaterThan(faults.length);
    expect(sum.thrown).toBe(0);
    expect(sum.right / sum.rows).toBeGreaterThanOrEqual(leastRecall);
    expect(sum.right / sum.read).toBeGreaterThanOrEqual(leastPrecision);
  });
});
