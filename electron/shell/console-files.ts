/** Answers requests for the console's files. It knows nothing of Electron, so that every trick with paths can be tried on it. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { host, scheme } from './origin.ts';

/** No source but the program itself. `blob:` is for what the page has made: the PDF that it shows, the file that it saves. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** @param root folder of the built console. */
export function consoleFiles(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405);
    const name = assetName(request.url);
    const type = name === null ? undefined : types[extname(name)];
    if (name === null || type === undefined) return plain(404);
    const content = await readFile(join(root, ...name.split('/'))).catch(() => null);
    if (content === null) return plain(404);
    const body = request.method === 'HEAD' ? null : new Uint8Array(content);
    return new Response(body, { headers: { ...commonHeaders, 'content-type': type } });
  };
}

const commonHeaders = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

function plain(status: number): Response {
  return new Response(null, { status, headers: commonHeaders });
}

/**
 * The file that an address means, relative to the console's folder. Not what looks dangerous is refused, but all that is not a
 * name as the build makes them: no `..`, no drive, no stream of NTFS, no backslash, no NUL, nothing hidden, nothing encoded twice.
 * @returns null for everything else.
 */
export function assetName(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${scheme}:` || url.host !== host) return null;
  const path = url.pathname === '/' || url.pathname === '' ? '/index.html' : url.pathname;
  return /^(\/\w[\w-]*(\.[\w-]+)*)+$/.test(path) ? path.slice(1) : null;
}
