/** What may die in the middle of an import, and that the tables end up as if nothing had. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { dataPaths } from '../../../workers/paths.ts';
import { carrierRow, writeCarrierFile } from '../../support/carrier-file.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';

const rows = 400_000;

describe('an import goes on and ends with exactly its rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-faults-'));
  const file = join(folder, 'carriers.csv');
  let engine: HeadlessEngine | undefined;

  beforeAll(() => writeCarrierFile(file, rows, 'random'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    await engine?.stop();
    engine = undefined;
  });

  /** Starts the import and waits until a fifth of it is in. */
  async function startAndReachTheMiddle(on: HeadlessEngine): Promise<string> {
    const staged = await on.client.files.stage({ path: file });
    const { importId } = await on.client.imports.start({
      sha256: staged.sha256,
      name: staged.name,
      entity: 'carrier',
    });
    for await (const view of await on.client.imports.watch({ importId })) {
      if (view.total > rows / 5) break;
      expect(view.state).not.toBe('failed');
    }
    return importId;
  }

  function settled(on: HeadlessEngine, importId: string) {
    const look = async () => {
      const view = await on.client.imports.get({ importId });
      return view.state === 'waiting' || view.state === 'running' ? null : view;
    };
    return until('the import is settled', look, 60_000);
  }

  async function childPid(on: HeadlessEngine, name: string): Promise<number> {
    const { engine: snapshot } = await on.client.system.status();
    const pid = snapshot?.children.find((child) => child.name === name)?.pid;
    if (pid === undefined || pid === null) throw new Error(`no process ${name}`);
    return pid;
  }

  function expectExactlyTheRows(on: HeadlessEngine): void {
    const db = new Database(dataPaths(on.dataDir).database, { readonly: true });
    try {
      const all = db.prepare('SELECT usdot, legal_name, postal_code, version FROM carrier').all() as Record<
        string,
        unknown
      >[];
      expect(all).toHaveLength(rows);
      const byUsdot = new Map(all.map((row) => [row['usdot'], row]));
      for (let i = 0; i < rows; i += 1) {
        const [usdot, , legalName, , , , , , zip] = carrierRow(i, 'random');
        const found = byUsdot.get(usdot);
        if (
          found?.['legal_name'] !== legalName ||
          found?.['postal_code'] !== zip ||
          found?.['version'] !== 1
        ) {
          expect(found).toEqual({ usdot, legal_name: legalName, postal_code: zip, version: 1 });
        }
      }
      const outcomes = db.prepare('SELECT outcome, count(*) AS n FROM import_row GROUP BY outcome').all();
      expect(outcomes).toEqual([{ outcome: 1, n: rows }]);
    } finally {
      db.close();
    }
  }

  /** A fault that comes too late proves nothing: asked of the database itself, right after the fault. */
  function expectStillRunning(on: HeadlessEngine): void {
    const db = new Database(dataPaths(on.dataDir).database, { readonly: true });
    const view = db.prepare('SELECT state, total FROM import').get() as { state: string; total: number };
    db.close();
    expect(view.state).toBe('running');
    expect(view.total).toBeGreaterThan(0);
    expect(view.total).toBeLessThan(rows);
  }

  async function expectAllIn(on: HeadlessEngine, importId: string): Promise<void> {
    const counts = { state: 'done', total: rows, created: rows, failed: 0 };
    expect(await settled(on, importId)).toMatchObject(counts);
    expectExactlyTheRows(on);
  }

  it('when the press worker is killed', async () => {
    engine = await startHeadless();
    const importId = await startAndReachTheMiddle(engine);
    process.kill(await childPid(engine, 'press-1'), 'SIGKILL');
    expectStillRunning(engine);
    await expectAllIn(engine, importId);
  });

  it('when Redis is killed', async () => {
    engine = await startHeadless();
    const importId = await startAndReachTheMiddle(engine);
    process.kill(await childPid(engine, 'redis'), 'SIGKILL');
    expectStillRunning(engine);
    await expectAllIn(engine, importId);
  });

  it("when Redis's folder is deleted", async () => {
    engine = await startHeadless();
    const importId = await startAndReachTheMiddle(engine);
    rmSync(dataPaths(engine.dataDir).redis, { recursive: true, force: true });
    process.kill(await childPid(engine, 'redis'), 'SIGKILL');
    expectStillRunning(engine);
    await expectAllIn(engine, importId);
  });

  it('when the whole program is killed and started again', async () => {
    engine = await startHeadless();
    const importId = await startAndReachTheMiddle(engine);
    await engine.kill9();
    expectStillRunning(engine);
    engine = await startHeadless({ dataDir: engine.dataDir });
    await expectAllIn(engine, importId);
  });
});
