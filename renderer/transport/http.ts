/** The browser's way: RPC under /rpc with a bearer token, files by PUT /upload. */
import { RPCLink } from '@orpc/client/fetch';
import type { StagedFile } from '../../workers/api/wire.ts';
import { withDeadlines } from './deadline.ts';
import { AccessRefused, EngineUnreachable } from './errors.ts';
import { storedToken } from './token.ts';
import type { StageOptions, Transport } from './transport.ts';

const authorization = () => `Bearer ${storedToken() ?? ''}`;

export function httpTransport(): Transport {
  const link = new RPCLink({
    url: `${window.location.origin}/rpc`,
    headers: () => ({ authorization: authorization() }),
    fetch: async (request, init) => {
      // Without a token the answer is known; asking would only fill the engine's log.
      if (storedToken() === null) throw new AccessRefused();
      const response = await fetch(request, init);
      if (response.status === 401) throw new AccessRefused();
      return response;
    },
  });
  return { kind: 'http', link: withDeadlines(link), stage: upload };
}

/** XMLHttpRequest, because `fetch` cannot tell how far a request's body has come. */
function upload(file: File, options: StageOptions): Promise<StagedFile> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('authorization', authorization());
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'text';
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) options.onProgress(event.loaded / event.total);
    });
    const abort = () => {
      request.abort();
      reject(signal.reason instanceof Error ? signal.reason : new Error('The upload was cancelled.'));
    };
    const settle = (action: () => void) => {
      signal.removeEventListener('abort', abort);
      action();
    };
    request.addEventListener('load', () => {
      settle(() => {
        try {
          resolve(stagedFile(request.status, request.responseText));
        } catch (error) {
          reject(error);
        }
      });
    });
    request.addEventListener('error', () => {
      settle(() => {
        reject(new EngineUnreachable('The upload broke off'));
      });
    });
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    request.send(file);
  });
}

/** The answer to an upload. @throws AccessRefused, or an Error with the engine's own words */
export function stagedFile(status: number, body: string): StagedFile {
  if (status === 401) throw new AccessRefused();
  const answer = parse(body);
  if (status === 200 && typeof answer?.['sha256'] === 'string') return answer as unknown as StagedFile;
  const message = answer?.['message'];
  throw new Error(
    typeof message === 'string' ? message : `The engine did not take the file (HTTP ${status}). Try again.`,
  );
}

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
