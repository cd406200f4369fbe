import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerConsole } from '../../../electron/shell/console-files.ts';
import { setupProtocol } from '../../../electron/shell/protocol.ts';
import { app, protocol, resetElectron } from '../../doubles/electron.ts';

describe('app://dockhand', () => {
  const outer = mkdtempSync(join(tmpdir(), 'dockhand-protocol-'));
  const root = join(outer, 'renderer');
  const get = (url: string, init?: RequestInit) => answerConsole(root)(new Request(url, init));

  beforeAll(() => {
    mkdirSync(join(root, 'assets'), { recursive: true });
    writeFileSync(join(outer, 'secret.html'), 'secret');
    writeFileSync(join(root, 'index.html'), '<style nonce="__CSP_NONCE__"></style>');
    writeFileSync(join(root, 'assets', 'index-CPBjjr1U.js'), 'export {};');
    writeFileSync(join(root, 'assets', 'index-CPBjjr1U.js.map'), '{}');
  });
  afterAll(() => rmSync(outer, { recursive: true, force: true }));

  it('serves the page and its files under their types', async () => {
    const page = await get('app://dockhand/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const script = await get('app://dockhand/assets/index-CPBjjr1U.js');
    expect(await script.text()).toBe('export {};');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('confines the page by a policy in the header, with a nonce that is new each time', async () => {
    const [one, two] = [await get('app://dockhand/'), await get('app://dockhand/')];
    const policy = one.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
    const nonce = /nonce="(.+)"/.exec(await one.text())?.[1] ?? 'none';
    expect(policy).toContain(`'nonce-${nonce}'`);
    expect(await two.text()).not.toContain(nonce);
  });

  it.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/%252e%252e/secret.html',
    String.raw`/..\secret.html`,
    '/..%5csecret.html',
    '//server/share/secret.html',
    '/C:/secret.html',
    '/index.html%00.png',
    '/index.html::$DATA',
    '/assets',
    '/assets/',
    '/assets/index-CPBjjr1U.js.map',
    '/%',
    '/nothing.html',
  ])('has nothing at %s', async (path) => {
    const answer = await get(`app://dockhand${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });

  it('answers for its own host only, and takes nothing', async () => {
    expect((await get('app://other/index.html')).status).toBe(404);
    expect((await get('app://dockhand/', { method: 'POST' })).status).toBe(405);
  });
});

describe('the scheme', () => {
  beforeEach(() => resetElectron());

  it('is secure and standard, bypasses nothing, and is answered from the built console', async () => {
    setupProtocol();
    expect(protocol.schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
      },
    ]);
    await app.becomeReady();
    expect((await protocol.request('app://dockhand/../package.json')).status).toBe(404);
  });
});
