/** Corrections over a file: what is imported is what a person has made of it. */
import { afterEach, expect, test } from 'vitest';
import type { EditChange } from '../../../workers/api/import-check-inputs.ts';
import { editFile, undoEdit } from '../../../workers/imports/edits.ts';
import { importRows } from '../../../workers/imports/row-view.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

let lab: ImportLab;
afterEach(() => lab.remove());

const header = 'USDOT,Legal Name,City,Phone\n';
const content = `${header}11,Acme,Reno,\nx12,Bolt,,\n13,Cargo,reno,\n14,Delta,,\n`;

const step = (sha256: string, change: EditChange, editsId?: string, preview = false) =>
  editFile(lab.store, 'user:test', { sha256, name: 'in.csv', editsId, change, preview });

test('A refused row is corrected in a cell and imported, under its own line', async () => {
  lab = await importLab();
  const check = await lab.take(content, { dryRun: true });
  expect([check.failed, check.issues[0]?.line]).toEqual([1, 3]);
  const { edits } = await step(check.fileSha256, {
    kind: 'cells',
    cells: [{ line: 3, column: 0, value: '12' }],
  });
  const again = await lab.take(content, { dryRun: true, editsId: edits?.editsId });
  expect([again.failed, again.created]).toEqual([0, 4]);
  const page = await importRows(lab.store, { importId: again.importId, filter: 'all', limit: 9, offset: 1 });
  expect(page.rows[0]).toMatchObject({
    line: 3,
    cells: ['12', 'Bolt', '', ''],
    edited: [0],
    outcome: 'created',
  });
  await lab.take(content, { editsId: edits?.editsId });
  expect(lab.rows('carrier').map((row) => row['usdot'])).toEqual(['11', '12', '13', '14']);
});

test('Steps say beforehand what they change, and are taken back one by one', async () => {
  lab = await importLab();
  const { fileSha256: sha256 } = await lab.take(content, { dryRun: true });
  const replace = {
    kind: 'replace',
    find: 'reno',
    replaceBy: 'Sparks',
    column: 2,
    matchCase: false,
    wholeCell: true,
  } as const;
  expect(await step(sha256, replace, undefined, true)).toMatchObject({
    edits: null,
    cells: 2,
    examples: [
      { line: 2, column: 2, before: 'Reno', after: 'Sparks' },
      { line: 4, column: 2, before: 'reno', after: 'Sparks' },
    ],
  });
  const first = await step(sha256, replace);
  const editsId = first.edits?.editsId ?? '';
  const filled = await step(sha256, { kind: 'fill', column: 2, fromLine: 2, toLine: 5 }, editsId);
  expect(filled).toMatchObject({ cells: 2, edits: { editsId, cells: 4, steps: 2, lastStep: 'fill' } });
  expect(await undoEdit(lab.store, 'user:test', editsId)).toMatchObject({ cells: 2, steps: 1 });
  const check = await lab.take(content, { dryRun: true, editsId });
  const page = await importRows(lab.store, { importId: check.importId, filter: 'all', limit: 9, offset: 0 });
  expect(page.rows.map(({ cells }) => cells[2])).toEqual(['Sparks', '', 'Sparks', '']);
  expect(await undoEdit(lab.store, 'user:test', editsId)).toMatchObject({ cells: 0, steps: 0 });
});

test('Corrections that an import was started with stay as they are: further ones make a set of their own', async () => {
  lab = await importLab();
  const { fileSha256: sha256 } = await lab.take(content, { dryRun: true });
  const cell = (value: string) => ({ kind: 'cells' as const, cells: [{ line: 3, column: 0, value }] });
  const first = await step(sha256, cell('12'));
  const used = first.edits?.editsId ?? '';
  const check = await lab.take(content, { dryRun: true, editsId: used });
  const second = await step(sha256, cell('99'), used);
  expect(second.edits?.editsId).not.toBe(used);
  expect(second.edits).toMatchObject({ cells: 1, steps: 2 });
  const page = await importRows(lab.store, { importId: check.importId, filter: 'all', limit: 1, offset: 1 });
  expect(page.rows[0]?.cells[0]).toBe('12');
  const undone = await undoEdit(lab.store, 'user:test', second.edits?.editsId ?? '');
  await lab.take(content, { editsId: undone.editsId });
  expect(lab.rows('carrier').map((row) => row['usdot'])).toContain('12');
});

test('One value is given to all rows that a check has refused for one reason', async () => {
  lab = await importLab();
  const bad = `${header}11,,Reno,\n12,Bolt,,\nx,,Elko,\n`;
  const check = await lab.take(bad, { dryRun: true });
  const change = {
    kind: 'failed',
    importId: check.importId,
    column: 1,
    code: 'required',
    value: 'Unknown',
  } as const;
  const answer = await step(check.fileSha256, change);
  expect(answer.cells).toBe(2);
  const again = await lab.take(bad, { dryRun: true, editsId: answer.edits?.editsId });
  expect(again.issues.map(({ line, column }) => [line, column])).toEqual([[4, 'USDOT']]);
});

test('Corrections of another file, or of one read in another way, are refused', async () => {
  lab = await importLab();
  const { fileSha256 } = await lab.take(content, { dryRun: true });
  const { edits } = await step(fileSha256, { kind: 'cells', cells: [{ line: 3, column: 0, value: '12' }] });
  await expect(lab.take(`${content}15,Echo,,\n`, { editsId: edits?.editsId })).rejects.toMatchObject({
    code: 'edits-other-file',
  });
  await expect(
    step(fileSha256, { kind: 'cells', cells: [{ line: 77, column: 0, value: '1' }] }),
  ).rejects.toMatchObject({ code: 'no-such-row' });
});
