import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setupCommandLine } from '../../../electron/shell/command-line.ts';
import { setupMenu } from '../../../electron/shell/menu.ts';
import { app, Menu, resetElectron } from '../../doubles/electron.ts';

describe('what a start was told', () => {
  let folder: string;
  beforeEach(() => {
    resetElectron();
    folder = mkdtempSync(join(tmpdir(), 'dockhand-shell-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("puts Chromium's profile into the data folder, for its owner only", () => {
    const options = setupCommandLine(['electron', '/program', '--data', folder]);
    expect(options).toMatchObject({ dataDir: folder, hidden: false });
    expect(app.getPath('userData')).toBe(join(folder, 'window'));
    expect(app.getPath('sessionData')).toBe(join(folder, 'window'));
    expect(statSync(join(folder, 'window')).mode & 0o077).toBe(0);
    expect([app.getName(), app.userModelId]).toEqual(['Dockhand', 'com.dockhand.app']);
  });

  it("understands it among Chromium's own arguments", () => {
    const argv = ['electron', '--enable-features=X', '--hidden', `--data=${folder}`, '--no-sandbox-x'];
    expect(setupCommandLine(argv)).toMatchObject({ dataDir: folder, hidden: true });
  });
});

describe('the menu bar', () => {
  beforeEach(() => resetElectron());

  it('is on macOS only, for its shortcuts', async () => {
    setupMenu(() => {}, 'win32');
    await app.becomeReady();
    expect(Menu.application).toBeNull();
    setupMenu(() => {}, 'darwin');
    await new Promise((resolve) => void setImmediate(resolve));
    expect(Menu.application?.items.map(({ label, role }) => role ?? label)).toEqual([
      'Dockhand',
      'editMenu',
      'windowMenu',
    ]);
  });

  it('asks a person who quits by Cmd+Q', async () => {
    let asked = 0;
    setupMenu(() => (asked += 1), 'darwin');
    await app.becomeReady();
    const quitItem = Menu.application?.all.find(({ accelerator }) => accelerator === 'Command+Q');
    expect(quitItem?.role).toBeUndefined();
    Menu.application?.click('Quit Dockhand');
    expect(asked).toBe(1);
  });
});
