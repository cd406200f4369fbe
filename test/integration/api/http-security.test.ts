import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, failure, startTestApi, type TestApi } from './api.ts';

let api: TestApi;
let folder: string;
let port: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dockhand-test-console-'));
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  const built = join(folder, 'renderer');
  mkdirSync(join(built, 'assets'), { recursive: true });
  writeFileSync(
    join(built, 'index.html'),
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
  );
  writeFileSync(join(built, 'assets', 'index-Ab3dE_9-.js'), 'export {};');
  writeFileSync(join(built, 'assets', 'index-Ab3dE_9-.js.map'), '{}');
  writeFileSync(join(built, 'assets', 'inter-Xy12Zw34.woff2'), 'font');
  writeFileSync(join(built, 'plain.svg'), '<svg/>');
  symlinkSync(join(folder, 'secret.txt'), join(built, 'link.txt'));
  api = await startTestApi({ consoleFolder: built, limits: { inputMs: 300, uploadIdleMs: 300 } });
  port = new URL(api.url).port;
});

afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

const authorization = 'Bearer test-token-0123456789';
const json = { 'content-type': 'application/json' };
const status = (headers: Record<string, string>) =>
  ask(api.url, '/rpc/system/status', { method: 'POST', headers: { ...json, ...headers }, body: '{}' });

describe('a call', () => {
  it('is answered with the token', async () => {
    const answer = await status({ authorization });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ json: { dataDir: api.dataDir } });
  });

  it('is refused without it, in words', async () => {
    const answer = await status({});
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('Bearer');
    expect(answer.body).toContain('token');
    expect(answer.body).not.toContain(api.token);
  });

  it('is refused under another name, as after DNS rebinding', async () => {
    expect((await status({ authorization, host: `evil.example:${port}` })).status).toBe(403);
    expect((await status({ authorization, host: `localhost:${port}` })).status).toBe(200);
  });

  it('is refused to pages of other origins, and none is told that it might be allowed', async () => {
    const answer = await status({ authorization, origin: 'http://evil.example' });
    expect(answer.status).toBe(403);
    const preflight = await ask(api.url, '/rpc/system/status', {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(403);
    const own = await status({ authorization, origin: api.url });
    expect(own.status).toBe(200);
    for (const { headers } of [answer, preflight, own])
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('cannot be made by GET, which a link or an image could do', async () => {
    const answer = await ask(api.url, '/rpc/jobs/cancel?data={"json":{"id":"x"}}', {
      headers: { authorization },
    });
    expect(answer.status).toBe(405);
  });

  it('of an unknown name is not found', async () => {
    for (const path of [
      '/rpc',
      '/rpc/',
      '/rpc/nothing',
      '/rpc/__proto__/x',
      '/rpc/system/constructor',
      '/rpc/%2e%2e/x',
    ])
      expect((await ask(api.url, path, { method: 'POST', headers: { authorization } })).status, path).toBe(
        404,
      );
  });

  it('with an unreadable input is refused, and the server goes on', async () => {
    const bodies = [
      '{',
      'null',
      '[]',
      '{"json":{},"meta":[[0,"__proto__"]]}',
      '{"json":1,"meta":[[1,"a","b"]]}',
      '\u0000',
    ];
    for (const body of bodies) {
      const answer = await ask(api.url, '/rpc/jobs/list', {
        method: 'POST',
        headers: { authorization, ...json },
        body,
      });
      expect([200, 400], body).toContain(answer.status);
    }
    expect((await status({ authorization })).status).toBe(200);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('with more input than any call needs is refused', async () => {
    const body = JSON.stringify({ json: { ids: ['x'.repeat(9 * 1024 * 1024)] } });
    const headers = { authorization, ...json };
    const refused = await ask(api.url, '/rpc/invoices/makePdfs', { method: 'POST', headers, body }).catch(
      (error: NodeJS.ErrnoException) => error,
    );
    // Where it is cut off while it still sends, a client may not get to see the answer.
    if (refused instanceof Error) expect(refused.code).toMatch(/ECONNRESET|EPIPE/);
    else expect(refused.status).toBe(413);
    expect((await status({ authorization })).status).toBe(200);
  });

  it('with chunks of unknown length is cut off at the same size', async () => {
    const head = `POST /rpc/jobs/list HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    const { received } = await bare(
      head,
      Array.from({ length: 12 }, () => chunk),
    );
    expect(received).toMatch(/^(?:HTTP\/1.1 413 |$)/);
    expect((await status({ authorization })).status).toBe(200);
  });

  it('that comes drop by drop is broken off', async () => {
    const head = `POST /rpc/jobs/list HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`;
    const { received, ms } = await bare(head, []);
    expect(received).toBe('');
    expect(ms).toBeGreaterThan(250);
  });

  it('with an error that nobody foresaw says an id and nothing else; the log has the rest under that id', async () => {
    const { rows } = api.context;
    const broken = { ...rows, range: () => Promise.reject(new Error('secret path /var/lib/x')) };
    Object.assign(api.context, { rows: broken });
    const error = await failure(api.client.partners.list({ entity: 'carrier' }));
    Object.assign(api.context, { rows });
    expect(error.code).toBe('INTERNAL_SERVER_ERROR');
    const id = /^Something went wrong \(id ([0-9a-f]{8})\)/.exec(error.message)?.[1];
    expect(id).toBeDefined();
    expect(JSON.stringify(error)).not.toContain('secret path');
    const entry = api.logged.find(({ fields }) => fields?.['id'] === id);
    expect(entry?.fields).toMatchObject({ where: 'partners.list' });
    expect(entry?.fields?.['error']).toContain('secret path');
  });
});

/** Writes what is given to a connection and reads until it is closed. */
function bare(head: string, rest: readonly string[]): Promise<{ received: string; ms: number }> {
  const began = performance.now();
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(head);
      for (const part of rest) socket.write(part);
    });
    socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => {
      resolve({ received, ms: performance.now() - began });
    });
  });
}

describe('the console’s files', () => {
  it('are given without the token, under a strict policy with a nonce of its own for every page', async () => {
    const page = await ask(api.url, '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-store');
    const policy = page.headers['content-security-policy'] as string;
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nonce.length).toBeGreaterThanOrEqual(22);
    expect(page.body).toBe(
      `<!doctype html><meta property="csp-nonce" nonce="${nonce}"><script nonce="${nonce}"></script>`,
    );
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http:|https:/);
    const again = await ask(api.url, '/');
    expect(again.headers['content-security-policy']).not.toBe(policy);
  });

  it('may be kept for ever where their names change with their content, and only there', async () => {
    const script = await ask(api.url, '/assets/index-Ab3dE_9-.js');
    expect(script).toMatchObject({ status: 200, body: 'export {};' });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask(api.url, '/assets/inter-Xy12Zw34.woff2')).headers['content-type']).toBe('font/woff2');
    const icon = await ask(api.url, '/plain.svg?v=1');
    expect(icon.headers['content-type']).toBe('image/svg+xml');
    expect(icon.headers['cache-control']).toBe('no-cache');
  });

  it('are announced by HEAD and changed by nothing', async () => {
    const head = await ask(api.url, '/', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(Number(head.headers['content-length'])).toBeGreaterThan(0);
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await ask(api.url, '/', { method })).status).toBe(405);
  });

  it('hide everything else: source maps, links out of the folder, and whatever a path tries', async () => {
    const paths = [
      '/assets/index-Ab3dE_9-.js.map',
      '/link.txt',
      '/secret.txt',
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/..%5csecret.txt',
      '/..\\secret.txt',
      '/%252e%252e/secret.txt',
      '//secret.txt',
      '//evil.example/secret.txt',
      'http://evil.example/secret.txt',
      '/C:/Windows/win.ini',
      '//server/share/x',
      '/index.html%00.js',
      '/%00',
      '/%',
      '/%c0%ae%c0%ae/secret.txt',
      '/__proto__',
      '/constructor',
      '/assets',
      '/assets/',
      `/${'a/'.repeat(2000)}`,
    ];
    for (const path of paths) {
      const answer = await ask(api.url, path);
      expect(answer.status, path).toBe(404);
      expect(answer.body).not.toContain('outside');
    }
  });

  it('are not given under another name', async () => {
    expect((await ask(api.url, '/', { headers: { host: 'evil.example' } })).status).toBe(403);
  });
});

it('every answer says what it may be used for', async () => {
  const answers = [
    await ask(api.url, '/'),
    await ask(api.url, '/nothing'),
    await ask(api.url, '/rpc/system/status', { method: 'POST' }),
    await status({ authorization }),
    await ask(api.url, '/upload', { method: 'PUT', headers: { authorization }, body: 'x' }),
  ];
  for (const { headers, status: code } of answers) {
    expect(headers, String(code)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

it('a header that never ends is broken off', async () => {
  const { received } = await bare(
    `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'x'.repeat(40_000)}`,
    [],
  );
  expect(received).toMatch(/^HTTP\/1.1 431 /);
});
