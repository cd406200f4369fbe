import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setupLoginItem } from '../../../electron/shell/login-item.ts';
import { setupQuit } from '../../../electron/shell/quit.ts';
import { setupSessionEnd } from '../../../electron/shell/session-end.ts';
import { setupSleep } from '../../../electron/shell/sleep.ts';
import { setupUncaught } from '../../../electron/shell/uncaught.ts';
import { app, BrowserWindow, dialog, powerMonitor, resetElectron } from '../../doubles/electron.ts';
import { FakeEngine, options } from './fakes.ts';

const settle = () => new Promise((resolve) => void setImmediate(resolve));
let engine: FakeEngine;

beforeEach(() => {
  resetElectron();
  engine = new FakeEngine();
});

describe('the end of the session', () => {
  it('stops the engine on Windows, also when no window was ever shown', async () => {
    const quit = setupQuit(engine, options);
    setupSessionEnd(quit, options, 'win32');
    await app.becomeReady();
    const [listener] = BrowserWindow.all;
    expect([BrowserWindow.all.length, listener?.visible]).toEqual([1, false]);
    listener?.emit('query-session-end');
    expect(engine.stops).toBe(0);
    listener?.emit('session-end');
    expect([engine.stops, dialog.messages.length]).toEqual([1, 0]);
    engine.finishStop();
    await settle();
    expect(app.exitCode).toBe(0);
  });

  it('stops it elsewhere when the computer shuts down', async () => {
    setupSessionEnd(setupQuit(engine, options), options, 'linux');
    await app.becomeReady();
    expect(BrowserWindow.all).toEqual([]);
    powerMonitor.emit('shutdown');
    expect(engine.stops).toBe(1);
  });
});

describe('sleep', () => {
  it('is written down with its length', async () => {
    const logged: unknown[] = [];
    const log = {
      ...options.log,
      info: (event: string, fields?: object) => void logged.push([event, fields]),
    };
    setupSleep({ log });
    await app.becomeReady();
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
    powerMonitor.emit('resume');
    expect(logged).toEqual([
      ['computer-sleeps', {}],
      ['computer-woke', { sleptMs: expect.any(Number) as number }],
      ['computer-woke', { sleptMs: null }],
    ]);
  });
});

describe('an error that nobody caught', () => {
  beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterEach(() => vi.restoreAllMocks());

  it('stops the engine in order, and only then says what happened and where the log is', async () => {
    const events = new EventEmitter();
    setupUncaught(engine, options, events);
    events.emit('uncaughtException', new Error('the menu is gone'));
    events.emit('unhandledRejection', new Error('and more'));
    await settle();
    expect([engine.stops, dialog.errors.length, app.exitCode]).toEqual([1, 0, null]);
    engine.finishStop();
    await settle();
    expect(dialog.errors).toEqual([
      {
        title: 'Dockhand has stopped',
        content: expect.stringMatching(/the menu is gone[^]*\/data\/Dockhand\/logs/) as string,
      },
    ]);
    expect(app.exitCode).toBe(1);
  });
});

describe('the start with the session', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'dockhand-home-'))));
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('is not offered where nothing is installed', () => expect(setupLoginItem('linux', {})).toBeNull());

  it('is kept by Windows and macOS, hidden', () => {
    app.isPackaged = true;
    const item = setupLoginItem('win32', {});
    expect(item?.isOn).toBe(false);
    item?.set(true);
    expect([item?.isOn, app.loginItem]).toEqual([true, { openAtLogin: true, args: ['--hidden'] }]);
    item?.set(false);
    expect(item?.isOn).toBe(false);
  });

  it('is a file in the autostart folder on Linux, which names the AppImage and not where it is mounted', () => {
    app.isPackaged = true;
    const item = setupLoginItem('linux', { HOME: home, APPIMAGE: '/apps/Dock "hand" 100%.AppImage' });
    expect(item?.isOn).toBe(false);
    item?.set(true);
    const file = join(home, '.config', 'autostart', 'dockhand.desktop');
    expect(readFileSync(file, 'utf8')).toContain(
      String.raw`Exec="/apps/Dock \\"hand\\" 100%%.AppImage" --hidden`,
    );
    expect(item?.isOn).toBe(true);
    item?.set(false);
    expect([item?.isOn, existsSync(file)]).toEqual([false, false]);
  });
});
