import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setupEngine } from '../../../electron/shell/engine.ts';
import { loopbackConsole, otherInWords } from '../../../electron/shell/other-holder.ts';
import { claimDataFolder } from '../../../electron/supervisor/data-folder.ts';
import { writeEngineFile } from '../../../electron/supervisor/engine-file.ts';
import type { createEngine, Engine, EngineOptions } from '../../../electron/supervisor/engine.ts';
import { UserError } from '../../../workers/errors.ts';
import { until } from '../../support/until.ts';
import { app, dialog, resetElectron, shell } from '../../doubles/electron.ts';
import { options as shellOptions, snapshot } from './fakes.ts';

describe('the engine inside Electron', () => {
  let dataDir: string;
  let started: EngineOptions[];
  let stops: number;
  let start: Engine['start'];

  const create: typeof createEngine = (options) => ({
    start: () => {
      started.push(options);
      return start();
    },
    settled: () => Promise.resolve(),
    snapshot: () => snapshot({}),
    onChange: () => () => {},
    sendToApi: () => {},
    restart: () => {},
    stop: () => {
      stops += 1;
      return Promise.resolve();
    },
  });
  const setup = () => setupEngine({ ...shellOptions, dataDir }, create);

  beforeEach(() => {
    resetElectron();
    dataDir = mkdtempSync(join(tmpdir(), 'dockhand-engine-'));
    started = [];
    stops = 0;
    start = () => Promise.resolve({ url: 'http://127.0.0.1:4100', token: 't' });
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('starts when Electron is ready, and serves the command line too', async () => {
    const host = setup();
    expect([started, host.endpoint]).toEqual([[], null]);
    await app.becomeReady();
    await until('the engine runs', () => host.endpoint);
    expect(host.endpoint).toEqual({ url: 'http://127.0.0.1:4100', token: 't' });
    expect(started[0]).toMatchObject({ dataDir, http: { port: 0 } });
    await host.stop();
  });

  it('holds the data folder until it has stopped', async () => {
    const host = setup();
    await app.becomeReady();
    await until('the engine runs', () => host.endpoint);
    expect(await claimDataFolder(dataDir)).toMatchObject({ held: false });
    await host.stop();
    expect(stops).toBe(1);
    const claim = await claimDataFolder(dataDir);
    expect(claim.held).toBe(true);
    if (claim.held) await claim.release();
  });

  it('is not started where another one runs: its console is offered instead', async () => {
    const other = await claimDataFolder(dataDir);
    if (!other.held) throw new Error('The folder is taken.');
    const running = { url: 'http://127.0.0.1:4200', token: 'secret', pid: process.pid, startedAt: 0 };
    await writeEngineFile(dataDir, running);
    setup();
    await app.becomeReady();
    await until('the program ends', () => app.exitCode !== null);
    expect(started).toEqual([]);
    expect(dialog.messages[0]).toMatchObject({ message: 'Dockhand is running already.' });
    expect(shell.opened).toEqual(['http://127.0.0.1:4200/#token=secret']);
    expect(app.exitCode).toBe(0);
    await other.release();
  });

  it('names the user for whom it runs, where that is another', () => {
    expect(otherInWords({ by: null, user: 'dana' }, '/data', 'lee')).toEqual({
      message: 'Dockhand is running already for dana.',
      detail:
        'Another Dockhand works on /data. It has to be quit there, or dana has to sign out, before it can run here.',
    });
    for (const user of ['lee', null]) {
      const { message } = otherInWords({ by: null, user }, '/data', 'lee');
      expect(message).toBe('Dockhand is running already.');
    }
  });

  it('says why when it cannot start, and gives the folder back', async () => {
    start = () => Promise.reject(new UserError('database-newer', 'Install the newer version.'));
    setup();
    await app.becomeReady();
    await until('the program ends', () => app.exitCode !== null);
    expect(dialog.errors).toEqual([
      { title: 'Dockhand cannot start', content: 'Install the newer version.' },
    ]);
    expect(app.exitCode).toBe(1);
    expect((await claimDataFolder(dataDir)).held).toBe(true);
  });

  it('makes no fuss when somebody quits while it starts', async () => {
    start = () => Promise.reject(new UserError('engine-stopped', 'Stopped.'));
    setup();
    await app.becomeReady();
    await until('the folder is free', async () => (await claimDataFolder(dataDir)).held);
    expect([dialog.errors, app.exitCode]).toEqual([[], null]);
  });
});

describe('the console of another engine', () => {
  it.each([
    'http://127.0.0.1:80@evil.example/',
    'http://evil.example:4100',
    'file:///etc/passwd',
    'http://127.0.0.1:4100/path',
  ])('%s is not opened', (url) => {
    expect(loopbackConsole(url, 't')).toBeNull();
  });
});
