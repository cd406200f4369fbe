import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setupMemory } from '../../../electron/shell/memory.ts';
import type { Message } from '../../../electron/shell/notify.ts';
import { setupQuit } from '../../../electron/shell/quit.ts';
import { setupSingleInstance } from '../../../electron/shell/single-instance.ts';
import { setupWindow, type MainWindow } from '../../../electron/shell/window.ts';
import { app, BrowserWindow, dialog, resetElectron, screen } from '../../doubles/electron.ts';
import { FakeEngine, options } from './fakes.ts';

describe('the window', () => {
  let engine: FakeEngine;
  let window: MainWindow;
  let folder: string;
  let told: string[];
  const open = async (hidden = false) => {
    resetElectron();
    engine = new FakeEngine();
    app.setPath('userData', folder);
    const parts = {
      instance: setupSingleInstance(),
      quit: setupQuit(engine, options),
      memory: setupMemory(),
      notify: (message: Message) => void told.push(message.title),
    };
    window = setupWindow({ ...options, hidden }, parts);
    await app.becomeReady();
  };
  const only = () => {
    expect(BrowserWindow.all).toHaveLength(1);
    return BrowserWindow.all[0] as BrowserWindow;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dockhand-window-'));
    told = [];
    await open();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

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

  it('says once, ever, that it is still there when it is closed', async () => {
    only().close();
    only().close();
    expect(told).toEqual(['Dockhand works on']);
    await open();
    only().close();
    expect(told).toHaveLength(1);
  });

  it('opens where it was, as large as it was, and maximised if it was', async () => {
    only().bounds = { x: 100, y: 50, width: 1000, height: 700 };
    only().maximized = true;
    only().close();
    await open();
    expect(only().options).toMatchObject({ x: 100, y: 50, width: 1000, height: 700 });
    expect(only().maximized).toBe(true);
  });

  it('remembers where it was when the program quits', async () => {
    only().bounds = { x: 7, y: 8, width: 1000, height: 700 };
    app.quit();
    engine.finishStop();
    await new Promise((resolve) => void setImmediate(resolve));
    await open();
    expect(only().options).toMatchObject({ x: 7, y: 8 });
  });

  it('does not open where no display is any more', async () => {
    only().bounds = { x: 3000, y: 50, width: 3000, height: 700 };
    only().close();
    await open();
    expect(only().options).toMatchObject({ width: 1920, height: 700 });
    expect(only().options).not.toHaveProperty('x');
    screen.workAreas = [];
    window.show();
  });

  it('opens as usual when its memory is damaged', async () => {
    for (const content of ['{', '{"bounds":{"x":"a"},"maximized":3}', 'null']) {
      writeFileSync(join(folder, 'shell.json'), content);
      await open();
      expect(only().options).toMatchObject({ width: 1280, height: 820 });
    }
  });

  it('loads again when its process has crashed, and asks when that did not help', async () => {
    only().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect([only().webContents.reloads, dialog.messages.length]).toEqual([1, 0]);
    only().webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(only().webContents.reloads).toBe(1);
    only().webContents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(only().webContents.reloads).toBe(1);
    await new Promise((resolve) => void setImmediate(resolve));
    expect(dialog.messages[0]).toMatchObject({ message: 'The window has stopped working.' });
    expect(only().webContents.reloads).toBe(2);
  });

  it('asks a person what to do when it does not answer', async () => {
    dialog.answer = 2;
    only().emit('unresponsive');
    await new Promise((resolve) => void setImmediate(resolve));
    expect(dialog.messages[0]).toMatchObject({ message: 'The window does not answer.' });
    expect(only().webContents.reloads).toBe(0);
    dialog.answer = 0;
    only().emit('unresponsive');
    await new Promise((resolve) => void setImmediate(resolve));
    expect(only().webContents.reloads).toBe(1);
  });
});
