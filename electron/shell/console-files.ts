/**
 * Answers the window's requests for the console's files, by the same list of files and with the same policy as the HTTP server does
 * for a browser. It knows nothing of Electron, so that every trick with paths can be tried on it.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { consoleFiles } from '../../workers/api/http/console-files.ts';
import { consolePolicy, noncePlaceholder, securityHeaders } from '../../workers/api/http/headers.ts';
import { isOurUrl } from './origin.ts';

/** @param root folder of the built console. */
export function answerConsole(root: string): (request: Request) => Promise<Response> {
  const files = consoleFiles(root);
  return async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405);
    const file = isOurUrl(url) ? files.find(new URL(url).pathname) : null;
    const content = file === null ? null : await readFile(file.path).catch(() => null);
    if (file === null || content === null) return refusal(404);
    const headers = { ...securityHeaders, 'content-type': file.contentType };
    const body = method === 'HEAD' ? null : new Uint8Array(content);
    if (!file.contentType.startsWith('text/html')) return new Response(body, { headers });
    const nonce = randomBytes(18).toString('base64');
    const page = method === 'HEAD' ? null : content.toString('utf8').replaceAll(noncePlaceholder, nonce);
    return new Response(page, { headers: { ...headers, 'content-security-policy': consolePolicy(nonce) } });
  };
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}
