/** `dockhand import templates` and `import FILE --template`, on a running engine. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TemplateFile, TemplateView } from '../../../workers/api/wire.ts';
import { runCli, runJson, type ImportOutcome } from '../../support/cli.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { workbook } from '../../support/workbook.ts';
import { put } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockhand-cli-templates-'));
let engine: HeadlessEngine;
beforeAll(async () => void (engine = await startHeadless()));
afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const json = <T>(...args: string[]) => runJson<T>(engine.dataDir, 'import', ...args);
const words = (...args: string[]) => runCli(engine.dataDir, 'import', ...args);

it('a template is kept from an import, used by name, carried as a file and removed', async () => {
  const file = put(folder, 'map.csv', 'DOT,Old Name,New Name\n777001,OLD LLC,NEW LLC\n');
  const map = ['--map', 'usdot=DOT', '--map', 'legalName=New Name'];
  const { json: first } = await json<ImportOutcome>(file, '--type', 'carrier', ...map);
  expect((await words('templates')).stdout).toMatch(/^No templates/);
  const kept = await json<TemplateView>('templates', 'save', 'Weekly', '--from', first.importId);
  expect(kept.json).toMatchObject({ name: 'Weekly', mapping: { usdot: 'DOT', legalName: 'New Name' } });

  const other = put(folder, 'other.csv', 'NEW NAME,dot,old name\nTHIRD LLC,777002,X LLC\n');
  const used = await json<ImportOutcome>(other, '--template', 'weekly');
  expect([used.code, used.json.created]).toEqual([0, 1]);
  const { rows } = await engine.client.partners.list({ entity: 'carrier', search: '777002' });
  expect(rows[0]?.name).toBe('THIRD LLC');

  expect((await words('templates', 'rename', 'weekly', 'Daily')).code).toBe(0);
  expect((await words('templates', 'list')).stdout).toMatch(/^Daily +carrier +\d+ +update/m);
  expect((await words('templates', 'show', 'daily')).stdout).toContain('  legalName = New Name');

  const saved = join(folder, 'daily.json');
  expect((await words('templates', 'export', 'Daily', '--out', saved)).code).toBe(0);
  expect((JSON.parse(readFileSync(saved, 'utf8')) as TemplateFile).name).toBe('Daily');
  const again = await json<{ error: { code: string } }>('templates', 'import', saved);
  expect([again.code, again.json.error.code]).toEqual([1, 'template-exists']);
  expect((await words('templates', 'import', saved, '--replace')).code).toBe(0);
  expect((await words('templates', 'delete', 'Daily')).stdout).toBe('"Daily" is removed.\n');
  expect((await json<TemplateView[]>('templates', 'list')).json).toEqual([]);
  const gone = await json<{ error: { code: string } }>(other, '--template', 'Daily');
  expect([gone.code, gone.json.error.code]).toEqual([1, 'template-unknown']);
});

it('how a file was read is kept with its template, and told', async () => {
  const odd = (name: string) =>
    put(folder, `${name}.csv`, `List\nUSDOT;Legal Name,Short,City\n77710${name.length};${name}, the,A\n`);
  const map = ['--map', 'usdot=USDOT', '--map', 'legalName=Legal Name,Short,City'];
  const said = ['--delimiter', 'semicolon', '--quote', 'none', '--header-line', '2'];
  const { json: first } = await json<ImportOutcome>(odd('One'), '--type', 'carrier', ...map, ...said);
  expect(first).toMatchObject({ created: 1 });
  await json('templates', 'save', 'Odd', '--from', first.importId);
  expect((await words('templates', 'show', 'odd')).stdout).toContain(
    '  read with --delimiter semicolon --quote none --header-line 2\n',
  );
  const used = await json<ImportOutcome>(odd('Three'), '--template', 'odd');
  expect([used.code, used.json.created]).toEqual([0, 1]);
  const { rows } = await engine.client.partners.list({ entity: 'carrier', search: '777105' });
  expect(rows[0]?.name).toBe('Three, the,A');
  const book = join(folder, 'book.xlsx');
  const cells = [
    ['USDOT', 'Legal Name,Short,City'],
    ['777200', 'Sheet'],
  ];
  writeFileSync(book, workbook({ sheets: ['A', 'B'].map((name) => ({ name, rows: cells })) }));
  const { json: second } = await json<ImportOutcome>(book, '--type', 'carrier', '--sheet', 'B', ...map);
  await json('templates', 'save', 'Sheet B', '--from', second.importId);
  writeFileSync(book, workbook({ sheets: ['A', 'C'].map((name) => ({ name, rows: cells })) }));
  const missing = await json<{ error: { code: string; message: string } }>(book, '--template', 'Sheet B');
  expect([missing.code, missing.json.error.code]).toEqual([1, 'template-unfit']);
  expect(missing.json.error.message).toMatch(/reads the sheet "B".*"A", "C"/);
  const named = await json<ImportOutcome>(book, '--template', 'Sheet B', '--sheet', 'C');
  expect([named.code, named.json.unchanged]).toEqual([0, 1]);
});

it('a file that is no template is refused with its reason', async () => {
  const file = put(folder, 'plain.csv', 'a,b\n');
  const { code, json: failure } = await json<{ error: { code: string } }>('templates', 'import', file);
  expect([code, failure.error.code]).toEqual([1, 'no-template-file']);
});
