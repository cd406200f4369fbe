import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, isFresh, writeStamp } from '../../../electron/launch/fingerprint.ts';

describe('the build belongs to its sources', () => {
  let root: string;
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const products = ['electron/headless.js', 'electron/main.js', 'electron/preload.cjs', 'workers/main.js'];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'dockhand-build-'));
    put('package.json', '{}');
    put('electron/shell/tray.ts', 'export {};');
    for (const path of products) put(`dist/${path}`, 'built');
    put('dist/renderer/index.html', '<html>');
    writeStamp(root, fingerprint(root));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const fresh = () => isFresh(root, fingerprint(root));

  it('while nothing has changed, whatever the times of the files say', () => {
    utimesSync(join(root, 'package.json'), new Date(), new Date());
    expect(fresh()).toBe(true);
  });

  it.each([
    ['a changed file', () => put('electron/shell/tray.ts', 'export const a = 1;')],
    ['a new file', () => put('workers/new.ts', '')],
    [
      'a renamed file',
      () => renameSync(join(root, 'electron/shell/tray.ts'), join(root, 'electron/shell/icon.ts')),
    ],
    ['a changed package.json', () => put('package.json', '{"version":"2"}')],
    ['a product that is gone', () => rmSync(join(root, 'dist/workers/main.js'))],
    ['an empty product', () => put('dist/electron/main.js', '')],
    ['a stamp that is gone', () => rmSync(join(root, 'dist/build.json'))],
    ['a broken stamp', () => put('dist/build.json', '{')],
  ])('not after %s', (_what, change) => {
    change();
    expect(fresh()).toBe(false);
  });

  it('a page of documentation is no source', () => {
    put('electron/README.md', 'words');
    expect(fresh()).toBe(true);
  });
});
