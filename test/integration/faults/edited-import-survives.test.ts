/** An import with corrections, killed again and again: the tables end as if nothing had died, each correction in them once. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { dataPaths } from '../../../workers/paths.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';

const rows = 90_000;
/** Every ninth row is refused as it stands in the file. */
const isBad = (row: number) => row % 9 === 4;
/** Every seventh carrier is there already, under another name. */
const isKnown = (row: number) => row % 7 === 3;
const usdot = (row: number) => String(1_000_000 + row);
const line = (row: number) => row + 2;

const folder = mkdtempSync(join(tmpdir(), 'dockhand-edited-'));
let engine: HeadlessEngine | undefined;
afterEach(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const all = Array.from({ length: rows }, (_, row) => row);
const header = 'USDOT,Legal Name,City\n';

async function stage(name: string, lines: string[]) {
  const path = join(folder, name);
  writeFileSync(path, `${header}${lines.join('\n')}\n`);
  const { sha256 } = await running().client.files.stage({ path });
  return { sha256, name };
}

function running(): HeadlessEngine {
  if (engine === undefined) throw new Error('No engine runs.');
  return engine;
}

const settled = (importId: string) =>
  until(
    'the import is settled',
    async () => {
      const view = await running().client.imports.get({ importId });
      return view.state === 'waiting' || view.state === 'running' ? null : view;
    },
    120_000,
  );

async function killPress(): Promise<void> {
  const { engine: snapshot } = await running().client.system.status();
  const pid = snapshot?.children.find(({ name }) => name === 'press-1')?.pid;
  if (typeof pid !== 'number') throw new Error('No press runs.');
  process.kill(pid, 'SIGKILL');
}

/** Asked of the database itself: a kill that comes too late proves nothing. @returns rows that have their outcome. */
function rowsDone(importId: string): number {
  const db = new Database(dataPaths(running().dataDir).database, { readonly: true });
  try {
    const found = db.prepare('SELECT state, rows FROM import WHERE id = ?').get(importId);
    const { state, rows: done } = found as { state: string; rows: number };
    if (state === 'waiting') return 0;
    expect(state).toBe('running');
    return done;
  } finally {
    db.close();
  }
}

const reaches = (importId: string, share: number) =>
  until(`${share} of the rows are in`, () => rowsDone(importId) >= rows * share || null, 60_000);

it('a press worker three times, and the program once', { timeout: 180_000 }, async () => {
  engine = await startHeadless();
  const before = await stage(
    'known.csv',
    all.filter(isKnown).map((row) => `${usdot(row)},OLD ${row},Reno`),
  );
  const first = await engine.client.imports.start({ ...before, entity: 'carrier' });
  expect(await settled(first.importId)).toMatchObject({ failed: 0 });

  const file = await stage(
    'all.csv',
    all.map((row) => `${isBad(row) ? 'x' : ''}${usdot(row)},NEW ${row},Ren0`),
  );
  const cells = all.filter(isBad).map((row) => ({ line: line(row), column: 0, value: usdot(row) }));
  const { edits } = await engine.client.imports.edit({ ...file, change: { kind: 'cells', cells } });
  const editsId = edits?.editsId ?? '';
  const replace = { kind: 'replace', find: 'Ren0', replaceBy: 'Reno', column: 2, wholeCell: true } as const;
  const towns = await engine.client.imports.edit({ ...file, editsId, change: replace });
  expect([cells.length, towns.cells]).toEqual([rows / 9, rows]);

  const { importId } = await engine.client.imports.start({ ...file, entity: 'carrier', editsId });
  for (const share of [0.05, 0.4]) {
    await reaches(importId, share);
    await killPress();
  }
  await reaches(importId, 0.6);
  await engine.kill9();
  expect(rowsDone(importId)).toBeLessThan(rows);
  engine = await startHeadless({ dataDir: engine.dataDir });
  await reaches(importId, 0.75);
  await killPress();

  const updated = all.filter(isKnown).length;
  expect(await settled(importId)).toMatchObject({
    state: 'done',
    failed: 0,
    total: rows,
    created: rows - updated,
    updated,
    editsId,
  });
  const db = new Database(dataPaths(engine.dataDir).database, { readonly: true });
  try {
    const found = db
      .prepare('SELECT usdot, legal_name, city, version FROM carrier ORDER BY usdot')
      .raw()
      .all();
    expect(found).toEqual(all.map((row) => [usdot(row), `NEW ${row}`, 'Reno', isKnown(row) ? 2 : 1]));
    const outcomes = db
      .prepare(
        `SELECT outcome, count(*), count(DISTINCT line) FROM import_row
         WHERE import_no = (SELECT no FROM import WHERE id = ?) GROUP BY outcome`,
      )
      .raw()
      .all(importId);
    expect(outcomes).toEqual([
      [1, rows - updated, rows - updated],
      [2, updated, updated],
    ]);
  } finally {
    db.close();
  }
});
