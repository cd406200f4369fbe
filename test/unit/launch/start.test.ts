import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDir } from '../../../electron/host/data-dir.ts';
import { downloadBase } from '../../../electron/launch/electron-binary.ts';
import { nodeTooOld } from '../../../electron/launch/node-version.ts';
import { startOptions } from '../../../electron/launch/start-options.ts';
import { noWindowBecause } from '../../../electron/launch/window-or-browser.ts';

describe('the data folder', () => {
  const on = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) => ({
    platform,
    env,
    home: '/home/ann',
  });

  it('is the one that was chosen, then that of the environment', () => {
    expect(dataDir('here', on('linux', { DOCKHAND_DATA: '/there' }))).toBe(resolve('here'));
    expect(dataDir(undefined, on('linux', { DOCKHAND_DATA: '/there' }))).toBe('/there');
  });

  it('else is where the platform keeps data of this user on this machine', () => {
    expect(dataDir(undefined, on('linux'))).toBe('/home/ann/.local/share/Dockhand');
    expect(dataDir(undefined, on('linux', { XDG_DATA_HOME: '/data' }))).toBe('/data/Dockhand');
    expect(dataDir(undefined, on('linux', { XDG_DATA_HOME: 'not/absolute' }))).toBe(
      '/home/ann/.local/share/Dockhand',
    );
    expect(dataDir(undefined, on('darwin'))).toBe('/home/ann/Library/Application Support/Dockhand');
    expect(dataDir(undefined, on('win32', { LOCALAPPDATA: '/Users/ann/Local' }))).toBe(
      '/Users/ann/Local/Dockhand',
    );
  });
});

describe('Node', () => {
  it.each(['22.18.0', '22.20.1', '24.0.0', '26.1.0'])('%s will do', (version) => {
    expect(nodeTooOld(version)).toBeNull();
  });
  it.each(['20.20.2', '22.17.1', '18.0.0'])('%s is too old, and the person is told what to do', (version) => {
    expect(nodeTooOld(version)).toMatch(/22\.18.*npm ci/s);
  });
});

describe('window or browser', () => {
  const linux = (env: NodeJS.ProcessEnv, uid = 1000) => noWindowBecause({ platform: 'linux', env, uid });

  it('a window where there is a display', () => {
    expect(linux({ DISPLAY: ':0' })).toBeNull();
    expect(linux({ WAYLAND_DISPLAY: 'wayland-0' })).toBeNull();
    expect(noWindowBecause({ platform: 'win32', env: {}, uid: undefined })).toBeNull();
    expect(noWindowBecause({ platform: 'darwin', env: {}, uid: 501 })).toBeNull();
  });

  it('no window without one, nor for root', () => {
    expect(linux({})).toMatch(/no display/);
    expect(linux({ DISPLAY: '' })).toMatch(/no display/);
    expect(linux({ DISPLAY: ':0' }, 0)).toMatch(/root/);
  });
});

describe('the options of a start', () => {
  it('reach the headless program', () => {
    const { serveArgs, headless } = startOptions(['--data', '/d', '--port', '4100', '--json']);
    expect(serveArgs).toEqual(['serve', '--data', '/d', '--port', '4100', '--json']);
    expect(headless).toBe(true);
  });

  it('ask for a window unless told otherwise', () => {
    expect(startOptions(['--data', '/d'])).toMatchObject({ headless: false, hidden: false });
    expect(startOptions(['--headless'])).toMatchObject({ headless: true });
  });

  it('are refused when they are unknown', () => {
    expect(() => startOptions(['--prot', '1'])).toThrow(/--prot/);
  });
});

describe("Electron's download", () => {
  it('comes from where npm and the environment say', () => {
    expect(downloadBase({})).toMatch(/^https:\/\/github\.com\/electron\//);
    expect(downloadBase({ ELECTRON_MIRROR: 'https://mirror.example/e/' })).toBe('https://mirror.example/e/');
    expect(downloadBase({ ELECTRON_MIRROR: 'nonsense' })).toMatch(/^https:\/\/github\.com/);
  });
});
