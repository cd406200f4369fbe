/** Files of a hot folder are read as its template lays down: delimiter, header row, sheet. */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ReadingChoice } from '../../../workers/api/wire.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';
import { workbook } from '../../support/workbook.ts';

let engine: HeadlessEngine;
let hot: string;
beforeAll(async () => void (engine = await startHeadless()));
afterAll(() => engine?.stop());
beforeEach(() => void (hot = realpathSync(mkdtempSync(join(tmpdir(), 'dockhand-hot-reading-')))));
afterEach(async () => {
  await engine.client.hotFolders.remove({ folder: hot });
  for (const { id } of await engine.client.importTemplates.list())
    await engine.client.importTemplates.remove({ template: id });
  rmSync(hot, { recursive: true, force: true });
});

const name = 'Legal Name,Short,City';
const template = (called: string, dialect: ReadingChoice) =>
  engine.client.importTemplates.create({
    name: called,
    from: {
      draft: {
        entity: 'carrier',
        headings: ['USDOT', name],
        mapping: { usdot: 'USDOT', legalName: name },
        onDuplicate: 'update',
        dialect,
      },
    },
  });

/** Once its file is there too. */
function resultOf(place: string) {
  const path = join(hot, `${place}.result.json`);
  return until(
    `${place} has its result`,
    () =>
      existsSync(path) && existsSync(join(hot, place))
        ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>)
        : null,
    60_000,
  );
}

const nameOf = async (usdot: string) =>
  (await engine.client.partners.list({ entity: 'carrier', search: usdot })).rows[0]?.name;

/** Left to itself, it is read with commas, and the title as its header. */
const odd = (usdot: string) => `List\nUSDOT;${name}\n${usdot};Acme, the,A\n`;

it('a text by the delimiter and the header line of the folder’s own template', async () => {
  await template('Odd', { delimiter: ';', headerLine: 2 });
  await engine.client.hotFolders.add({ path: hot, template: 'Odd' });
  writeFileSync(join(hot, 'odd.csv'), odd('551001'));
  expect(await resultOf('done/odd.csv')).toMatchObject({ import: { created: 1 } });
  expect(await nameOf('551001')).toBe('Acme, the,A');
});

it('a text by the one template that has its headings when it is read as that lays down', async () => {
  await template('Odd', { delimiter: ';', headerLine: 2 });
  await template('Plain', {});
  await engine.client.hotFolders.add({ path: hot });
  writeFileSync(join(hot, 'odd.csv'), odd('551002'));
  expect(await resultOf('done/odd.csv')).toMatchObject({ import: { created: 1 } });
  expect(await nameOf('551002')).toBe('Acme, the,A');
});

it('a workbook by the sheet; another sheet of the same file is another import; without it the file fails', async () => {
  const sheet = (called: string, value: string) => ({
    name: called,
    rows: [
      ['USDOT', name],
      ['551003', value],
    ],
  });
  const both = workbook({ sheets: [sheet('A', 'of A'), sheet('B', 'of B')] });
  const { id } = await template('Sheet', { sheet: 'A' });
  await engine.client.hotFolders.add({ path: hot, template: id });
  writeFileSync(join(hot, 'first.xlsx'), both);
  expect(await resultOf('done/first.xlsx')).toMatchObject({ state: 'done', import: { created: 1 } });
  const file = await engine.client.importTemplates.export({ template: id });
  await engine.client.importTemplates.import({ file: { ...file, dialect: { sheet: 'B' } }, replace: true });
  writeFileSync(join(hot, 'second.xlsx'), both);
  expect(await resultOf('done/second.xlsx')).toMatchObject({ state: 'done', import: { updated: 1 } });
  expect(await nameOf('551003')).toBe('of B');
  writeFileSync(join(hot, 'third.xlsx'), workbook({ sheets: [sheet('A', 'of A'), sheet('C', 'of C')] }));
  expect(await resultOf('failed/third.xlsx')).toMatchObject({ error: { code: 'template-unfit' } });
  expect(readFileSync(join(hot, 'failed/third.xlsx.result.txt'), 'utf8')).toMatch(
    /reads the sheet "B".*"A", "C"/,
  );
  expect(await nameOf('551003')).toBe('of B');
});
