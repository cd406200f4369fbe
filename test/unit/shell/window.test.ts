import { beforeEach, describe, expect, it } from 'vitest';
import { setupQuit } from '../../../electron/shell/quit.ts';
import { setupSingleInstance } from '../../../electron/shell/single-instance.ts';
import { setupWindow, type MainWindow } from '../../../electron/shell/window.ts';
import { app, BrowserWindow, resetElectron } from '../../doubles/electron.ts';
import { FakeEngine, options } from './fakes.ts';

describe('the window', () => {
  let engine: FakeEngine;
  let window: MainWindow;
  const open = async (hidden = false) => {
    resetElectron();
    engine = new FakeEngine();
    const parts = { instance: setupSingleInstance(), quit: setupQuit(engine, options) };
    window = setupWindow({ ...options, hidden }, parts);
    await app.becomeReady();
  };
  const only = () => {
    expect(BrowserWindow.all).toHaveLength(1);
    return BrowserWindow.all[0] as BrowserWindow;
  };

  beforeEach(() => open());

  it('shows the console, isolated and in the sandbox', () => {
    const { options: made, webContents, visible } = only();
    expect(visible).toBe(true);
    expect(webContents.getURL()).toBe('app://dockhand/');
    expect(made.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      preload: expect.stringMatching(/preload\.cjs$/) as string,
      additionalArguments: ['--dockhand-version=1.2.3'],
    });
    for (const risky of [
      'experimentalFeatures',
      'enableBlinkFeatures',
      'allowRunningInsecureContent',
    ] as const) {
      expect(made.webPreferences).not.toHaveProperty(risky);
    }
  });

  it('hides when it is closed, and comes back as it was', () => {
    const first = only();
    first.close();
    expect(first.visible).toBe(false);
    window.show();
    expect(only()).toBe(first);
    expect([first.visible, first.focused]).toEqual([true, true]);
  });

  it('closes when the program quits', async () => {
    app.quit();
    engine.finishStop();
    await new Promise((resolve) => void setImmediate(resolve));
    expect(BrowserWindow.all).toHaveLength(0);
    expect(app.exitCode).toBe(0);
  });

  it('stays in the tray after a hidden start, until somebody wants it', async () => {
    await open(true);
    expect(BrowserWindow.all).toHaveLength(0);
    app.emit('second-instance');
    expect(only().visible).toBe(true);
  });

  it('comes to the front at a second start, also when it was minimised', () => {
    only().minimized = true;
    app.emit('second-instance');
    expect([only().minimized, only().focused]).toEqual([false, true]);
  });

  it('goes to the screen that it is asked for', () => {
    window.show('/import');
    expect(only().webContents.getURL()).toBe('app://dockhand/#/import');
    window.show();
    expect(only().webContents.getURL()).toBe('app://dockhand/#/import');
  });

  it('loads again when its process has crashed', () => {
    only().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(only().webContents.reloads).toBe(1);
    only().webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(only().webContents.reloads).toBe(1);
  });
});
