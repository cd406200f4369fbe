/** Answers a request for one of the console's files. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ConsoleFile, ConsoleFiles } from './console-files.ts';
import { consolePolicy, noncePlaceholder } from './headers.ts';
import { sendText } from './send.ts';

export async function serveConsole(
  files: ConsoleFiles,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    sendText(response, 405, 'Only GET is possible here.');
    return;
  }
  const file = files.find(pathname);
  if (file === null) {
    const unbuilt =
      pathname === '/' ? 'The console is not built. Run “npm run build”.' : 'There is no such file.';
    sendText(response, 404, unbuilt);
    return;
  }
  response.setHeader('content-type', file.contentType);
  if (file.contentType.startsWith('text/html')) await sendPage(file, request, response);
  else await sendFile(file, request, response);
}

async function sendPage(
  file: ConsoleFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const nonce = randomBytes(18).toString('base64');
  const page = (await readFile(file.path, 'utf8')).replaceAll(noncePlaceholder, nonce);
  response.setHeader('content-security-policy', consolePolicy(nonce));
  response.setHeader('content-length', Buffer.byteLength(page));
  response.end(request.method === 'HEAD' ? undefined : page);
}

async function sendFile(
  file: ConsoleFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('content-length', file.bytes);
  response.setHeader('cache-control', file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path), response);
}
