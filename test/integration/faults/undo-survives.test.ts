/** What may die in the middle of an undo, or of an import that is to be taken back, and that the tables end up as if nothing had. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import type { ImportView } from '../../../workers/api/wire.ts';
import { dataPaths } from '../../../workers/paths.ts';
import { writeCarrierFile } from '../../support/carrier-file.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';

const rows = 100_000;
const before = 1_000;

describe('an undo goes on and leaves exactly what was there before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-faults-undo-'));
  let engine: HeadlessEngine | undefined;

  beforeAll(async () => {
    await writeCarrierFile(join(folder, 'few.csv'), before, 'random');
    await writeCarrierFile(join(folder, 'many.csv'), rows, 'random');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    await engine?.stop();
    engine = undefined;
  });

  async function start(on: HeadlessEngine, file: string): Promise<string> {
    const { sha256, name } = await on.client.files.stage({ path: join(folder, file) });
    const { importId } = await on.client.imports.start({ sha256, name, entity: 'carrier' });
    return importId;
  }

  const reaches = (on: HeadlessEngine, importId: string, what: (view: ImportView) => boolean) =>
    until(
      'the import is where it is to be',
      async () => {
        const view = await on.client.imports.get({ importId });
        return what(view) ? view : null;
      },
      60_000,
    );
  const isDone = (view: ImportView) => view.state === 'done';
  const isUndone = ({ undo }: ImportView) => undo?.state === 'done';

  async function killPress(on: HeadlessEngine): Promise<void> {
    const { engine: snapshot } = await on.client.system.status();
    const pid = snapshot?.children.find(({ name }) => name === 'press-1')?.pid;
    if (pid === undefined || pid === null) throw new Error('no press-1');
    process.kill(pid, 'SIGKILL');
  }

  function state(on: HeadlessEngine) {
    const db = new Database(dataPaths(on.dataDir).database, { readonly: true });
    try {
      return {
        carriers: db.prepare('SELECT count(*) FROM carrier').pluck().get(),
        versions: db.prepare('SELECT DISTINCT version FROM carrier').pluck().all(),
        undo: db
          .prepare('SELECT undo_state AS state, undone, undo_kept AS kept FROM import WHERE no = 2')
          .get(),
        removed: db
          .prepare(
            `SELECT sum(json_extract(changes, '$.removed')) FROM audit_log WHERE action = 'undo-batch'`,
          )
          .pluck()
          .get(),
      };
    } finally {
      db.close();
    }
  }

  function expectStillUndoing(on: HeadlessEngine): void {
    const { undo } = state(on) as { undo: { state: string; undone: number } };
    expect(undo.state).toBe('running');
    expect(undo.undone).toBeLessThan(rows - before);
  }

  async function beginUndo(on: HeadlessEngine): Promise<string> {
    await reaches(on, await start(on, 'few.csv'), isDone);
    const importId = await start(on, 'many.csv');
    await reaches(on, importId, isDone);
    await on.client.imports.undo({ importId });
    await reaches(on, importId, ({ undo }) => (undo?.undone ?? 0) > 1000);
    return importId;
  }

  const asBefore = {
    carriers: before,
    versions: [1],
    undo: { state: 'done', undone: rows - before, kept: 0 },
    removed: rows - before,
  };

  it('when the press worker is killed', async () => {
    engine = await startHeadless();
    const importId = await beginUndo(engine);
    await killPress(engine);
    expectStillUndoing(engine);
    await reaches(engine, importId, isUndone);
    expect(state(engine)).toEqual(asBefore);
  });

  it('when the whole program is killed and started again', async () => {
    engine = await startHeadless();
    const importId = await beginUndo(engine);
    await engine.kill9();
    expectStillUndoing(engine);
    engine = await startHeadless({ dataDir: engine.dataDir });
    await reaches(engine, importId, isUndone);
    expect(state(engine)).toEqual(asBefore);
  });

  it('when the import was cancelled to be taken back, and its worker died before it could stop', async () => {
    engine = await startHeadless();
    await reaches(engine, await start(engine, 'few.csv'), isDone);
    const importId = await start(engine, 'many.csv');
    await reaches(engine, importId, ({ created }) => created > 5000);
    const dying = killPress(engine);
    await engine.client.imports.cancel({ importId, takeBack: true });
    await dying;
    const view = await reaches(engine, importId, isUndone);
    expect(view.state).toBe('cancelled');
    expect(view.undo).toMatchObject({ undone: view.created, kept: 0 });
    expect(state(engine)).toMatchObject({ carriers: before, versions: [1] });
  });
});
