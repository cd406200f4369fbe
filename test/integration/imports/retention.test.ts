/** How long copies of imported files and their corrections are kept, and what goes on without them. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { editFile } from '../../../workers/imports/edits.ts';
import { rejectedRows } from '../../../workers/imports/rejected.ts';
import { importRows } from '../../../workers/imports/row-view.ts';
import { stageFile } from '../../../workers/imports/stage.ts';
import { startImport } from '../../../workers/imports/start.ts';
import { importView } from '../../../workers/imports/view.ts';
import { cleanupTempFiles } from '../../../workers/jobs/cleanup-temp-files.ts';
import { setKeptDays } from '../../../workers/store/import-retention.ts';
import { migrateStore } from '../../../workers/store/migrate.ts';
import { openStore } from '../../../workers/store/open.ts';
import { labOn, settleJobs, type ImportLab } from '../../support/import-lab.ts';
import { jobContext } from '../../support/job-context.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { sheetOf } from '../../support/workbook.ts';

const day = 24 * 3_600_000;
let lab: ImportLab;
let clock: VirtualClock;
beforeEach(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'dockhand-retention-'));
  // The times of files are the machine's own.
  clock = new VirtualClock(Date.now());
  const store = openStore({ dataDir, clock });
  await migrateStore(store);
  lab = labOn(store, dataDir);
});
afterEach(() => {
  lab.remove();
  rmSync(lab.dataDir, { recursive: true, force: true });
});

const content = 'USDOT,Legal Name\n11,Acme\nx12,Bolt\n';
const staged = () => readdirSync(lab.store.paths.staged).sort();
const cleanUp = () => cleanupTempFiles(jobContext(lab.store, {}));
const rowsOf = (importId: string) => importRows(lab.store, { importId, filter: 'all', limit: 10, offset: 0 });
const count = (table: string) =>
  lab.store.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

test('a copy goes 90 days after its import, with all that was made of it, and it is told', async () => {
  const path = join(lab.dataDir, 'book.xlsx');
  writeFileSync(
    path,
    sheetOf([
      ['USDOT', 'Legal Name'],
      ['11', 'Acme'],
      ['x12', 'Bolt'],
    ]),
  );
  const done = await lab.take({ path });
  settleJobs(lab.store);
  await rowsOf(done.importId);
  expect(staged().length).toBeGreaterThan(3);
  await clock.advance(89 * day);
  expect(await cleanUp()).toMatchObject({ staged: 0 });
  expect(importView(lab.store, done.importId).fileKept).toBe(true);
  await clock.advance(2 * day);
  expect(await cleanUp()).toMatchObject({ staged: 1 });
  expect(staged()).toEqual([]);
  expect(importView(lab.store, done.importId).fileKept).toBe(false);
  await expect(rowsOf(done.importId)).rejects.toMatchObject({
    code: 'file-unknown',
    message: expect.stringMatching(/no longer keeps its copy.*Choose the file again/) as string,
  });
});

test('without its copy an import still gives its refused rows, and can be undone', async () => {
  const { importId } = await lab.take(content);
  settleJobs(lab.store);
  await clock.advance(91 * day);
  await cleanUp();
  const pieces: string[] = [];
  for await (const piece of rejectedRows(lab.store, importId)) pieces.push(piece);
  expect(pieces.join('')).toMatch(/x12,Bolt,3,/);
  expect(await lab.undo(importId)).toMatchObject({ undo: { state: 'done' } });
  expect(lab.rows('carrier')).toEqual([]);
  expect(await lab.take(content)).toMatchObject({ fileKept: true, created: 1 });
});

test('the days are set, and noted in the audit log', async () => {
  await lab.take(content);
  settleJobs(lab.store);
  lab.store.write('user:test', (tx) => {
    setKeptDays(lab.store, tx, 7);
  });
  await clock.advance(8 * day);
  expect(await cleanUp()).toMatchObject({ staged: 1 });
  expect(
    lab.store.raw
      .prepare(`SELECT changes FROM audit_log WHERE entity_id = 'imports.keep-files'`)
      .pluck()
      .get(),
  ).toBe('{"days":[90,7]}');
});

test('nothing goes of an import that waits, or that failed and may be run again', async () => {
  const path = join(lab.dataDir, 'in.csv');
  writeFileSync(path, content);
  const file = await stageFile(lab.store, path, 'in.csv');
  const { editsId } = (
    await editFile(lab.store, 'user:test', {
      ...file,
      change: { kind: 'cells', cells: [{ line: 3, column: 0, value: '12' }] },
      preview: false,
    })
  ).edits ?? { editsId: '' };
  const { jobId } = await startImport(lab.store, 'user:test', {
    ...file,
    entity: 'carrier',
    editsId,
    dryRun: false,
  });
  await clock.advance(400 * day);
  const kept = async () => {
    expect(await cleanUp()).toMatchObject({ staged: 0, edits: 0 });
    expect(staged()).toContain(file.sha256);
    expect(count('import_edit_set')).toBe(1);
  };
  await kept();
  settleJobs(lab.store);
  lab.store.raw
    .prepare(
      `INSERT INTO dead_letter (job_id, queue, name, payload, errors, code, message, fingerprint, failed_at)
       SELECT id, queue, name, payload, '[]', 'x', 'x', 'x', 1 FROM outbox WHERE id = ?`,
    )
    .run(jobId);
  await kept();
  lab.store.raw.prepare('UPDATE dead_letter SET closed_at = 2').run();
  expect(await cleanUp()).toMatchObject({ staged: 1, edits: 1 });
  expect([staged(), count('import_edit_set'), count('import_edit')]).toEqual([[], 0, 0]);
});

test('a copy that is staged, corrected or imported again counts from then', async () => {
  const { fileSha256: sha256 } = await lab.take(content, { dryRun: true });
  settleJobs(lab.store);
  await clock.advance(80 * day);
  const change = { kind: 'cells' as const, cells: [{ line: 3, column: 0, value: '12' }] };
  await editFile(lab.store, 'user:test', { sha256, name: 'in.csv', change, preview: false });
  await clock.advance(80 * day);
  expect(await cleanUp()).toMatchObject({ staged: 0, edits: 0 });
  await lab.take(content);
  settleJobs(lab.store);
  await clock.advance(80 * day);
  expect(await cleanUp()).toMatchObject({ staged: 0, edits: 0 });
  await clock.advance(11 * day);
  expect(await cleanUp()).toMatchObject({ staged: 1, edits: 1 });
});

test('rows of an import with corrections are not shown without them', async () => {
  const { fileSha256: sha256 } = await lab.take(content, { dryRun: true });
  const change = { kind: 'cells' as const, cells: [{ line: 3, column: 0, value: '12' }] };
  const { edits } = await editFile(lab.store, 'user:test', {
    sha256,
    name: 'in.csv',
    change,
    preview: false,
  });
  const { importId } = await lab.take(content, { editsId: edits?.editsId });
  settleJobs(lab.store);
  await clock.advance(91 * day);
  expect(await cleanUp()).toMatchObject({ staged: 1, edits: 1 });
  await stageFile(lab.store, join(lab.dataDir, 'in.csv'), 'in.csv');
  await expect(rowsOf(importId)).rejects.toMatchObject({ code: 'edits-unknown' });
  expect(lab.rows('carrier')).toHaveLength(2);
});
