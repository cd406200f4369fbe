/** Commands without a running engine: one is started for the duration, shared, handed over, and never left behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiClient } from '../../../electron/cli/client.ts';
import { ensureBuilt } from '../../../electron/launch/build.ts';
import { claimDataFolder } from '../../../electron/supervisor/data-folder.ts';
import { readEngineFile } from '../../../electron/supervisor/engine-file.ts';
import type { ImportView, Status } from '../../../workers/api/wire.ts';
import { writeCarrierFile } from '../../support/carrier-file.ts';
import { runCli, runJson, type ImportOutcome } from '../../support/cli.ts';
import { headlessProgram, startHeadless } from '../../support/engine.ts';
import { processesOn } from '../../support/processes.ts';
import { until } from '../../support/until.ts';
import { carriers, goodCarriers, put } from './files.ts';

/** So many that an import of them can be met in the middle. */
const rows = 150_000;

describe('the command line on its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-alone-'));
  const bigFile = join(folder, 'big.csv');
  let dataDir: string;
  let running: ChildProcess[];

  beforeAll(async () => {
    await ensureBuilt((sentence) => process.stderr.write(`${sentence}\n`));
    await writeCarrierFile(bigFile, rows, 'random');
  });
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'dockhand-alone-data-'));
    running = [];
  });
  afterEach(async () => {
    for (const child of running) child.kill('SIGKILL');
    await nothingLeft();
    rmSync(dataDir, { recursive: true, force: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const nothingLeft = () => until('no process is left', () => processesOn(dataDir).length === 0);

  /** A command that a test interferes with. */
  function start(...args: string[]) {
    const child = spawn(process.execPath, [headlessProgram, ...args, '--json', '--data', dataDir], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => ({
      code,
      signal,
      stderr,
      json: stdout === '' ? null : (JSON.parse(stdout) as ImportOutcome & { error?: { code: string } }),
    }));
    return { child, ended };
  }

  /** The one import, when enough of it is in. */
  async function importUnderWay(): Promise<ImportView> {
    return until('the import is in its middle', async () => {
      const engine = await readEngineFile(dataDir);
      if (engine === null || engine.url === null || engine.token === null) return null;
      const client = apiClient({ url: engine.url, token: engine.token });
      const list = await client.imports.list({}).catch(() => null);
      const [view] = list?.rows ?? [];
      return view !== undefined && view.total > rows / 10 ? view : null;
    });
  }

  it('starts an engine, does its work, and leaves nothing but the data', async () => {
    const file = put(folder, 'carriers.csv', carriers);
    const { code, json } = await runJson<ImportOutcome>(dataDir, 'import', file, '--type', 'carrier');
    expect([code, json.created, json.failed]).toEqual([2, 2, 2]);
    expect(processesOn(dataDir)).toEqual([]);
    expect(await readEngineFile(dataDir)).toBeNull();
    const { json: status } = await runJson<Status & { running: boolean }>(dataDir, 'status');
    expect(status).toMatchObject({ running: false, counts: { carrier: 2 } });
    expect(status.engine?.children.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'ready']);
  });

  it('makes a data folder that is not there, and says so', async () => {
    const fresh = join(dataDir, 'not', 'there');
    const { code, stdout, stderr } = await runCli(fresh, 'invoices', 'list');
    expect([code, stdout]).toEqual([0, 'No invoices.\n']);
    expect(stderr).toContain(`Making a new data folder: ${fresh}`);
    expect(existsSync(join(fresh, 'dockhand.sqlite'))).toBe(true);
  });

  it('refuses a data folder that cannot be one', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    const { code, json } = await runJson<{ error: { code: string; message: string } }>(file, 'status');
    expect([code, json.error.code]).toEqual([1, 'data-folder-unusable']);
    expect(json.error.message).toMatch(/--data DIR/);
  });

  it('doctor has an answer although the engine cannot start', async () => {
    mkdirSync(join(dataDir, 'dockhand.sqlite'));
    const { code, json } = await runJson<{ problems: number; findings: { detail: string }[] }>(
      dataDir,
      'doctor',
    );
    expect([code, json.problems]).toEqual([1, 1]);
    expect(json.findings[0]?.detail).not.toBe('');
  }, 180_000);

  it('two at once: both do their work, whoever started the engine', async () => {
    const [one, two] = [put(folder, 'one.csv', goodCarriers), put(folder, 'two.csv', carriers)];
    const outcomes = await Promise.all([
      runJson<ImportOutcome>(dataDir, 'import', one, '--type', 'carrier'),
      runJson<ImportOutcome>(dataDir, 'import', two, '--type', 'carrier'),
      runJson<Status>(dataDir, 'status'),
      runCli(dataDir, 'export', 'carriers', '--format', 'csv'),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 2, 0, 0]);
    expect(outcomes[0].json.total).toBe(2);
    expect(outcomes[1].json).toMatchObject({ total: 4, failed: 2 });
  });

  it('goes on with an engine of its own when the one that it uses is stopped', async () => {
    const engine = await startHeadless({ dataDir });
    const { ended } = start('import', bigFile, '--type', 'carrier');
    await importUnderWay();
    await engine.stop();
    const { code, json } = await ended;
    expect(code).toBe(0);
    expect(json).toMatchObject({ total: rows, created: rows, failed: 0 });
    await nothingLeft();
  });

  it('goes on when the engine that it uses is killed', async () => {
    const engine = await startHeadless({ dataDir });
    const { ended } = start('import', bigFile, '--type', 'carrier');
    await importUnderWay();
    await engine.kill9();
    const { code, json } = await ended;
    expect(code).toBe(0);
    expect(json).toMatchObject({ total: rows, created: rows, failed: 0 });
  });

  it('killed in the middle, it leaves no process, and the import goes on with the next command', async () => {
    const { child, ended } = start('import', bigFile, '--type', 'carrier');
    const { importId } = await importUnderWay();
    child.kill('SIGKILL');
    await ended;
    await nothingLeft();
    const engine = await startHeadless({ dataDir });
    const view = await until(
      'the import is done',
      async () => {
        const now = await engine.client.imports.get({ importId });
        return now.state === 'done' ? now : null;
      },
      60_000,
    );
    expect(view).toMatchObject({ total: rows, created: rows, failed: 0 });
    await engine.stop();
  });

  it('Ctrl+C cancels the import, says what became of it, and stops in order', async () => {
    const { child, ended } = start('import', bigFile, '--type', 'carrier');
    await importUnderWay();
    child.kill('SIGINT');
    const { code, json } = await ended;
    expect(code).toBe(130);
    expect(json).toMatchObject({ state: 'cancelled' });
    expect(json?.created).toBeGreaterThan(0);
    expect(json?.created).toBeLessThan(rows);
    await nothingLeft();
  });

  it('SIGTERM stops in order and leaves the import to the next start', async () => {
    const { child, ended } = start('import', bigFile, '--type', 'carrier');
    const { importId } = await importUnderWay();
    child.kill('SIGTERM');
    const { code, json } = await ended;
    expect([code, json?.error?.code]).toEqual([143, 'interrupted']);
    await nothingLeft();
    expect((await claimDataFolder(dataDir)).held).toBe(true);
    expect(importId).not.toBe('');
  });
});
