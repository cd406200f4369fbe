/** Lines that are no rows, in a list whose rows could be almost anything: none of them becomes a lead. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFileWhole } from '../../support/read-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockhand-remarks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filled = [
  { field: 'company', heading: 'Company' },
  { field: 'street', heading: 'Street' },
  { field: 'city', heading: 'City' },
  { field: 'source', heading: 'Source' },
];

it.each([
  ['the header again', 'Company,Street,City,Source', 'header-repeated'],
  ['the header again, behind a byte order mark', '\ufeffCompany,Street,City,Source', 'header-repeated'],
  ['a comment', '# checked until here', 'row-remark'],
  ['a line of dashes', '----------', 'row-remark'],
  ['a count', '(2 rows)', 'row-remark'],
  ['a total', 'Total,,,2', 'row-total'],
  ['a total of a kind', 'Grand total: 2,,,', 'row-total'],
])('%s is refused in words', async (_what, line, code) => {
  const content = `Company,Street,City,Source\nAcme,1 Main St,Reno,fair\n${line}\nTotal Quality Logistics,,,\n`;
  const { rows, issues } = await readFileWhole(folder, content, filled, 'lead');
  expect(rows.map(({ values }) => values['company'])).toEqual(['Acme', 'Total Quality Logistics']);
  expect(issues.map((issue) => `${issue.line} ${issue.severity} ${issue.code}`)).toEqual([`3 error ${code}`]);
});
