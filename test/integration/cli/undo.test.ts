/** Taking an import back from the command line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportView, KeptRow, Page, UndoView } from '../../../workers/api/wire.ts';
import { runCli, runJson, type ImportOutcome } from '../../support/cli.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { writeCarrierFile } from '../../support/carrier-file.ts';
import { carriers, put } from './files.ts';

interface Undone {
  before: boolean;
  undo: UndoView;
  kept: KeptRow[];
}

describe('an import, from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-cli-undo-'));
  let engine: HeadlessEngine;
  const json = <T>(...args: string[]) => runJson<T>(engine.dataDir, ...args);
  const words = (...args: string[]) => runCli(engine.dataDir, ...args);
  const rowsIn = async () => (await engine.client.partners.list({ entity: 'carrier' })).total;

  beforeAll(async () => {
    engine = await startHeadless();
  });
  afterAll(async () => {
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is checked without writing', async () => {
    const file = put(folder, 'carriers.csv', carriers);
    const { code, json: outcome } = await json<ImportOutcome>('import', 'check', file, '--type', 'carrier');
    expect([code, outcome.created, outcome.failed]).toEqual([2, 2, 2]);
    expect((await words('import', 'check', file, '--type', 'carrier')).stdout).toMatch(
      /was checked.*nothing was written/,
    );
    expect(await rowsIn()).toBe(0);
  });

  it('is undone, and undone again does nothing and says so', async () => {
    const file = put(folder, 'carriers.csv', carriers);
    const { json: outcome } = await json<ImportOutcome>('import', file, '--type', 'carrier');
    expect(await rowsIn()).toBe(2);
    const { code, json: undone } = await json<Undone>('import', 'undo', outcome.importId, '--wait');
    expect(code).toBe(0);
    expect(undone).toMatchObject({ before: false, undo: { state: 'done', undone: 2, kept: 0 }, kept: [] });
    expect(await rowsIn()).toBe(0);
    const again = await words('import', 'undo', outcome.importId, '--wait');
    expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/was undone before/)]);
  });

  it('keeps what a newer import has changed, and says which rows', async () => {
    const older = put(folder, 'older.csv', 'USDOT,Name\n7,OLD INC\n8,OTHER INC\n');
    const newer = put(folder, 'newer.csv', 'USDOT,Name\n7,NEW INC\n');
    const { json: outcome } = await json<ImportOutcome>('import', older, '--type', 'carrier');
    await json('import', newer, '--type', 'carrier');
    const { code, stdout } = await words('import', 'undo', outcome.importId, '--wait');
    expect(code).toBe(2);
    expect(stdout).toMatch(/1 record taken back, 1 kept/);
    expect(stdout).toMatch(/2 +7 +This was changed since, by import \d+/);
  });

  it('stands in the history, with who, what and whether it was undone', async () => {
    const { json: page } = await json<Page<ImportView>>('import', 'history');
    expect(page.total).toBe(5);
    expect(page.rows[1]).toMatchObject({
      fileName: 'older.csv',
      fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      undo: { state: 'done', kept: 1 },
    });
    const { stdout } = await words('import', 'history');
    expect(stdout).toMatch(/^ID +WHEN +WHO +FILE/);
    expect(stdout).toMatch(/older\.csv.*done, undone but 1/);
    expect(stdout).toMatch(/carriers\.csv.*done, undone\s/);
  });

  it('says what is missing', async () => {
    const { code, json: failure } = await json<{ error: { code: string; message: string } }>(
      'import',
      'undo',
    );
    expect([code, failure.error.code]).toEqual([1, 'usage']);
    expect(failure.error.message).toContain('./undo');
  });

  it('is cancelled and taken back in one, by a worker that runs', async () => {
    const before = await rowsIn();
    const path = join(folder, 'many.csv');
    await writeCarrierFile(path, 200_000, 'random');
    const { sha256, name } = await engine.client.files.stage({ path });
    const { importId } = await engine.client.imports.start({ sha256, name, entity: 'carrier' });
    for await (const view of await engine.client.imports.watch({ importId })) if (view.created > 5000) break;
    expect(await engine.client.imports.cancel({ importId, takeBack: true })).toEqual({ cancelled: true });
    let last: ImportView | null = null;
    for await (const view of await engine.client.imports.watch({ importId })) last = view;
    expect(last).toMatchObject({
      state: 'cancelled',
      undo: { state: 'done', kept: 0, undone: last?.created },
    });
    expect(last?.created).toBeGreaterThan(5000);
    expect(await rowsIn()).toBe(before);
  });
});
